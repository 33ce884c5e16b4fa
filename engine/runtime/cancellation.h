// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/order/outcome.h"
#include "engine/runtime/clock.h"

#include <atomic>
#include <chrono>
#include <condition_variable>
#include <cstdint>
#include <exception>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <span>
#include <stdexcept>
#include <thread>
#include <vector>

namespace engine {

/// An operation ended because somebody asked for it. Carries the token that was observed.
class CancelledError : public std::exception {
public:
    CancelledError(CancelReason reason, std::uint64_t tokenId) noexcept : m_reason(reason), m_tokenId(tokenId) {}
    [[nodiscard]] const char* what() const noexcept override { return "the operation was cancelled"; }
    [[nodiscard]] CancelReason reason() const noexcept { return m_reason; }
    [[nodiscard]] std::uint64_t tokenId() const noexcept { return m_tokenId; }

private:
    CancelReason m_reason;
    std::uint64_t m_tokenId;
};

/// Several errors of one operation, in the order in which they were recorded.
class AggregateError : public std::runtime_error {
public:
    explicit AggregateError(std::vector<std::exception_ptr> errors)
        : std::runtime_error("several errors occurred"), m_errors(std::move(errors))
    {
    }
    [[nodiscard]] const std::vector<std::exception_ptr>& errors() const noexcept { return m_errors; }

private:
    std::vector<std::exception_ptr> m_errors;
};

/// Something was used after it was disposed of.
class DisposedError : public std::logic_error {
    using std::logic_error::logic_error;
};

class CancellationState;

/// Hears of a cancellation. Intrusive: listening allocates nothing.
///
/// Threads  cancelled() runs on the thread that cancels, or on the listening one if the token was cancelled already
class CancellationListener {
public:
    CancellationListener() = default;
    CancellationListener(CancellationListener&&) noexcept {} ///< only while neither is listening
    CancellationListener& operator=(CancellationListener&&) = delete;

protected:
    ~CancellationListener() = default; ///< must not be listening

private:
    friend class CancellationState;
    virtual void cancelled(CancelReason reason) = 0;

    CancellationListener* m_newer = nullptr;
    CancellationListener* m_older = nullptr;
    bool m_listening = false;
};

/// A callback on a token, for as long as this lives (semantics CT-3, CT-4).
///
/// Threads  dispose() waits for the callback if it is running on another thread; unregister() never waits
class Registration {
public:
    Registration() noexcept;
    Registration(Registration&&) noexcept;
    Registration& operator=(Registration&&) noexcept;
    ~Registration();

    void dispose() noexcept;
    /// True if the callback was taken off before it ran.
    bool unregister() noexcept;

private:
    friend class CancellationToken;
    class Callback;
    Registration(std::shared_ptr<CancellationState> state, std::shared_ptr<Callback> callback) noexcept;
    std::shared_ptr<CancellationState> m_state;
    std::shared_ptr<Callback> m_callback;
};

/// The listening end of a CancellationSource. A default-made token is never cancelled.
///
/// Threads  a value; every function from any thread
class CancellationToken {
public:
    CancellationToken() = default;
    /// A token that is never cancelled, to refer to: g++ 12 mishandles temporaries inside co_await expressions.
    [[nodiscard]] static const CancellationToken& none() noexcept;

    [[nodiscard]] bool isCancelled() const noexcept;
    [[nodiscard]] bool canBeCancelled() const noexcept { return m_state != nullptr; }
    /// None until it is cancelled.
    [[nodiscard]] CancelReason reason() const noexcept;
    /// Names the source in failures and errors: unique in the process, 0 for a token that is never cancelled.
    [[nodiscard]] std::uint64_t id() const noexcept;
    /// Cancelled, with this token and its reason.
    [[nodiscard]] Failure failure() const;
    /// Throws CancelledError if it is cancelled.
    void throwIfCancelled() const;

    /// Runs `callback` when the token is cancelled, at once if it is already.
    [[nodiscard]] Registration onCancelled(std::function<void(CancelReason)> callback) const;

    /// For awaitables. listen() calls the listener at once if the token is cancelled already.
    void listen(CancellationListener& listener) const;
    /// Afterwards the listener may be destroyed: waits if it is being called on another thread.
    void stopListening(CancellationListener& listener) const noexcept;

    friend bool operator==(const CancellationToken&, const CancellationToken&) = default;

private:
    friend class CancellationSource;
    explicit CancellationToken(std::shared_ptr<CancellationState> state) noexcept : m_state(std::move(state)) {}
    std::shared_ptr<CancellationState> m_state;
};

/// Asks for cancellation (semantics section 6, CT-1 to CT-9 and CT-11).
///
/// Model    the first cancel() wins and runs the callbacks, last registered first, on the calling thread. Callbacks that throw
///          do not stop the others; their errors come out of cancel() as one AggregateError. Linked: cancelled, for the same
///          reason, when any of its tokens is.
/// Units    cancelAfter in milliseconds of clock time, -1 (kNever) to 2^32 - 2
/// Errors   std::out_of_range for a delay outside; std::invalid_argument for linked() without tokens; DisposedError for
///          token, cancel and cancelAfter after dispose(); std::logic_error for cancelAfter without a clock
/// Threads  every function from any thread. The destructor disposes: it does not cancel
class CancellationSource {
public:
    using Milliseconds = std::chrono::duration<std::int64_t, std::milli>;
    static constexpr Milliseconds kNever{-1};

    CancellationSource();
    explicit CancellationSource(Clock& clock);
    /// Cancelled after `delay`; at once if it is 0.
    CancellationSource(Clock& clock, Milliseconds delay);
    [[nodiscard]] static CancellationSource linked(std::span<const CancellationToken> tokens, Clock* clock = nullptr);
    [[nodiscard]] static CancellationSource linked(std::initializer_list<CancellationToken> tokens, Clock* clock = nullptr);
    CancellationSource(CancellationSource&&) noexcept;
    CancellationSource& operator=(CancellationSource&&) noexcept;
    ~CancellationSource();

    [[nodiscard]] CancellationToken token() const;
    [[nodiscard]] bool isCancelled() const noexcept;
    /// With `throwOnFirst` the first error of a callback comes out as it is, and the callbacks after it do not run.
    void cancel(CancelReason reason = CancelReason::Caller, bool throwOnFirst = false);
    void cancelAfter(Milliseconds delay);
    /// Back to the start, if it was not cancelled and its timer has not fired; drops callbacks and timer.
    bool tryReset();
    void dispose() noexcept;

private:
    std::shared_ptr<CancellationState> m_state;
};

/// Who ended an operation that watched a token linked from the caller's and its own timeout (CT-11): Caller (the caller's
/// token's own reason if it has one), Timeout, or None for a cancellation from elsewhere. The caller is asked first.
[[nodiscard]] CancelReason cancellationOrigin(const CancellationToken& caller, const CancellationToken& timeout) noexcept;

} // namespace engine
