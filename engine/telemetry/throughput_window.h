// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstdint>
#include <deque>

namespace engine {

/// How many a second, over the last second, from a total that is looked at now and then.
///
/// Model    (total now - total then) / (now - then), with `then` the latest look at least one second ago, or the first
///          look while there is none that old; 0 while no time has passed
/// Units    `at` is clock time; the result is a count for each second of it
/// Bounds   keeps the looks of one second
/// Threads  one owner
class ThroughputWindow {
public:
    /// `at` and `total` never go back.
    double add(std::chrono::nanoseconds at, std::int64_t total);

private:
    struct Look {
        std::chrono::nanoseconds at;
        std::int64_t total;
    };
    std::deque<Look> m_looks;
};

} // namespace engine
