// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/downstreams/simulated_service.h"

#include <algorithm>
#include <cmath>
#include <numbers>

namespace engine {

namespace {

constexpr double kNanosecondsPerMs = 1e6;

std::chrono::nanoseconds fromSeconds(double seconds)
{
    return std::chrono::nanoseconds(static_cast<std::int64_t>(seconds * 1e9));
}

/// One value of the distribution, in ms, from two independent uniform draws in [0, 1).
double latencyMs(const LatencySpec& spec, double first, double second)
{
    switch (spec.kind) {
    case LatencyKind::Constant:
        return spec.meanMs;
    case LatencyKind::Uniform:
        return spec.meanMs + spec.spreadMs * (2.0 * first - 1.0);
    case LatencyKind::Exponential:
        return -spec.meanMs * std::log1p(-first);
    case LatencyKind::LogNormal: {
        if (spec.meanMs <= 0)
            return 0;
        // Parameters of the underlying normal distribution from the mean and the standard deviation of the result.
        const double variance = std::log1p((spec.spreadMs * spec.spreadMs) / (spec.meanMs * spec.meanMs));
        const double location = std::log(spec.meanMs) - variance / 2.0;
        const double normal = std::sqrt(-2.0 * std::log1p(-first)) * std::cos(2.0 * std::numbers::pi * second); // Box-Muller
        return std::exp(location + std::sqrt(variance) * normal);
    }
    }
    return spec.meanMs;
}

bool isInstant(const LatencySpec& spec)
{
    return spec.meanMs <= 0 && spec.spreadMs <= 0;
}

/// The share of what is hit by the one or by the other.
double either(double one, double other)
{
    return 1.0 - (1.0 - one) * (1.0 - other);
}

void raise(Level& level)
{
    ++level.now;
    level.peak = std::max(level.peak, level.now);
}

} // namespace

SimulatedService::SimulatedService(
    std::string name, Stage stage, const ServiceSpec& spec, std::uint64_t seed, Clock& clock)
    : m_name(std::move(name))
    , m_stage(stage)
    , m_spec(spec)
    , m_seed(seed)
    , m_clock(clock)
    , m_instant(isInstant(spec.latency))
{
    m_settings.take(spec);
}

void SimulatedService::Settings::take(const ServiceSpec& spec)
{
    servers = spec.servers;
    acceptQueueLimit = spec.acceptQueueLimit;
    latency = spec.latency;
    failureRate = spec.failureRate;
    answerLostRate = spec.answerLostRate;
    hangRate = spec.hangRate;
    rejectRate = spec.rejectRate;
}

// --- draws ------------------------------------------------------------------------------------------------------------

double SimulatedService::latencyFactor(std::chrono::nanoseconds now) const
{
    double factor = 1.0;
    std::chrono::nanoseconds latest{-1};
    for (const LatencyChangeSpec& change : m_spec.latencyChanges) {
        const std::chrono::nanoseconds at = fromSeconds(change.atSeconds);
        if (at <= now && at >= latest) {
            latest = at;
            factor = change.latencyFactor;
        }
    }
    return factor * m_settings.trouble.latencyFactor;
}

std::chrono::nanoseconds SimulatedService::drawLatency(OrderId order, int attempt, std::chrono::nanoseconds now) const
{
    const auto stage = static_cast<std::uint64_t>(m_stage);
    double first = 0;
    double second = 0;
    if (m_settings.latency.kind != LatencyKind::Constant) {
        first = drawUniform(m_seed, DrawPurpose::Latency, order, stage * 2, static_cast<std::uint64_t>(attempt));
        second = drawUniform(m_seed, DrawPurpose::Latency, order, stage * 2 + 1, static_cast<std::uint64_t>(attempt));
    }
    const double ms = latencyMs(m_settings.latency, first, second) * latencyFactor(now);
    return std::chrono::nanoseconds(std::llround(std::clamp(ms, 0.0, 1e9) * kNanosecondsPerMs));
}

bool SimulatedService::drawn(double rate, DrawPurpose purpose, OrderId order, int attempt) const
{
    const auto stage = static_cast<std::uint64_t>(m_stage);
    return rate > 0 && drawUniform(m_seed, purpose, order, stage, static_cast<std::uint64_t>(attempt)) < rate;
}

SimulatedService::Fate SimulatedService::drawFate(OrderId order, int attempt) const
{
    Fate fate;
    fate.fails = drawn(either(m_settings.failureRate, m_settings.trouble.failureRate), DrawPurpose::Failure, order, attempt);
    fate.losesAnswer = drawn(m_settings.answerLostRate, DrawPurpose::AnswerLost, order, attempt);
    fate.rejects = drawn(m_settings.rejectRate, DrawPurpose::Rejection, order, 0); // the same at each attempt
    return fate;
}

bool SimulatedService::hangs(OrderId order, int attempt) const
{
    return drawn(m_settings.hangRate, DrawPurpose::Hang, order, attempt);
}

bool SimulatedService::hangsByHand(OrderId order, int attempt) const
{
    return !hangs(order, attempt)
        && drawn(either(m_settings.hangRate, m_settings.trouble.hangRate), DrawPurpose::Hang, order, attempt);
}

bool SimulatedService::inOutage(std::chrono::nanoseconds now) const
{
    const auto open = [now](const OutageSpec& outage) {
        const std::chrono::nanoseconds from = fromSeconds(outage.fromSeconds);
        return now >= from && now < from + fromSeconds(outage.forSeconds);
    };
    return m_settings.trouble.outage || std::any_of(m_spec.outages.begin(), m_spec.outages.end(), open);
}

// --- calls ------------------------------------------------------------------------------------------------------------

SimulatedService::CallAwaiter SimulatedService::call(
    OrderId order, int attempt, const CancellationToken& token, bool* workDone)
{
    return CallAwaiter(*this, order, attempt, token, workDone);
}

/// True: the call is over already.
bool SimulatedService::beginLocked(CallAwaiter& call)
{
    ++m_calls;
    const Clock::TimePoint now = m_clock.now();
    if (inOutage(now.time_since_epoch())) {
        ++m_failed;
        call.m_failure = Failure::of(FailureKind::Unavailable, m_name + " is down");
        call.m_phase = CallAwaiter::Phase::Over;
        return true;
    }
    if (m_busy.now < m_settings.servers && m_queue.empty())
        return serveLocked(call, now);
    if (m_queued.now >= m_settings.acceptQueueLimit) {
        ++m_refused;
        call.m_failure = Failure::of(FailureKind::Unavailable, m_name + " refused the call: its accept queue is full");
        call.m_phase = CallAwaiter::Phase::Over;
        return true;
    }
    call.m_phase = CallAwaiter::Phase::Queued;
    m_queue.pushBack(call);
    raise(m_queued);
    return false;
}

std::optional<Outcome<void>> SimulatedService::callAtOnce(
    OrderId order, int attempt, const CancellationToken& token, bool* workDone)
{
    if (token.isCancelled())
        return Outcome<void>(tl::unexpected<Failure>(token.failure()));
    const std::lock_guard lock(m_mutex);
    if (!isInstant(m_settings.latency) || m_busy.now >= m_settings.servers || !m_queue.empty())
        return std::nullopt;
    if ((hangs(order, attempt) || hangsByHand(order, attempt)) && !inOutage(m_clock.now().time_since_epoch()))
        return std::nullopt;
    CallAwaiter call(*this, order, attempt, token, workDone);
    beginLocked(call);
    if (call.m_failure)
        return Outcome<void>(tl::unexpected<Failure>(std::move(*call.m_failure)));
    return Outcome<void>();
}

/// Gives the call a free server. True: it took no time and is over, and the server is free again.
bool SimulatedService::serveLocked(CallAwaiter& call, Clock::TimePoint now)
{
    call.m_phase = CallAwaiter::Phase::Served;
    raise(m_busy);
    if (hangs(call.m_order, call.m_attempt))
        return false; // only a cancellation ends it
    if (hangsByHand(call.m_order, call.m_attempt)) {
        call.m_hungByHand = true;
        m_hungByHand.pushBack(call);
        return false;
    }
    const std::chrono::nanoseconds latency = drawLatency(call.m_order, call.m_attempt, now.time_since_epoch());
    if (latency.count() == 0) {
        endLocked(call, now);
        return true;
    }
    call.m_timed = true;
    m_clock.schedule(call, now + latency);
    return false;
}

/// Decides how a served call ends, and frees its server.
void SimulatedService::endLocked(CallAwaiter& call, Clock::TimePoint now)
{
    call.m_phase = CallAwaiter::Phase::Over;
    --m_busy.now;
    const Fate fate = drawFate(call.m_order, call.m_attempt);
    if (fate.fails || inOutage(now.time_since_epoch())) {
        ++m_failed;
        call.m_failure = Failure::of(FailureKind::Unavailable, m_name + (fate.fails ? " failed" : " went down during the call"));
        return;
    }
    if (call.m_workDone)
        *call.m_workDone = !fate.rejects;
    if (fate.losesAnswer) {
        ++m_failed;
        call.m_failure = Failure::of(FailureKind::Unavailable, m_name + " answered, but its answer was lost");
    } else if (fate.rejects) {
        call.m_failure = Failure::of(FailureKind::Rejected, m_name + " rejected the order");
    }
}

void SimulatedService::fillServersLocked()
{
    const Clock::TimePoint now = m_clock.now();
    while (m_busy.now < m_settings.servers) {
        CallAwaiter* const next = m_queue.popFront();
        if (!next)
            return;
        --m_queued.now;
        if (serveLocked(*next, now))
            next->waiter().wake();
    }
}

bool SimulatedService::CallAwaiter::ready()
{
    if (!m_token->isCancelled())
        return false;
    m_cancelled = true;
    m_phase = Phase::Over;
    return true;
}

bool SimulatedService::CallAwaiter::begin()
{
    {
        const std::lock_guard lock(m_service.m_mutex);
        if (m_service.beginLocked(*this))
            return false;
    }
    // Ended or not by now, nobody can resume us before we return.
    m_waited = true;
    m_token->listen(*this);
    return true;
}

void SimulatedService::CallAwaiter::fired()
{
    {
        const std::lock_guard lock(m_service.m_mutex);
        if (m_phase != Phase::Served)
            return; // cancelled in the same instant
        m_service.endLocked(*this, m_service.m_clock.now());
        m_service.fillServersLocked();
    }
    waiter().wake();
}

void SimulatedService::CallAwaiter::cancelled(CancelReason)
{
    {
        const std::lock_guard lock(m_service.m_mutex);
        if (m_phase == Phase::Over)
            return;
        const bool served = m_phase == Phase::Served;
        m_phase = Phase::Over;
        m_cancelled = true;
        ++m_service.m_cancelled;
        if (served) {
            if (m_hungByHand)
                m_service.m_hungByHand.remove(*this);
            --m_service.m_busy.now;
            m_service.fillServersLocked();
        } else {
            m_service.m_queue.remove(*this);
            --m_service.m_queued.now;
        }
    }
    waiter().wake();
}

Outcome<void> SimulatedService::CallAwaiter::finish()
{
    if (m_waited)
        m_token->stopListening(*this);
    if (m_timed)
        m_service.m_clock.cancel(*this);
    if (m_cancelled)
        return tl::unexpected<Failure>(m_token->failure());
    if (m_failure)
        return tl::unexpected<Failure>(std::move(*m_failure));
    return {};
}

// --- settings and readings --------------------------------------------------------------------------------------------

SimulatedService::Settings SimulatedService::settings() const
{
    const std::lock_guard lock(m_mutex);
    return m_settings;
}

void SimulatedService::setSettings(const Settings& settings)
{
    const std::lock_guard lock(m_mutex);
    changeLocked(settings);
}

void SimulatedService::setTrouble(const ServiceTrouble& trouble)
{
    const std::lock_guard lock(m_mutex);
    Settings settings = m_settings;
    settings.trouble = trouble;
    changeLocked(settings);
}

void SimulatedService::changeLocked(const Settings& settings)
{
    m_settings = settings;
    m_instant.store(isInstant(settings.latency), std::memory_order_relaxed);
    if (settings.trouble.hangRate <= 0) {
        while (CallAwaiter* const hung = m_hungByHand.popFront()) {
            hung->m_phase = CallAwaiter::Phase::Over;
            hung->m_failure = Failure::of(FailureKind::Unavailable, m_name + " was started anew during the call");
            --m_busy.now;
            ++m_failed;
            hung->waiter().wake();
        }
    }
    fillServersLocked();
}

ServiceView SimulatedService::view() const
{
    const std::lock_guard lock(m_mutex);
    const std::chrono::nanoseconds now = m_clock.now().time_since_epoch();
    ServiceView view;
    view.name = m_name;
    view.busyServers = m_busy;
    view.busyServers.limit = m_settings.servers;
    view.acceptQueue = m_queued;
    view.acceptQueue.limit = m_settings.acceptQueueLimit;
    view.calls = m_calls;
    view.refused = m_refused;
    view.failed = m_failed;
    view.cancelled = m_cancelled;
    view.outage = inOutage(now);
    view.latencyFactor = latencyFactor(now);
    view.trouble = m_settings.trouble;
    return view;
}

} // namespace engine
