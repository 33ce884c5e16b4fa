// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/telemetry/figure_text.h"

namespace engine {

Phrase duration(std::chrono::nanoseconds time)
{
    const double ms = static_cast<double>(time.count()) / 1e6;
    if (ms < 1000)
        return Phrase(QT_TRANSLATE_NOOP("engine", "%1 ms"), Phrase::Number {ms, ms < 10 ? 1 : 0});
    return Phrase(QT_TRANSLATE_NOOP("engine", "%1 s"), Phrase::Number {ms / 1000, ms < 100'000 ? 2 : 0});
}

} // namespace engine
