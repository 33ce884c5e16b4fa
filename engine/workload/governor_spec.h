// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace engine {

/// Who says how many threads the pool has. Fixed: the pool's own number, until the user changes it. Dotnet: it is
/// changed as the thread pool of .NET would.
enum class GovernorKind : std::uint8_t { Fixed, Dotnet };

/// How the pool is governed. All but `kind` is for Dotnet.
///
/// Units    threads
struct GovernorSpec {
    GovernorKind kind = GovernorKind::Fixed;
    int minThreads = 8; ///< added without a delay, and never fewer
    int maxThreads = 512; ///< a pool has its own maximum, which wins
    bool hillClimbing = true;
    bool cooperativeBlocking = true; ///< a worker that waits on its thread gets a stand-in
    int processors =
        0; ///< the machine that the governor believes to run on; 0: as many as the pool had threads at first

    friend bool operator==(const GovernorSpec&, const GovernorSpec&) = default;
};

} // namespace engine
