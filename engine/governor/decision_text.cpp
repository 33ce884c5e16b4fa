// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/governor/decision_text.h"

#include <QString>

#include <array>
#include <cstdlib>

namespace engine {

namespace {

std::string fixed(double value, int decimals)
{
    return QString::number(value, 'f', decimals).toStdString();
}

std::string seconds(Clock::Duration duration)
{
    return fixed(std::chrono::duration<double>(duration).count(), 1) + " s";
}

std::string inWords(int number)
{
    static constexpr std::array<const char*, 13> kWords {
        "no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve"};
    return number >= 0 && number < static_cast<int>(kWords.size()) ? kWords[static_cast<std::size_t>(number)]
                                                                   : std::to_string(number);
}

/// "one thread more (8 -> 9)"
std::string change(int from, int to)
{
    const int by = std::abs(to - from);
    return inWords(by) + (by == 1 ? " thread " : " threads ") + (to > from ? "more" : "fewer") + " ("
        + std::to_string(from) + " -> " + std::to_string(to) + ")";
}

std::string threads(int number, const char* verbForOne, const char* verbForMore)
{
    return std::to_string(number) + (number == 1 ? " thread " : " threads ") + (number == 1 ? verbForOne : verbForMore);
}

} // namespace

std::string starvationText(Clock::Duration waited, int from, int to)
{
    return "Work waited " + seconds(waited) + " and no worker took any: " + change(from, to) + ".";
}

std::string climbText(const HillClimbing::Analysis& analysis, int from, int to)
{
    if (analysis.state != ThreadChangeReason::ClimbingMove)
        return "Too little is known yet, so the climber tries out what happens with " + change(from, to) + ".";
    const double ratio = analysis.ratio.real();
    const std::string found = ratio > 0 ? "Throughput follows the threads" : "Threads do not pay off in throughput";
    return found + " (ratio " + fixed(ratio, 2) + ", confidence " + fixed(analysis.confidence, 2)
        + "): the climber's next step on its wave is " + change(from, to) + ".";
}

std::string timeOutText(Clock::Duration idle, int from, int to)
{
    return "A thread had nothing to do for " + seconds(idle) + " and left: " + change(from, to) + ".";
}

std::string blockingText(int blocked, int from, int to)
{
    return to > from
        ? threads(blocked, "is", "are") + " blocked in a wait, so others stand in: " + change(from, to) + "."
        : "Only " + threads(blocked, "is", "are") + " still blocked, so those that stood in go: " + change(from, to)
            + ".";
}

std::string limitText(bool minimum, int limit, int from, int to)
{
    return std::string("The ") + (minimum ? "minimum" : "maximum") + " was set to " + std::to_string(limit) + ": "
        + change(from, to) + ".";
}

std::string userText(int from, int to)
{
    return "The number of threads was set by hand: " + change(from, to) + ".";
}

std::string takeOverText(int from, int to)
{
    return "The governor took over and keeps to its limits: " + change(from, to) + ".";
}

} // namespace engine
