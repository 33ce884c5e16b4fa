// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/runtime/order_track.h"

#include <algorithm>
#include <mutex>
#include <utility>

namespace engine {

// Relaxed, where nothing is said: a figure that is looked at by itself. There is one writer at a time, so what it adds to it
// may load first.

namespace {

constexpr std::uint32_t pack(OrderPlace place, OrderActivity activity, int attempt) noexcept
{
    const auto counted = static_cast<std::uint32_t>(std::clamp(attempt, 0, 255));
    return static_cast<std::uint32_t>(place) << 16U | static_cast<std::uint32_t>(activity) << 8U | counted;
}
constexpr OrderPlace placeOf(std::uint32_t state) noexcept { return static_cast<OrderPlace>(state >> 16U); }
constexpr OrderActivity activityOf(std::uint32_t state) noexcept { return static_cast<OrderActivity>(state >> 8U & 0xffU); }
constexpr std::uint8_t attemptOf(std::uint32_t state) noexcept { return static_cast<std::uint8_t>(state & 0xffU); }

} // namespace

std::int64_t OrderTrack::clockNow() const noexcept { return m_tracks->m_clock.now().time_since_epoch().count(); }

// --- for whoever works for the order ----------------------------------------------------------------------------------

template <typename Change>
void OrderTrack::alsoOnOuter(const Change& change) noexcept
{
    if (!m_outer.load(std::memory_order_relaxed)) [[likely]]
        return;
    const std::lock_guard lock(m_outerMutex);
    if (OrderTrack* const outer = m_outer.load(std::memory_order_relaxed))
        change(*outer);
}

void OrderTrack::write(OrderPlace place, OrderActivity activity, int attempt) noexcept
{
    writeAt(place, activity, attempt, clockNow());
}

void OrderTrack::writeAt(OrderPlace place, OrderActivity activity, int attempt, std::int64_t now) noexcept
{
    const std::uint32_t before = m_state.load(std::memory_order_relaxed);
    const std::uint32_t after = pack(place, activity, attempt);
    if (before == after)
        return;
    if (activityOf(before) != activity) {
        Instant& spent = m_spent[static_cast<std::size_t>(activityOf(before))];
        const std::int64_t since = m_activitySince.load(std::memory_order_relaxed);
        spent.store(spent.load(std::memory_order_relaxed) + now - since, std::memory_order_relaxed);
        m_activitySince.store(now, std::memory_order_relaxed);
    }
    if (placeOf(before) != place)
        m_placeSince.store(now, std::memory_order_relaxed);
    m_state.store(after, std::memory_order_release); // with all that was written before, its end above all
}

void OrderTrack::beginCall(OrderPlace place) noexcept
{
    m_attempts.store(m_attempts.load(std::memory_order_relaxed) + 1, std::memory_order_relaxed);
    write(place, OrderActivity::Running, 1);
}

void OrderTrack::setAttempt(int attempt) noexcept
{
    m_attempts.store(m_attempts.load(std::memory_order_relaxed) + 1, std::memory_order_relaxed);
    const std::uint32_t state = m_state.load(std::memory_order_relaxed);
    m_state.store(pack(placeOf(state), activityOf(state), attempt), std::memory_order_release);
    alsoOnOuter([attempt](OrderTrack& outer) { outer.setAttempt(attempt); });
}

void OrderTrack::become(OrderActivity activity) noexcept
{
    const std::int64_t now = clockNow();
    for (OrderTrack* track = this; track; track = track->m_link) {
        const std::uint32_t state = track->m_state.load(std::memory_order_relaxed);
        track->writeAt(placeOf(state), activity, attemptOf(state), now);
    }
    alsoOnOuter([activity](OrderTrack& outer) { outer.become(activity); });
}

void OrderTrack::enterChannel() noexcept
{
    if (placeOf(m_state.load(std::memory_order_relaxed)) == OrderPlace::Intake)
        enter(OrderPlace::Channel, OrderActivity::Queued);
}

void OrderTrack::leaveChannel() noexcept
{
    const OrderPlace from = placeOf(m_state.load(std::memory_order_relaxed));
    if (from == OrderPlace::Batch)
        return; // it only comes nearer to being a chunk
    const bool isNew = from == OrderPlace::Intake || from == OrderPlace::Channel;
    enter(isNew ? OrderPlace::Validate : from, OrderActivity::WaitingForWorker);
}

void OrderTrack::setLimit(Instant OrderTrack::* limit, std::chrono::nanoseconds at) noexcept
{
    (this->*limit).store(at.count(), std::memory_order_relaxed);
    alsoOnOuter([&](OrderTrack& outer) { outer.setLimit(limit, at); });
}

void OrderTrack::end(OrderActivity how, Phrase why) noexcept
{
    OrderTracks& tracks = *m_tracks;
    const std::int64_t now = clockNow();
    m_why = std::move(why);
    m_endedAt.store(now, std::memory_order_relaxed);
    writeAt(OrderPlace::Ended, how, 0, now);
    tracks.countEnd();
}

// --- for a call in a flow of its own ----------------------------------------------------------------------------------

OrderTrack& OrderTrack::branch()
{
    OrderTrack& track = m_tracks->take();
    track.m_order.store(m_order.load(std::memory_order_relaxed), std::memory_order_relaxed);
    track.m_state.store(m_state.load(std::memory_order_relaxed), std::memory_order_relaxed);
    track.m_activitySince.store(clockNow(), std::memory_order_relaxed);
    track.m_placeSince.store(clockNow(), std::memory_order_relaxed);
    track.m_outer.store(this, std::memory_order_relaxed); // published with the flow that gets it
    track.m_kind.store(Kind::Branch, std::memory_order_release);
    return track;
}

void OrderTrack::leave(bool shown) noexcept
{
    OrderTrack* outer = nullptr;
    {
        const std::lock_guard lock(m_outerMutex);
        outer = m_outer.exchange(nullptr, std::memory_order_relaxed);
    }
    m_placeSince.store(clockNow(), std::memory_order_relaxed);
    if (shown)
        m_kind.store(Kind::Orphan, std::memory_order_release);
    if (outer)
        outer->become(OrderActivity::Running);
}

void OrderTrack::endBranch() noexcept
{
    {
        const std::lock_guard lock(m_outerMutex);
        m_outer.store(nullptr, std::memory_order_relaxed);
    }
    m_kind.store(Kind::Free, std::memory_order_release);
    m_tracks->giveBack(*this, *this);
}

// --- for whoever watches ----------------------------------------------------------------------------------------------

OrderTrack::Reading OrderTrack::read() const noexcept
{
    // Acquire: each before those that follow, so that the state that was read first can be compared with the last one.
    Reading reading;
    for (;;) {
        const Kind kind = m_kind.load(std::memory_order_acquire);
        const std::uint32_t state = m_state.load(std::memory_order_acquire);
        reading = {kind, placeOf(state), activityOf(state), attemptOf(state), m_order.load(std::memory_order_acquire),
            std::chrono::nanoseconds(m_placeSince.load(std::memory_order_acquire)),
            std::chrono::nanoseconds(m_endedAt.load(std::memory_order_acquire))};
        if (m_kind.load(std::memory_order_relaxed) == kind && m_state.load(std::memory_order_relaxed) == state)
            return reading;
    }
}

std::chrono::nanoseconds OrderTrack::time(OrderActivity activity, std::chrono::nanoseconds now) const noexcept
{
    const std::chrono::nanoseconds before = ns(m_spent[static_cast<std::size_t>(activity)]);
    const bool goesOn = activityOf(m_state.load(std::memory_order_relaxed)) == activity;
    return goesOn ? before + std::max(now - ns(m_activitySince), std::chrono::nanoseconds::zero()) : before;
}

// --- all of them ------------------------------------------------------------------------------------------------------

OrderTracks::~OrderTracks() = default;

OrderTrack& OrderTracks::take()
{
    OrderTrack* track = nullptr;
    {
        const std::lock_guard lock(m_mutex);
        if (!m_free) {
            Slab& slab = *m_slabs.emplace_back(std::make_unique<Slab>());
            for (OrderTrack& fresh : slab.tracks) {
                fresh.m_tracks = this;
                fresh.m_usedInSlab = &slab.used;
                fresh.m_link = std::exchange(m_free, &fresh);
            }
        }
        track = std::exchange(m_free, m_free->m_link);
    }
    track->m_usedInSlab->fetch_add(1, std::memory_order_relaxed);
    track->m_link = nullptr;
    for (OrderTrack::Instant& spent : track->m_spent)
        spent.store(0, std::memory_order_relaxed);
    for (OrderTrack::Instant* const limit : {&track->m_deadline, &track->m_callTimeout})
        limit->store(0, std::memory_order_relaxed);
    track->m_endedAt.store(-1, std::memory_order_relaxed);
    track->m_attempts.store(0, std::memory_order_relaxed);
    return *track;
}

OrderTrack& OrderTracks::add(const Order& order, std::chrono::nanoseconds submittedAt)
{
    OrderTrack& track = take();
    track.m_submittedAt = submittedAt;
    track.m_totalCents = order.totalCents;
    track.m_customer = order.customer;
    track.m_order.store(order.id, std::memory_order_relaxed);
    track.m_state.store(pack(OrderPlace::Intake, OrderActivity::Queued, 0), std::memory_order_relaxed);
    track.m_placeSince.store(submittedAt.count(), std::memory_order_relaxed);
    track.m_activitySince.store(submittedAt.count(), std::memory_order_relaxed);
    track.m_kind.store(OrderTrack::Kind::Order, std::memory_order_release);
    return track;
}

void OrderTracks::giveBack(OrderTrack& first, OrderTrack& last) noexcept
{
    for (OrderTrack* track = &first;; track = track->m_link) {
        track->m_usedInSlab->fetch_sub(1, std::memory_order_relaxed);
        if (track == &last)
            break;
    }
    const std::lock_guard lock(m_mutex);
    last.m_link = std::exchange(m_free, &first);
}

void OrderTracks::countEnd() noexcept
{
    const std::int64_t ended = m_ended.fetch_add(1, std::memory_order_relaxed) + 1;
    if (ended % kManyEnded == 0 && m_onManyEnded)
        m_onManyEnded();
}

void OrderTracks::forget(const std::vector<OrderTrack*>& ended) noexcept
{
    if (ended.empty())
        return;
    OrderTrack* next = nullptr;
    for (OrderTrack* const track : ended) {
        track->m_customer.clear();
        track->m_why = {};
        track->m_kind.store(OrderTrack::Kind::Free, std::memory_order_relaxed); // only the reader itself looks at it meanwhile
        track->m_link = next;
        next = track;
    }
    m_ended.fetch_sub(static_cast<std::int64_t>(ended.size()), std::memory_order_relaxed);
    giveBack(*ended.back(), *ended.front());
}

std::vector<OrderTracks::Slab*> OrderTracks::slabsInUse() const
{
    std::vector<Slab*> slabs;
    const std::lock_guard lock(m_mutex);
    slabs.reserve(m_slabs.size());
    for (const auto& slab : m_slabs) {
        if (slab->used.load(std::memory_order_relaxed) > 0)
            slabs.push_back(slab.get());
    }
    return slabs;
}

} // namespace engine
