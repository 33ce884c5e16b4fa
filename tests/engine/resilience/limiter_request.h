// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/resilience/limiter.h"
#include "tests/support/virtual_runtime.h"

namespace tests {

/// A request that waits if it has to.
inline engine::Flow<engine::Outcome<engine::Limiter::Lease>> request(VirtualRuntime& runtime, engine::Limiter& limiter,
    int permits = 1, const engine::CancellationToken& token = engine::CancellationToken::none())
{
    return runtime.startAwaiting([&limiter, permits, &token] { return limiter.acquire(permits, token); });
}

inline bool wasRefused(const engine::Flow<engine::Outcome<engine::Limiter::Lease>>& flow)
{
    return flow.isDone() && flow.result() && !flow.result()->isAcquired();
}
inline bool wasServed(const engine::Flow<engine::Outcome<engine::Limiter::Lease>>& flow)
{
    return flow.isDone() && flow.result() && flow.result()->isAcquired();
}

} // namespace tests
