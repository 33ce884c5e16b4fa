// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/runtime/cancellation.h"

#include <utility>

namespace engine {

namespace {
std::atomic<std::uint64_t> g_nextId{1};
}

/// What a source and its tokens share.
class CancellationState final : public std::enable_shared_from_this<CancellationState>, private Timer {
public:
    explicit CancellationState(Clock* clock) : m_clock(clock) {}
    ~CancellationState() { disarm(); }

    const std::uint64_t id = g_nextId.fetch_add(1, std::memory_order_relaxed);

    [[nodiscard]] CancelReason reason() const noexcept { return m_reason.load(std::memory_order_acquire); }
    [[nodiscard]] bool isCancelled() const noexcept { return reason() != CancelReason::None; }
    [[nodiscard]] bool isDisposed() const
    {
        const std::lock_guard lock(m_mutex);
        return m_disposed;
    }

    void cancel(CancelReason reason, bool throwOnFirst);
    void cancelAfter(CancellationSource::Milliseconds delay);
    bool tryReset();
    void dispose() noexcept;
    void link(std::span<const CancellationToken> tokens);

    void listen(CancellationListener& listener);
    bool unlisten(CancellationListener& listener, bool wait) noexcept;

private:
    void fired() override;
    void disarm() noexcept;
    void removeLocked(CancellationListener& listener) noexcept;

    mutable std::mutex m_mutex;
    std::condition_variable m_called;
    std::atomic<CancelReason> m_reason{CancelReason::None};
    CancellationListener* m_newest = nullptr;
    CancellationListener* m_calling = nullptr;
    std::thread::id m_callingThread;
    bool m_disposed = false;

    Clock* m_clock;
    bool m_timerFired = false;
    std::mutex m_timerMutex; ///< one cancelAfter at a time
    std::vector<Registration> m_links;
};

// --- listeners --------------------------------------------------------------------------------------------------------

void CancellationState::listen(CancellationListener& listener)
{
    {
        const std::lock_guard lock(m_mutex);
        if (!isCancelled()) {
            listener.m_older = m_newest;
            listener.m_newer = nullptr;
            if (m_newest)
                m_newest->m_newer = &listener;
            m_newest = &listener;
            listener.m_listening = true;
            return;
        }
    }
    listener.cancelled(reason());
}

void CancellationState::removeLocked(CancellationListener& listener) noexcept
{
    if (listener.m_newer)
        listener.m_newer->m_older = listener.m_older;
    else
        m_newest = listener.m_older;
    if (listener.m_older)
        listener.m_older->m_newer = listener.m_newer;
    listener.m_listening = false;
}

bool CancellationState::unlisten(CancellationListener& listener, bool wait) noexcept
{
    std::unique_lock lock(m_mutex);
    if (listener.m_listening) {
        removeLocked(listener);
        return true;
    }
    if (wait && m_calling == &listener && m_callingThread != std::this_thread::get_id())
        m_called.wait(lock, [&] { return m_calling != &listener; });
    return false;
}

void CancellationState::cancel(CancelReason reason, bool throwOnFirst)
{
    std::vector<std::exception_ptr> errors;
    {
        std::unique_lock lock(m_mutex);
        if (isCancelled())
            return;
        // Release: whoever sees the reason sees what was done before the cancel.
        m_reason.store(reason, std::memory_order_release);
        m_callingThread = std::this_thread::get_id();
        while (CancellationListener* const listener = m_newest) {
            removeLocked(*listener);
            m_calling = listener;
            lock.unlock();
            try {
                listener->cancelled(reason);
            } catch (...) {
                errors.push_back(std::current_exception());
            }
            lock.lock();
            m_calling = nullptr;
            m_called.notify_all();
            if (throwOnFirst && !errors.empty()) {
                while (m_newest)
                    removeLocked(*m_newest);
            }
        }
    }
    disarm();
    if (errors.empty())
        return;
    if (throwOnFirst)
        std::rethrow_exception(errors.front());
    throw AggregateError(std::move(errors));
}

// --- timer ------------------------------------------------------------------------------------------------------------

void CancellationState::disarm() noexcept
{
    if (m_clock)
        m_clock->cancel(*this);
}

void CancellationState::fired()
{
    // A callback may let go of the last handle. Without any, the destructor waits on another thread for this to return.
    const std::shared_ptr<CancellationState> self = weak_from_this().lock();
    if (!self)
        return;
    {
        const std::lock_guard lock(m_mutex);
        m_timerFired = true;
    }
    try {
        cancel(CancelReason::Timeout, false);
    } catch (const AggregateError&) {
        // Nobody called, so there is nobody to tell; the listeners have all run.
    }
}

void CancellationState::cancelAfter(CancellationSource::Milliseconds delay)
{
    constexpr std::int64_t kLongest = (std::int64_t{1} << 32) - 2;
    if (delay.count() < -1 || delay.count() > kLongest)
        throw std::out_of_range("CancellationSource: the delay must be -1 to 2^32 - 2 ms");
    if (isDisposed())
        throw DisposedError("CancellationSource::cancelAfter after dispose()");
    if (!m_clock)
        throw std::logic_error("CancellationSource::cancelAfter needs a source that was made with a clock");
    if (isCancelled())
        return;
    const std::lock_guard timerLock(m_timerMutex);
    disarm();
    if (delay.count() == -1 || isCancelled())
        return;
    m_clock->schedule(*this, m_clock->now() + delay);
    if (isCancelled() || isDisposed()) // by another thread, which may have come too early to disarm it
        disarm();
}

bool CancellationState::tryReset()
{
    if (isCancelled())
        return false;
    disarm();
    const std::lock_guard lock(m_mutex);
    if (isCancelled() || m_timerFired || m_disposed)
        return false;
    while (m_newest)
        removeLocked(*m_newest);
    return true;
}

void CancellationState::dispose() noexcept
{
    std::vector<Registration> links;
    {
        const std::lock_guard lock(m_mutex);
        m_disposed = true;
        links.swap(m_links);
    }
    disarm();
}

void CancellationState::link(std::span<const CancellationToken> tokens)
{
    if (tokens.empty())
        throw std::invalid_argument("CancellationSource::linked needs at least one token");
    const std::weak_ptr<CancellationState> weak = weak_from_this();
    std::vector<Registration> links;
    for (const CancellationToken& token : tokens) {
        if (!token.canBeCancelled())
            continue;
        links.push_back(token.onCancelled([weak](CancelReason reason) {
            if (const auto state = weak.lock())
                state->cancel(reason, false);
        }));
    }
    const std::lock_guard lock(m_mutex);
    m_links = std::move(links);
}

// --- registration -----------------------------------------------------------------------------------------------------

class Registration::Callback final : public CancellationListener, public std::enable_shared_from_this<Callback> {
public:
    explicit Callback(std::function<void(CancelReason)> function) : m_function(std::move(function)) {}

private:
    void cancelled(CancelReason reason) override
    {
        const auto alive = shared_from_this(); // the function may dispose of its own registration
        m_function(reason);
    }
    std::function<void(CancelReason)> m_function;
};

Registration::Registration() noexcept = default;
Registration::Registration(Registration&&) noexcept = default;

Registration::Registration(std::shared_ptr<CancellationState> state, std::shared_ptr<Callback> callback) noexcept
    : m_state(std::move(state)), m_callback(std::move(callback))
{
}

Registration& Registration::operator=(Registration&& other) noexcept
{
    if (this != &other) {
        dispose();
        m_state = std::move(other.m_state);
        m_callback = std::move(other.m_callback);
    }
    return *this;
}

Registration::~Registration() { dispose(); }

void Registration::dispose() noexcept
{
    if (m_state)
        m_state->unlisten(*m_callback, true);
    m_state.reset();
    m_callback.reset();
}

bool Registration::unregister() noexcept
{
    return m_state && m_state->unlisten(*m_callback, false);
}

// --- token ------------------------------------------------------------------------------------------------------------

const CancellationToken& CancellationToken::none() noexcept
{
    static const CancellationToken token;
    return token;
}

bool CancellationToken::isCancelled() const noexcept { return m_state && m_state->isCancelled(); }

CancelReason CancellationToken::reason() const noexcept { return m_state ? m_state->reason() : CancelReason::None; }

std::uint64_t CancellationToken::id() const noexcept { return m_state ? m_state->id : 0; }

Failure CancellationToken::failure() const { return Failure::cancelled(reason(), id()); }

void CancellationToken::throwIfCancelled() const
{
    if (isCancelled())
        throw CancelledError(reason(), id());
}

Registration CancellationToken::onCancelled(std::function<void(CancelReason)> callback) const
{
    if (!m_state)
        return {};
    auto listener = std::make_shared<Registration::Callback>(std::move(callback));
    m_state->listen(*listener);
    return Registration(m_state, std::move(listener));
}

void CancellationToken::listen(CancellationListener& listener) const
{
    if (m_state)
        m_state->listen(listener);
}

void CancellationToken::stopListening(CancellationListener& listener) const noexcept
{
    if (m_state)
        m_state->unlisten(listener, true);
}

// --- source -----------------------------------------------------------------------------------------------------------

CancellationSource::CancellationSource() : m_state(std::make_shared<CancellationState>(nullptr)) {}

CancellationSource::CancellationSource(Clock& clock) : m_state(std::make_shared<CancellationState>(&clock)) {}

CancellationSource::CancellationSource(Clock& clock, Milliseconds delay) : CancellationSource(clock)
{
    if (delay.count() == 0)
        m_state->cancel(CancelReason::Timeout, false);
    else
        m_state->cancelAfter(delay);
}

CancellationSource CancellationSource::linked(std::span<const CancellationToken> tokens, Clock* clock)
{
    CancellationSource source;
    source.m_state = std::make_shared<CancellationState>(clock);
    source.m_state->link(tokens);
    return source;
}

CancellationSource CancellationSource::linked(std::initializer_list<CancellationToken> tokens, Clock* clock)
{
    return linked(std::span(tokens.begin(), tokens.size()), clock);
}

CancellationSource::CancellationSource(CancellationSource&&) noexcept = default;

CancellationSource& CancellationSource::operator=(CancellationSource&& other) noexcept
{
    if (this != &other) {
        dispose();
        m_state = std::move(other.m_state);
    }
    return *this;
}

CancellationSource::~CancellationSource() { dispose(); }

CancellationToken CancellationSource::token() const
{
    if (!m_state || m_state->isDisposed())
        throw DisposedError("CancellationSource::token after dispose()");
    return CancellationToken(m_state);
}

bool CancellationSource::isCancelled() const noexcept { return m_state && m_state->isCancelled(); }

void CancellationSource::cancel(CancelReason reason, bool throwOnFirst)
{
    if (!m_state || m_state->isDisposed())
        throw DisposedError("CancellationSource::cancel after dispose()");
    const std::shared_ptr<CancellationState> state = m_state; // a callback may end this source
    state->cancel(reason == CancelReason::None ? CancelReason::Caller : reason, throwOnFirst);
}

void CancellationSource::cancelAfter(Milliseconds delay)
{
    if (!m_state)
        throw DisposedError("CancellationSource::cancelAfter after it was moved from");
    m_state->cancelAfter(delay);
}

bool CancellationSource::tryReset() { return m_state && m_state->tryReset(); }

void CancellationSource::dispose() noexcept
{
    if (m_state)
        m_state->dispose();
}

CancelReason cancellationOrigin(const CancellationToken& caller, const CancellationToken& timeout) noexcept
{
    if (caller.isCancelled())
        return caller.reason();
    return timeout.isCancelled() ? CancelReason::Timeout : CancelReason::None;
}

} // namespace engine
