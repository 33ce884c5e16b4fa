// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <tl/expected.hpp>

#include <chrono>
#include <cstdint>
#include <exception>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

namespace engine {

/// Why something was cancelled. The first reason given to a source wins.
enum class CancelReason : std::uint8_t { None, Caller, Timeout, Shutdown, Failure };

/// How an operation failed without breaking anything.
enum class FailureKind : std::uint8_t {
    Cancelled, ///< somebody asked for it; `reason` and `tokenId` say who
    TimedOut, ///< its own deadline passed
    Rejected, ///< the callee understood and said no
    BrokenCircuit, ///< a circuit breaker did not let the call through
    Unavailable, ///< the callee is overloaded, down or broken
    Invalid, ///< the request can never succeed
    Closed, ///< the channel takes or gives no more items
};

/// One failure, as a value.
///
/// Shape    `tokenId` names the token that was observed (0: none); `cause` is the failure behind this one, or null;
///          `error` is the exception it was made from, or null; `retryAfter` is clock time before which another try is
///          refused too, if that is known
/// Threads  immutable once made; copies share `cause`
struct Failure {
    FailureKind kind = FailureKind::Invalid;
    CancelReason reason = CancelReason::None;
    std::uint64_t tokenId = 0;
    std::string message;
    std::shared_ptr<const Failure> cause;
    std::exception_ptr error;
    std::optional<std::chrono::nanoseconds> retryAfter;

    static Failure cancelled(CancelReason why, std::uint64_t observedTokenId)
    {
        return {FailureKind::Cancelled, why, observedTokenId, {}, {}, {}, {}};
    }
    static Failure of(FailureKind kind, std::string message) { return {kind, {}, 0, std::move(message), {}, {}, {}}; }

    [[nodiscard]] bool isCancelled() const noexcept { return kind == FailureKind::Cancelled; }
};

/// Either a T or the Failure that stood in its way.
template <typename T = void>
using Outcome = tl::expected<T, Failure>;

[[nodiscard]] inline tl::unexpected<Failure> failed(FailureKind kind, std::string message)
{
    return tl::unexpected<Failure>(Failure::of(kind, std::move(message)));
}

/// The words under which reasons and kinds are shown, logged and exported.
[[nodiscard]] std::string_view toString(CancelReason reason) noexcept;
[[nodiscard]] std::string_view toString(FailureKind kind) noexcept;

} // namespace engine
