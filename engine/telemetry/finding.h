// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/order/phrase.h"

#include <chrono>
#include <cstdint>
#include <string>

namespace engine {

/// What a run can be found to suffer from, or to do well.
enum class FindingKind : std::uint8_t {
    Starvation, ///< all workers are blocked or busy, and work waits
    UnboundedFanOut, ///< far more orders in flight than the services can serve
    GrowingBacklog, ///< orders come in faster than they go out, and nothing holds them back
    Backpressure, ///< a full channel makes the client wait: the bound does its work
    RetryStorm, ///< repeats are a large part of the load
    BreakerOpen, ///< a circuit breaker holds calls back
    ServiceSaturated, ///< Little's law: a service is asked for more than it can do
    OrphanedWork, ///< calls run on for orders that have ended
    DrainIncomplete, ///< the run ended with orders that did not get through
    LimitTooLow, ///< a stage's limit holds orders back while its service has room
    LimitTooHigh, ///< a stage's limit lets in more than its service can serve
    DoubleCharges, ///< orders were charged more than once
    LostOrders, ///< orders without an owner vanished
    UnobservedErrors, ///< errors that nobody caught
};
/// "starvation", "unboundedFanOut", ...: the names in files.
[[nodiscard]] const char* toString(FindingKind kind) noexcept;

enum class FindingLevel : std::uint8_t { Note, Warning, Critical };
[[nodiscard]] const char* toString(FindingLevel level) noexcept;

/// What stands for the mode in place of a scenario field: a remedy may be another one.
inline constexpr const char* kModeSwitch = "mode";

/// One thing that a run shows, with what it was concluded from and what to do.
///
/// Units    clock time since the run's start
struct Finding {
    FindingKind kind = FindingKind::Starvation;
    FindingLevel level = FindingLevel::Note;
    std::chrono::nanoseconds from{}; ///< the interval that the evidence is about
    std::chrono::nanoseconds to{};
    std::string subject; ///< what it is about: "thread pool", "payment provider", "charge", ...
    Phrase sentence; ///< what is seen, in plain words with the figures
    Phrase remedy; ///< what to change, in plain words
    std::string remedySwitch; ///< path of the scenario field to change, e.g. "antiPatterns.blockOnAsync"; or kModeSwitch; empty: none
    std::string remedyValue; ///< what to set it to, as `--set` takes it; or the mode's name

    friend bool operator==(const Finding&, const Finding&) = default;
};

} // namespace engine
