// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/governor/decision_text.h"

#include <QString>

#include <array>
#include <cstdlib>
#include <initializer_list>
#include <string_view>

namespace engine {

namespace {

/// One text of many parts. (A chain of + on strings makes g++ 12 warn of what is not there.)
std::string join(std::initializer_list<std::string_view> parts)
{
    std::string text;
    for (const std::string_view part : parts)
        text.append(part);
    return text;
}

std::string fixed(double value, int decimals)
{
    return QString::number(value, 'f', decimals).toStdString();
}

std::string seconds(Clock::Duration duration)
{
    return join({fixed(std::chrono::duration<double>(duration).count(), 1), " s"});
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
    return join({inWords(by), by == 1 ? " thread " : " threads ", to > from ? "more" : "fewer", " (",
        std::to_string(from), " -> ", std::to_string(to), ")"});
}

/// "1 thread is", "2 threads are"
std::string threadsAre(int number)
{
    return join({std::to_string(number), number == 1 ? " thread is" : " threads are"});
}

} // namespace

std::string starvationText(Clock::Duration waited, int from, int to)
{
    return join({"Work waited ", seconds(waited), " and no worker took any: ", change(from, to), "."});
}

std::string climbText(const HillClimbing::Analysis& analysis, int from, int to)
{
    if (analysis.state != ThreadChangeReason::ClimbingMove)
        return join({"Too little is known yet, so the climber tries out what happens with ", change(from, to), "."});
    const double ratio = analysis.ratio.real();
    return join({ratio > 0 ? "Throughput follows the threads" : "Threads do not pay off in throughput", " (ratio ",
        fixed(ratio, 2), ", confidence ", fixed(analysis.confidence, 2), "): the climber's next step on its wave is ",
        change(from, to), "."});
}

std::string timeOutText(Clock::Duration idle, int from, int to)
{
    return join({"A thread had nothing to do for ", seconds(idle), " and left: ", change(from, to), "."});
}

std::string blockingText(int blocked, int from, int to)
{
    if (to > from)
        return join({threadsAre(blocked), " blocked in a wait, so others stand in: ", change(from, to), "."});
    if (blocked == 0)
        return join({"No thread is blocked any more, so those that stood in go: ", change(from, to), "."});
    return join({"Only ", threadsAre(blocked), " still blocked, so those that stood in go: ", change(from, to), "."});
}

std::string limitText(bool minimum, int limit, int from, int to)
{
    return join(
        {"The ", minimum ? "minimum" : "maximum", " was set to ", std::to_string(limit), ": ", change(from, to), "."});
}

std::string userText(int from, int to)
{
    return join({"The number of threads was set by hand: ", change(from, to), "."});
}

std::string takeOverText(int from, int to)
{
    return join({"The governor took over and keeps to its limits: ", change(from, to), "."});
}

} // namespace engine
