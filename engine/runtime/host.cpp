// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/runtime/host.h"

#include "engine/runtime/semaphore.h"

#include <QLoggingCategory>

#include <algorithm>

namespace engine {

namespace {

Q_LOGGING_CATEGORY(lcRuntime, "threadweir.engine.runtime")

/// What went wrong, as one outcome.
Outcome<void> combined(const std::vector<Failure>& failures)
{
    if (failures.empty())
        return {};
    if (failures.size() == 1)
        return tl::unexpected<Failure>(failures.front());
    Failure all = Failure::of(FailureKind::Unavailable, std::to_string(failures.size()) + " services failed");
    std::vector<std::exception_ptr> errors;
    for (const Failure& failure : failures) {
        all.message += "; " + failure.message;
        errors.push_back(failure.error ? failure.error : std::make_exception_ptr(std::runtime_error(failure.message)));
    }
    all.error = std::make_exception_ptr(AggregateError(std::move(errors)));
    return tl::unexpected<Failure>(std::move(all));
}

} // namespace

Host::Host(Executor& executor, const HostOptions& options) : m_options(options), m_scope(executor) {}

QCoro::Task<Outcome<void>> Host::start(CancellationToken token)
{
    // Let go of when the start is over: from then on a stop goes through the services' own stop(), in order.
    const CancellationSource starting = CancellationSource::linked({token, m_stopping.token()});
    const CancellationToken whileStarting = starting.token();
    const std::vector<Failure> failures = co_await callAll(Step::Start, m_options.startsConcurrently, whileStarting);
    if (failures.empty())
        signal(m_started, "started");
    co_return combined(failures);
}

QCoro::Task<Outcome<void>> Host::stop(CancellationToken token)
{
    CancellationSource deadline = CancellationSource::linked({token}, &m_scope.executor().clock());
    deadline.cancelAfter(m_options.shutdownTimeout);
    const CancellationToken untilDeadline = deadline.token();
    requestStop();
    const std::vector<Failure> failures = co_await callAll(Step::Stop, m_options.stopsConcurrently, untilDeadline);
    m_scope.cancel(CancelReason::Shutdown);
    co_await m_scope.join();
    signal(m_stopped, "stopped");
    co_return combined(failures);
}

QCoro::Task<Outcome<void>> Host::run(CancellationToken token)
{
    QCoro::Task<Outcome<void>> starting = start(token);
    const Outcome<void> started = co_await starting;
    if (started) {
        const CancellationSource wanted = CancellationSource::linked({token, m_stopping.token()});
        const CancellationToken stopWanted = wanted.token();
        Semaphore nothing(0);
        (void)co_await nothing.acquire(stopWanted);
    }
    QCoro::Task<Outcome<void>> stopping = stop(CancellationToken::none());
    const Outcome<void> stopped = co_await stopping;
    co_return started ? stopped : started;
}

// --- the services -----------------------------------------------------------------------------------------------------

QCoro::Task<std::vector<Failure>> Host::callAll(Step step, bool concurrently, const CancellationToken& token)
{
    std::vector<HostedService*> services = m_services;
    if (step == Step::Stop)
        std::reverse(services.begin(), services.end());
    std::vector<Failure> failures;
    if (concurrently) {
        std::vector<Flow<Outcome<void>>> calls;
        for (HostedService* const service : services)
            calls.push_back(m_scope.spawnInline([this, service, step, token] { return call(*service, step, token); }));
        for (const Flow<Outcome<void>>& each : calls) {
            (void)co_await each.wait();
            if (!each.result())
                failures.push_back(each.result().error());
        }
        co_return failures;
    }
    for (HostedService* const service : services) {
        const Outcome<void> outcome = co_await call(*service, step, token);
        if (outcome)
            continue;
        failures.push_back(outcome.error());
        if (step == Step::Start)
            break;
    }
    co_return failures;
}

/// Calls one service; what it throws becomes a value here.
QCoro::Task<Outcome<void>> Host::call(HostedService& service, Step step, const CancellationToken& token)
{
    Outcome<void> outcome;
    try {
        if (step == Step::Start)
            token.throwIfCancelled();
        QCoro::Task<Outcome<void>> task = step == Step::Start ? service.start(token) : service.stop(token);
        outcome = co_await task;
    } catch (...) {
        outcome = tl::unexpected<Failure>(failureOf(std::current_exception()));
    }
    if (step == Step::Start && outcome && service.execution().valid())
        (void)m_scope.spawn([this, execution = service.execution()] { return watch(execution); });
    co_return outcome;
}

QCoro::Task<> Host::watch(Flow<> execution)
{
    const CancellationToken untilStopped = m_scope.token();
    const Outcome<void> ended = co_await execution.wait(untilStopped);
    if (!ended || !execution.state().error())
        co_return;
    const Failure failure = failureOf(execution.state().error());
    if (failure.isCancelled() && m_stopping.isCancelled())
        co_return;
    const bool stops = m_options.onFailure == HostOptions::OnFailure::StopHost;
    qCWarning(lcRuntime).noquote() << "a service failed," << (stops ? "the host stops:" : "the host goes on:")
                                   << (failure.isCancelled() ? "it was cancelled" : failure.message.c_str());
    if (stops)
        requestStop();
}

void Host::signal(CancellationSource& moment, const char* name) noexcept
{
    try {
        moment.cancel(CancelReason::Shutdown);
    } catch (const AggregateError& callbacks) {
        for (const std::exception_ptr& error : callbacks.errors())
            qCWarning(lcRuntime).noquote() << "a callback of" << name << "failed:" << failureOf(error).message.c_str();
    }
}

} // namespace engine
