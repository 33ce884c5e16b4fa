// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/telemetry/order_board.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>

using namespace engine;
using namespace std::chrono_literals;

namespace {

struct Board {
    Clock clock;
    OrderTracks tracks {clock};
    OrderBoard board {tracks};
    std::vector<OrderTrack*> added;

    OrderTrack& add(OrderId id)
    {
        added.push_back(&tracks.add({.id = id, .customer = "c", .totalCents = 5}, clock.now().time_since_epoch()));
        return *added.back();
    }
    /// Lets the clock come to `time`.
    void comeTo(std::chrono::nanoseconds time)
    {
        CallbackTimer timer([] {});
        clock.schedule(timer, Clock::TimePoint(time));
        clock.jump();
    }
    Snapshot snapshot(std::vector<WorkerView> workers = {})
    {
        Snapshot snapshot;
        snapshot.at = clock.now().time_since_epoch();
        snapshot.pool.workers = std::move(workers);
        board.writeTo(snapshot);
        return snapshot;
    }
};

std::int64_t queued(const Snapshot& snapshot) { return snapshot.orders.count(OrderPlace::Intake, OrderActivity::Queued); }

} // namespace

TEST_CASE("order board: the list has the lowest ids, the counts have all", "[telemetry][orders]")
{
    Board board;
    constexpr auto kOrders = static_cast<OrderId>(OrdersView::kMostOrders) + 5'000;
    for (OrderId id = kOrders; id >= 1; --id)
        board.add(id);
    const Snapshot snapshot = board.snapshot();
    CHECK(queued(snapshot) == kOrders);
    CHECK(snapshot.orders.omitted == 5'000);
    REQUIRE(snapshot.orders.orders->size() == OrdersView::kMostOrders);
    CHECK(snapshot.orders.orders->front().order == 1);
    CHECK(snapshot.orders.orders->back().order == OrdersView::kMostOrders);
    CHECK(std::ranges::is_sorted(*snapshot.orders.orders, {}, &OrderView::order));
}

TEST_CASE("order board: an order that has ended is seen for half a second, behind those in flight", "[telemetry][orders]")
{
    Board board;
    board.add(2);
    board.add(1).end(OrderActivity::Rejected, Phrase("rejected"));
    const Snapshot first = board.snapshot();
    REQUIRE(first.orders.orders->size() == 2);
    CHECK(first.orders.orders->front().order == 2);
    CHECK(first.orders.count(OrderPlace::Ended, OrderActivity::Rejected) == 1);

    board.comeTo(499ms);
    CHECK(board.snapshot().orders.count(OrderPlace::Ended, OrderActivity::Rejected) == 1);
    board.comeTo(500ms);
    const Snapshot last = board.snapshot();
    CHECK(last.orders.count(OrderPlace::Ended, OrderActivity::Rejected) == 0);
    CHECK(last.orders.orders->size() == 1);

    board.add(3); // in the place of the one that is gone
    const Snapshot next = board.snapshot();
    CHECK(queued(next) == 2);
    CHECK(next.orders.orders->back().order == 3);
}

TEST_CASE("order board: of many that end at once the latest are kept", "[telemetry][orders]")
{
    Board board;
    constexpr auto kMost = static_cast<OrderId>(OrderBoard::kMostEnded);
    for (OrderId id = 1; id <= kMost + 100; ++id) {
        if (id == 101)
            board.comeTo(1ms);
        board.add(id).end(OrderActivity::Persisted, Phrase("stored"));
    }
    const Snapshot snapshot = board.snapshot();
    CHECK(snapshot.orders.count(OrderPlace::Ended, OrderActivity::Persisted) == kMost);
    CHECK(snapshot.orders.orders->front().order == 101);
}

TEST_CASE("order board: a reader is asked to look when very many have ended", "[telemetry][orders]")
{
    Board board;
    int asked = 0;
    int answered = 0;
    board.tracks.setOnManyEnded([&] { ++asked; });
    for (OrderId id = 1; id <= 120'000; ++id) {
        board.add(id).end(OrderActivity::Persisted, Phrase("stored"));
        if (asked > answered) {
            ++answered;
            (void)board.snapshot();
        }
    }
    CHECK(asked == 3); // at 50,000, of which 20,000 stay
}

TEST_CASE("order board: workers say which orders run or are blocked", "[telemetry][orders]")
{
    Board board;
    for (OrderId id = 1; id <= 4; ++id)
        board.add(id).beginCall(OrderPlace::Charge);
    for (OrderTrack* const track : board.added)
        track->become(OrderActivity::Suspended);
    const Snapshot snapshot = board.snapshot({{WorkerState::Blocked, 1, {}}, {WorkerState::Blocked, 2, {}},
        {WorkerState::Running, 2, {}}, {WorkerState::Idle, 0, {}}, {WorkerState::Running, 99, {}}});
    CHECK(snapshot.orders.count(OrderPlace::Charge, OrderActivity::Blocked) == 1);
    CHECK(snapshot.orders.count(OrderPlace::Charge, OrderActivity::Running) == 1);
    CHECK(snapshot.orders.count(OrderPlace::Charge, OrderActivity::Suspended) == 2);
    CHECK(snapshot.pool.workers[0].place == OrderPlace::Charge);
    CHECK(snapshot.pool.workers[4].place == OrderPlace::Ended); // longer ago than anybody knows
}

TEST_CASE("order board: a watched order stays known when it has ended", "[telemetry][orders]")
{
    Board board;
    board.board.watch(2);
    CHECK_FALSE(board.snapshot().watched);
    board.add(1);
    OrderTrack& track = board.add(2);
    board.comeTo(10ms);
    REQUIRE(board.snapshot().watched);
    CHECK(board.snapshot().watched->queued == 10ms);
    CHECK(board.snapshot().watched->endedAt == -1ns);

    track.beginCall(OrderPlace::Validate);
    track.become(OrderActivity::Suspended);
    board.comeTo(25ms);
    track.end(OrderActivity::Failed, Phrase("failed: the rule engine is down"));
    board.comeTo(2s);
    (void)board.snapshot();
    board.comeTo(9s);
    const std::optional<OrderDetail> detail = board.snapshot().watched;
    REQUIRE(detail);
    CHECK(detail->view.activity == OrderActivity::Failed);
    CHECK(detail->queued == 10ms);
    CHECK(detail->atServices == 15ms);
    CHECK(detail->endedAt == 25ms);
    CHECK(detail->attempts == 1);
    CHECK(detail->ending.text() == "failed: the rule engine is down");
    CHECK(detail->customer == "c");

    board.board.watch(1);
    REQUIRE(board.snapshot().watched);
    CHECK(board.snapshot().watched->view.order == 1);
    board.board.watch(2); // too late
    CHECK_FALSE(board.snapshot().watched);
    board.board.watch(0);
    CHECK_FALSE(board.snapshot().watched);
}
