// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/telemetry/throughput_window.h"

namespace engine {

double ThroughputWindow::add(std::chrono::nanoseconds at, std::int64_t total)
{
    using namespace std::chrono_literals;
    // Of several looks at one instant the last counts, but the very first look is where the run began.
    if (m_looks.size() > 1 && m_looks.back().at == at)
        m_looks.back().total = total;
    else
        m_looks.push_back({at, total});

    while (m_looks.size() > 1 && m_looks[1].at <= at - 1s)
        m_looks.pop_front();
    const Look& then = m_looks.front();
    const std::chrono::duration<double> elapsed = at - then.at;
    return elapsed.count() > 0 ? static_cast<double>(total - then.total) / elapsed.count() : 0.0;
}

} // namespace engine
