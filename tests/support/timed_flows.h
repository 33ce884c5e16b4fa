// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/runtime/delay.h"
#include "tests/support/virtual_runtime.h"

#include <chrono>
#include <stdexcept>
#include <string>

namespace tests {

/// A flow of `runtime` that ends after `time`: with `value`, ...
inline engine::Flow<int> endsAfter(VirtualRuntime& runtime, std::chrono::milliseconds time, int value)
{
    return runtime.start([&runtime, time, value]() -> QCoro::Task<int> {
        (void)co_await engine::delay(runtime.clock(), time);
        co_return value;
    });
}

/// ... with an error, ...
inline engine::Flow<int> failsAfter(VirtualRuntime& runtime, std::chrono::milliseconds time, const char* what)
{
    return runtime.start([&runtime, time, what]() -> QCoro::Task<int> {
        (void)co_await engine::delay(runtime.clock(), time);
        throw std::runtime_error(what);
    });
}

/// ... or cancelled by the token of this id.
inline engine::Flow<int> cancelledAfter(VirtualRuntime& runtime, std::chrono::milliseconds time, std::uint64_t tokenId,
    engine::CancelReason reason = engine::CancelReason::Shutdown)
{
    return runtime.start([&runtime, time, tokenId, reason]() -> QCoro::Task<int> {
        (void)co_await engine::delay(runtime.clock(), time);
        throw engine::CancelledError(reason, tokenId);
    });
}

} // namespace tests
