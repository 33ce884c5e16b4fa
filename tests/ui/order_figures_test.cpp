// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/order_figures.h"

#include <catch2/catch_test_macros.hpp>

using namespace std::chrono_literals;
using ui::OrderFigures;

TEST_CASE("order figures: without an order that is looked at there are none", "[ui][order]")
{
    CHECK(OrderFigures::from(engine::Snapshot {}) == OrderFigures {});
    CHECK(!OrderFigures::from(engine::Snapshot {}).known);
}

TEST_CASE("order figures: the parts of an order's time add up to its age", "[ui][order]")
{
    engine::Snapshot snapshot;
    snapshot.at = 1500ms;
    engine::OrderDetail order;
    order.view = {42, 1200ms, engine::OrderPlace::Charge, engine::OrderActivity::BackingOff, 2};
    order.totalCents = 12'34;
    order.submittedAt = 500ms;
    order.queued = 300ms;
    order.waitedForPermit = 200ms;
    order.waitedForWorker = 50ms;
    order.atServices = 250ms;
    order.backingOff = 150ms;
    order.attempts = 3;
    order.deadline = 2s;
    order.tokens = {engine::Phrase("call timeout, fires at %1", 2), engine::Phrase("client, if it cancels the run")};

    SECTION("while it goes on, up to now")
    {
        snapshot.watched = order;
        const OrderFigures figures = OrderFigures::from(snapshot);
        CHECK(figures.known);
        CHECK(!figures.ended);
        CHECK(figures.id == 42);
        CHECK(figures.total == 12.34);
        CHECK(figures.ageMs == 1000);
        CHECK(figures.onWorkerMs == 50);
        CHECK(figures.deadlineMs == 500);
        CHECK(figures.place == QStringLiteral("Charge"));
        CHECK(figures.activity == QStringLiteral("backing off"));
        CHECK(figures.tokens == QStringList {QStringLiteral("call timeout, fires at 2"), QStringLiteral("client, if it cancels the run")});
    }
    SECTION("once it has ended, up to its end")
    {
        order.endedAt = 1450ms;
        order.ending = engine::Phrase("timed out");
        snapshot.watched = order;
        const OrderFigures figures = OrderFigures::from(snapshot);
        CHECK(figures.ended);
        CHECK(figures.ageMs == 950);
        CHECK(figures.onWorkerMs == 0);
        CHECK(figures.ending == QStringLiteral("timed out"));
    }
}
