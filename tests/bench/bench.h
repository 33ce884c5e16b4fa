// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <functional>
#include <vector>

namespace bench {

/// The median of several rounds of `run`, which does `operations` operations: ns for one.
inline double nsEach(std::int64_t operations, const std::function<void()>& run, int rounds = 5)
{
    std::vector<double> samples;
    for (int round = 0; round <= rounds; ++round) {
        const auto began = std::chrono::steady_clock::now();
        run();
        const std::chrono::duration<double, std::nano> took = std::chrono::steady_clock::now() - began;
        if (round > 0) // the first one warms up
            samples.push_back(took.count() / static_cast<double>(operations));
    }
    std::sort(samples.begin(), samples.end());
    return samples[samples.size() / 2];
}

/// "what   ours   floor   ratio", one line.
inline void print(const char* what, double ours, const char* floorName, double floor)
{
    std::printf("%-52s %9.1f ns   %-44s %9.1f ns   ratio %5.2f\n", what, ours, floorName, floor, ours / floor);
    std::fflush(stdout);
}

} // namespace bench
