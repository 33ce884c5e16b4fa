// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/governor/decision_text.h"

#include <array>
#include <cstdlib>

namespace engine {

namespace {

Phrase::Number seconds(Clock::Duration duration)
{
    return {std::chrono::duration<double>(duration).count(), 1};
}

/// "two"; from 13 on in digits
Phrase inWords(int number)
{
    static constexpr std::array kWords {QT_TRANSLATE_NOOP("engine", "no"), QT_TRANSLATE_NOOP("engine", "one"),
        QT_TRANSLATE_NOOP("engine", "two"), QT_TRANSLATE_NOOP("engine", "three"), QT_TRANSLATE_NOOP("engine", "four"),
        QT_TRANSLATE_NOOP("engine", "five"), QT_TRANSLATE_NOOP("engine", "six"), QT_TRANSLATE_NOOP("engine", "seven"),
        QT_TRANSLATE_NOOP("engine", "eight"), QT_TRANSLATE_NOOP("engine", "nine"), QT_TRANSLATE_NOOP("engine", "ten"),
        QT_TRANSLATE_NOOP("engine", "eleven"), QT_TRANSLATE_NOOP("engine", "twelve")};
    return number >= 0 && number < static_cast<int>(kWords.size()) ? Phrase(kWords[static_cast<std::size_t>(number)])
                                                                   : Phrase("%1", number);
}

/// "one thread more (8 -> 9)"
Phrase change(int from, int to)
{
    const int by = std::abs(to - from);
    if (by == 1) {
        return Phrase(to > from ? QT_TRANSLATE_NOOP("engine", "one thread more (%1 -> %2)")
                                : QT_TRANSLATE_NOOP("engine", "one thread fewer (%1 -> %2)"),
            from, to);
    }
    return Phrase(to > from ? QT_TRANSLATE_NOOP("engine", "%3 threads more (%1 -> %2)")
                            : QT_TRANSLATE_NOOP("engine", "%3 threads fewer (%1 -> %2)"),
        from, to, inWords(by));
}

} // namespace

Phrase starvationText(Clock::Duration waited, int from, int to)
{
    return Phrase(
        QT_TRANSLATE_NOOP("engine", "Work waited %1 s and no worker took any: %2."), seconds(waited), change(from, to));
}

Phrase climbText(const HillClimbing::Analysis& analysis, int from, int to)
{
    if (analysis.state != ThreadChangeReason::ClimbingMove) {
        return Phrase(
            QT_TRANSLATE_NOOP("engine", "Too little is known yet, so the climber tries out what happens with %1."),
            change(from, to));
    }
    const double ratio = analysis.ratio.real();
    return Phrase(ratio > 0
            ? QT_TRANSLATE_NOOP("engine",
                "Throughput follows the threads (ratio %1, confidence %2): the climber's next step on its wave is %3.")
            : QT_TRANSLATE_NOOP("engine",
                "Threads do not pay off in throughput (ratio %1, confidence %2): the climber's next step on its wave "
                "is %3."),
        Phrase::Number {ratio, 2}, Phrase::Number {analysis.confidence, 2}, change(from, to));
}

Phrase timeOutText(Clock::Duration idle, int from, int to)
{
    return Phrase(QT_TRANSLATE_NOOP("engine", "A thread had nothing to do for %1 s and left: %2."), seconds(idle),
        change(from, to));
}

Phrase blockingText(int blocked, int from, int to)
{
    if (to > from) {
        return counted(blocked, QT_TRANSLATE_NOOP("engine", "%1 thread is blocked in a wait, so others stand in: %2."),
            QT_TRANSLATE_NOOP("engine", "%1 threads are blocked in a wait, so others stand in: %2."), change(from, to));
    }
    if (blocked == 0) {
        return Phrase(QT_TRANSLATE_NOOP("engine", "No thread is blocked any more, so those that stood in go: %1."),
            change(from, to));
    }
    return counted(blocked, QT_TRANSLATE_NOOP("engine", "Only %1 thread is still blocked, so those that stood in go: %2."),
        QT_TRANSLATE_NOOP("engine", "Only %1 threads are still blocked, so those that stood in go: %2."),
        change(from, to));
}

Phrase limitText(bool minimum, int limit, int from, int to)
{
    return Phrase(minimum ? QT_TRANSLATE_NOOP("engine", "The minimum was set to %1: %2.")
                          : QT_TRANSLATE_NOOP("engine", "The maximum was set to %1: %2."),
        limit, change(from, to));
}

Phrase userText(int from, int to)
{
    return Phrase(QT_TRANSLATE_NOOP("engine", "The number of threads was set by hand: %1."), change(from, to));
}

Phrase takeOverText(int from, int to)
{
    return Phrase(QT_TRANSLATE_NOOP("engine", "The governor took over and keeps to its limits: %1."), change(from, to));
}

} // namespace engine
