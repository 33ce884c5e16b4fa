// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/resilience/backoff.h"

#include <cmath>
#include <stdexcept>

namespace engine {

using namespace std::chrono_literals;

namespace {

constexpr Backoff::Duration kLongest = Backoff::Duration::max();
constexpr Backoff::Duration kTick {100};

Backoff::Duration saturated(double nanoseconds)
{
    if (!(nanoseconds < static_cast<double>(kLongest.count()))) // infinite and NaN too
        return kLongest;
    return Backoff::Duration(static_cast<std::int64_t>(nanoseconds));
}

Backoff::Duration times(Backoff::Duration delay, std::int64_t factor)
{
    std::int64_t product = 0;
    return __builtin_mul_overflow(delay.count(), factor, &product) ? kLongest : Backoff::Duration(product);
}

Backoff::Duration jittered(Backoff::Duration delay, double drawn)
{
    const double x = static_cast<double>(delay.count());
    return saturated(std::round(x + x * 0.5 * drawn - x * 0.25));
}

} // namespace

DrawSource hashedDraws(std::uint64_t seed, Stage stage)
{
    return [seed, stage](DrawPurpose purpose, OrderId order, int attempt) {
        return drawUniform(
            seed, purpose, order, static_cast<std::uint64_t>(stage), static_cast<std::uint64_t>(attempt));
    };
}

Backoff::Backoff(const BackoffOptions& options)
    : m_options(options)
{
    const auto isAllowed = [](Duration delay) { return delay >= 0ns && delay <= 24h; };
    if (!isAllowed(options.delay) || !isAllowed(options.maxDelay.value_or(0ns)))
        throw std::out_of_range("Backoff: delay and maxDelay must be 0 to one day");
}

Backoff::Duration Backoff::delayAfter(int attempt, const std::function<double()>& draw)
{
    const Duration delay = unclamped(attempt, draw);
    return m_options.maxDelay ? std::min(delay, *m_options.maxDelay) : delay;
}

Backoff::Duration Backoff::unclamped(int attempt, const std::function<double()>& draw)
{
    const Duration delay = m_options.delay;
    if (delay == 0ns)
        return delay;
    switch (m_options.kind) {
    case BackoffKind::Constant:
        return m_options.useJitter ? jittered(delay, draw()) : delay;
    case BackoffKind::Linear: {
        const Duration linear = times(delay, std::int64_t {attempt} + 1);
        return m_options.useJitter ? jittered(linear, draw()) : linear;
    }
    case BackoffKind::Exponential:
        return m_options.useJitter ? decorrelated(attempt, draw())
                                   : saturated(std::exp2(attempt) * static_cast<double>(delay.count()));
    case BackoffKind::Article: {
        const Duration linear = times(delay, std::int64_t {attempt} + 1);
        const Duration extra = 40ms + Duration(std::llround(80e6 * draw()));
        return linear > kLongest - extra ? kLongest : linear + extra;
    }
    }
    return delay;
}

Backoff::Duration Backoff::decorrelated(int attempt, double drawn)
{
    const double t = attempt + drawn;
    const double next = std::exp2(t) * std::tanh(std::sqrt(4.0 * t));
    if (std::isinf(next)) {
        m_previous = next;
        return kLongest - 1000 * kTick;
    }
    const double ticks =
        (next - m_previous) / 1.4 * (static_cast<double>(m_options.delay.count()) / static_cast<double>(kTick.count()));
    m_previous = next;
    return saturated(std::floor(ticks) * static_cast<double>(kTick.count()));
}

} // namespace engine
