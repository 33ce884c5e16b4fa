// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace engine {

/// What a draw is for: each purpose has draws of its own.
enum class DrawPurpose : std::uint64_t {
    Latency = 1,
    Failure,
    Rejection,
    Arrival,
    Customer,
    Lines,
    Total,
    Jitter,
    Test,
    ChaosFault,
    ChaosLatency,
    ChaosOutcome,
    ChaosBehaviour,
    SampleInterval,
    AnswerLost,
    Hang,
};

/// A 64-bit draw that depends on its arguments only: the same order meets the same fate in each mode.
///
/// Model    each word is absorbed by the finaliser of SplitMix64
/// Threads  pure
/// Source   G. Steele, D. Lea, C. Flood, "Fast Splittable Pseudorandom Number Generators", 2014 (constants of the mixer)
[[nodiscard]] constexpr std::uint64_t drawBits(
    std::uint64_t seed, DrawPurpose purpose, std::uint64_t subject, std::uint64_t stage = 0, std::uint64_t attempt = 0) noexcept
{
    constexpr auto mix = [](std::uint64_t z) {
        z += 0x9e3779b97f4a7c15ULL;
        z = (z ^ (z >> 30)) * 0xbf58476d1ce4e5b9ULL;
        z = (z ^ (z >> 27)) * 0x94d049bb133111ebULL;
        return z ^ (z >> 31);
    };
    std::uint64_t state = mix(seed);
    state = mix(state ^ static_cast<std::uint64_t>(purpose));
    state = mix(state ^ subject);
    state = mix(state ^ stage);
    return mix(state ^ attempt);
}

/// A draw in [0, 1), with the same guarantee.
[[nodiscard]] constexpr double drawUniform(
    std::uint64_t seed, DrawPurpose purpose, std::uint64_t subject, std::uint64_t stage = 0, std::uint64_t attempt = 0) noexcept
{
    return static_cast<double>(drawBits(seed, purpose, subject, stage, attempt) >> 11) * 0x1.0p-53;
}

} // namespace engine
