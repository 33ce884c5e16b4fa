// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/governor/cpu_share.h"

#include <algorithm>
#include <ctime>
#include <thread>

#ifdef __unix__
#include <unistd.h>
#endif

namespace engine {

int CpuShare::percent()
{
    const auto wall = std::chrono::steady_clock::now();
    const auto used = static_cast<std::int64_t>(
        static_cast<double>(std::clock()) / static_cast<double>(CLOCKS_PER_SEC) * 1'000'000.0);
    const bool first = m_used < 0;
    const double elapsed = std::chrono::duration<double, std::micro>(wall - m_wall).count();
    const auto spent = static_cast<double>(used - m_used);
    m_wall = wall;
    m_used = used;
    if (first || elapsed <= 0)
        return 0;
    const double processors = std::max(1U, std::thread::hardware_concurrency());
    return static_cast<int>(std::clamp(spent / (elapsed * processors) * 100.0, 0.0, 100.0));
}

std::int64_t physicalMemoryBytes() noexcept
{
#ifdef _SC_PHYS_PAGES
    const auto pages = static_cast<std::int64_t>(sysconf(_SC_PHYS_PAGES));
    const auto pageSize = static_cast<std::int64_t>(sysconf(_SC_PAGE_SIZE));
    return pages > 0 && pageSize > 0 ? pages * pageSize : 0;
#else
    return 0;
#endif
}

} // namespace engine
