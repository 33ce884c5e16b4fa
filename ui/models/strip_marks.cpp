// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/strip_marks.h"

#include "ui/models/format.h"

#include <algorithm>
#include <array>

namespace ui {

namespace {

double seconds(std::chrono::nanoseconds time)
{
    return std::chrono::duration<double>(time).count();
}

struct HabitName {
    bool engine::AntiPatternsSpec::* member;
    const char* name;
};

constexpr std::array<HabitName, 14> kHabits {{
    {&engine::AntiPatternsSpec::blockOnAsync, QT_TRANSLATE_NOOP("ui::StripMarks", "block on async")},
    {&engine::AntiPatternsSpec::unboundedFanOut, QT_TRANSLATE_NOOP("ui::StripMarks", "unbounded fan-out")},
    {&engine::AntiPatternsSpec::unboundedChannel, QT_TRANSLATE_NOOP("ui::StripMarks", "unbounded channel")},
    {&engine::AntiPatternsSpec::ignoreCancellation, QT_TRANSLATE_NOOP("ui::StripMarks", "ignore cancellation")},
    {&engine::AntiPatternsSpec::fireAndForget, QT_TRANSLATE_NOOP("ui::StripMarks", "fire and forget")},
    {&engine::AntiPatternsSpec::asyncVoid, QT_TRANSLATE_NOOP("ui::StripMarks", "async void")},
    {&engine::AntiPatternsSpec::taskRun, QT_TRANSLATE_NOOP("ui::StripMarks", "task run")},
    {&engine::AntiPatternsSpec::retryWithoutBackoff, QT_TRANSLATE_NOOP("ui::StripMarks", "retry without backoff")},
    {&engine::AntiPatternsSpec::noIdempotencyKeys, QT_TRANSLATE_NOOP("ui::StripMarks", "no idempotency keys")},
    {&engine::AntiPatternsSpec::noTimeout, QT_TRANSLATE_NOOP("ui::StripMarks", "no timeout")},
    {&engine::AntiPatternsSpec::abruptStop, QT_TRANSLATE_NOOP("ui::StripMarks", "abrupt stop")},
    {&engine::AntiPatternsSpec::insertEach, QT_TRANSLATE_NOOP("ui::StripMarks", "insert each")},
    {&engine::AntiPatternsSpec::collectThenAnswer, QT_TRANSLATE_NOOP("ui::StripMarks", "collect, then answer")},
    {&engine::AntiPatternsSpec::waitForAll, QT_TRANSLATE_NOOP("ui::StripMarks", "wait for all")},
}};

template <typename Entry, typename Value>
std::vector<Value> within(const std::deque<Entry>& entries, double from, double to, Value (*valueOf)(const Entry&))
{
    std::vector<Value> found;
    for (const Entry& entry : entries) {
        const Value value = valueOf(entry);
        if (value.at >= from && value.at <= to)
            found.push_back(value);
    }
    return found;
}

} // namespace

void StripMarks::clear()
{
    m_marks.clear();
    m_ticks.clear();
    m_nextDecision = 0;
}

void StripMarks::add(const QString& text, double at, Rank rank)
{
    // What the window adds may be a little older than the last snapshot.
    const auto later = std::ranges::find_if(m_marks, [at](const Entry& entry) { return entry.mark.at > at; });
    m_marks.insert(later, {{at, text, rank}, {}, 0});
    if (m_marks.size() > kMost)
        m_marks.pop_front();
}

void StripMarks::addSwitch(const QString& what, bool on, double at)
{
    add(on ? tr("%1: on").arg(what) : tr("%1: off").arg(what), at, Habit);
}

void StripMarks::addFigure(const QString& what, const Change& change, Rank rank)
{
    const auto say = [](double value) { return value > 0 ? Format::plain(value) : tr("none"); };
    const auto last = std::find_if(m_marks.rbegin(), m_marks.rend(), [&](const Entry& entry) { return entry.what == what; });
    if (last != m_marks.rend() && change.at - last->mark.at < kSameMove) {
        last->mark.text = tr("%1 %2 → %3").arg(what, say(last->from), say(change.to));
        return;
    }
    add(tr("%1 %2 → %3").arg(what, say(change.from), say(change.to)), change.at, rank);
    const auto added = std::find_if(m_marks.rbegin(), m_marks.rend(), [&](const Entry& entry) { return entry.mark.at == change.at; });
    added->what = what;
    added->from = change.from;
}

void StripMarks::compare(const engine::Snapshot& before, const engine::Snapshot& now)
{
    const double at = seconds(now.at);
    const bool otherShape = before.mode != now.mode || before.antiPatterns != now.antiPatterns;
    if (before.mode != now.mode) {
        const std::array names {tr("blocking mode"), tr("unbounded mode"), tr("bounded mode")};
        add(names[static_cast<std::size_t>(now.mode)], at, Mode);
    }
    compareHabits(before.antiPatterns, now.antiPatterns, at);
    compareService(tr("rule engine"), before.ruleEngine, now.ruleEngine, at);
    compareService(tr("payment"), before.paymentProvider, now.paymentProvider, at);
    comparePolicy(tr("rule engine"), before.ruleEnginePolicy, now.ruleEnginePolicy, at);
    comparePolicy(tr("payment"), before.paymentPolicy, now.paymentPolicy, at);
    if (!otherShape)
        compareLimits(before, now, at);
    compareThreads(before.governor, now.governor, at);
    compareTransport(before, now, at);
}

void StripMarks::compareHabits(const engine::AntiPatternsSpec& before, const engine::AntiPatternsSpec& now, double at)
{
    for (const HabitName& habit : kHabits) {
        if (before.*habit.member != now.*habit.member)
            addSwitch(tr(habit.name), now.*habit.member, at);
    }
    if (before.needlessLayers != now.needlessLayers)
        addFigure(tr("needless layers"), {at, double(before.needlessLayers), double(now.needlessLayers)}, Habit);
    if (before.hogWorkerMs != now.hogWorkerMs)
        addFigure(tr("hog worker, ms"), {at, before.hogWorkerMs, now.hogWorkerMs}, Habit);
}

void StripMarks::compareService(
    const QString& name, const engine::ServiceView& before, const engine::ServiceView& now, double at)
{
    if (before.outage != now.outage)
        add(now.outage ? tr("%1 outage").arg(name) : tr("%1 outage over").arg(name), at, Outage);
    if (before.latencyFactor != now.latencyFactor) {
        add(now.latencyFactor == 1.0 ? tr("%1 latency as usual").arg(name)
                                     : tr("%1 latency x%2").arg(name, Format::plain(now.latencyFactor)),
            at, Outage);
    }
    if (before.busyServers.limit != now.busyServers.limit)
        addFigure(tr("%1 servers").arg(name), {at, double(before.busyServers.limit), double(now.busyServers.limit)}, Setting);
    if (before.acceptQueue.limit != now.acceptQueue.limit)
        addFigure(tr("%1 accept queue").arg(name), {at, double(before.acceptQueue.limit), double(now.acceptQueue.limit)}, Setting);
}

void StripMarks::comparePolicy(
    const QString& name, const engine::PolicyView& before, const engine::PolicyView& now, double at)
{
    if (before.breaker.enabled != now.breaker.enabled)
        addSwitch(tr("%1 breaker").arg(name), now.breaker.enabled, at);
    if (now.breaker.enabled && before.breaker.state != now.breaker.state) {
        const std::array states {tr("%1 breaker closed"), tr("%1 breaker opened"), tr("%1 breaker half-open"), tr("%1 breaker isolated")};
        add(states[static_cast<std::size_t>(now.breaker.state)].arg(name), at, Breaker);
    }
    const auto permits = [](const engine::PolicyView& policy) { return policy.limiter.enabled ? policy.limiter.permitLimit : 0; };
    if (permits(before) != permits(now))
        addFigure(tr("%1 limiter").arg(name), {at, double(permits(before)), double(permits(now))}, Setting);
}

void StripMarks::compareLimits(const engine::Snapshot& before, const engine::Snapshot& now, double at)
{
    if (before.channel.limit != now.channel.limit)
        addFigure(tr("channel capacity"), {at, double(before.channel.limit), double(now.channel.limit)}, Setting);
    const std::array names {tr("validate limit"), tr("charge limit"), tr("chunk size")};
    for (std::size_t stage = 0; stage < names.size(); ++stage) {
        const engine::StageView& was = before.stages[stage];
        const engine::StageView& is = now.stages[stage];
        const bool byHand = !was.adaptive.enabled || !is.adaptive.enabled;
        if (byHand && was.inFlight.limit != is.inFlight.limit)
            addFigure(names[stage], {at, double(was.inFlight.limit), double(is.inFlight.limit)}, Setting);
    }
    if (before.store.connections.limit != now.store.connections.limit)
        addFigure(tr("connections"), {at, double(before.store.connections.limit), double(now.store.connections.limit)}, Setting);
}

void StripMarks::compareThreads(const engine::GovernorView& before, const engine::GovernorView& now, double at)
{
    const bool sameKind = before.policy == now.policy;
    if (!sameKind)
        add(now.policy == engine::GovernorKind::Dotnet ? tr("governor: as in .NET") : tr("governor: fixed"), at, Setting);
    else if (now.policy == engine::GovernorKind::Fixed && before.goal != now.goal)
        addFigure(tr("threads"), {at, double(before.goal), double(now.goal)}, Setting);

    for (const engine::GovernorDecision& decision : now.decisions) {
        if (decision.index < m_nextDecision)
            continue;
        m_nextDecision = decision.index + 1;
        if (decision.to == decision.from)
            continue;
        m_ticks.push_back({seconds(decision.at), decision.to - decision.from});
        if (m_ticks.size() > kMost)
            m_ticks.pop_front();
    }
}

void StripMarks::compareTransport(const engine::Snapshot& before, const engine::Snapshot& now, double at)
{
    if (before.outcome != now.outcome) {
        const std::array ends {tr("goes on"), tr("completed"), tr("cancelled"), tr("deadlocked"), tr("time limit"), tr("failed")};
        add(ends[static_cast<std::size_t>(now.outcome)], at, Ended);
    }
    if (before.held != now.held && now.outcome == engine::RunOutcome::Running)
        add(now.held ? tr("held") : tr("resumed"), at, Transport);
    if (!before.draining && now.draining)
        add(tr("draining"), at, Transport);
    if (before.rate != now.rate)
        addFigure(tr("rate"), {at, before.rate, now.rate}, Transport);
}

std::vector<StripMark> StripMarks::marks(double from, double to) const
{
    return within<Entry, StripMark>(m_marks, from, to, [](const Entry& entry) { return entry.mark; });
}

std::vector<StripTick> StripMarks::ticks(double from, double to) const
{
    return within<StripTick, StripTick>(m_ticks, from, to, [](const StripTick& tick) { return tick; });
}

} // namespace ui
