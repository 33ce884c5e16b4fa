// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/order/outcome.h"
#include "engine/runtime/cancellation.h"

namespace tests {

/// An error for a channel to be completed with.
inline engine::Failure brokenSource()
{
    return engine::Failure::of(engine::FailureKind::Unavailable, "the source broke");
}

template <typename T>
bool isClosed(const engine::Outcome<T>& outcome, bool withCause)
{
    return !outcome && outcome.error().kind == engine::FailureKind::Closed
        && (outcome.error().cause != nullptr) == withCause;
}

template <typename T>
bool isCancelledBy(const engine::Outcome<T>& outcome, const engine::CancellationToken& token)
{
    return !outcome && outcome.error().isCancelled() && outcome.error().tokenId == token.id();
}

} // namespace tests
