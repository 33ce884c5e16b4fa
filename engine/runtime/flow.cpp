// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/runtime/flow.h"

namespace engine {

Failure failureOf(const std::exception_ptr& error)
{
    Failure failure;
    failure.kind = FailureKind::Unavailable;
    try {
        std::rethrow_exception(error);
    } catch (const CancelledError& cancelled) {
        failure = Failure::cancelled(cancelled.reason(), cancelled.tokenId());
    } catch (const std::exception& exception) {
        failure.message = std::string("unexpected error: ") + exception.what();
    } catch (...) {
        failure.message = "unexpected error of an unknown type";
    }
    failure.error = error;
    return failure;
}

bool FlowState::observe(FlowObserver& observer)
{
    const std::lock_guard lock(m_mutex);
    if (m_told)
        return false;
    m_observers.pushBack(observer);
    return true;
}

bool FlowState::unobserve(FlowObserver& observer)
{
    const std::lock_guard lock(m_mutex);
    if (!observer.isLinked())
        return false;
    m_observers.remove(observer);
    return true;
}

void FlowState::fail(std::exception_ptr error) noexcept
{
    m_error = std::move(error);
    try {
        std::rethrow_exception(m_error);
    } catch (const CancelledError& cancelled) {
        m_cancelReason = cancelled.reason() == CancelReason::None ? CancelReason::Caller : cancelled.reason();
        m_cancelTokenId = cancelled.tokenId();
    } catch (...) {
        m_cancelReason = CancelReason::None;
    }
}

void FlowState::settle() noexcept
{
    FlowStatus status = FlowStatus::Succeeded;
    if (m_error)
        status = m_cancelReason == CancelReason::None ? FlowStatus::Faulted : FlowStatus::Cancelled;
    // Release: whoever sees that it is done sees its value or its error.
    m_status.store(status, std::memory_order_release);
}

void FlowState::tellObservers() noexcept
{
    const std::lock_guard lock(m_mutex);
    m_told = true;
    while (FlowObserver* const observer = m_observers.popFront())
        observer->flowEnded();
}

} // namespace engine
