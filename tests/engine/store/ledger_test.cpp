// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/store/ledger.h"

#include <catch2/catch_test_macros.hpp>

#include <atomic>
#include <stdexcept>
#include <thread>
#include <vector>

using namespace engine;

TEST_CASE(
    "ledger: every submitted order is in flight until it ends, and then counted where it ended", "[store][ledger]")
{
    Ledger ledger;
    CHECK(ledger.counts() == LedgerCounts {});

    ledger.submit(10);
    ledger.submit();
    CHECK(ledger.counts() == LedgerCounts {.submitted = 11, .inFlight = 11});

    ledger.end(OrderState::Persisted, 4);
    ledger.end(OrderState::Rejected);
    ledger.end(OrderState::Failed, 2);
    ledger.end(OrderState::Cancelled);
    ledger.end(OrderState::Dropped, 2);
    const LedgerCounts counts = ledger.counts();
    CHECK(counts
        == LedgerCounts {
            .submitted = 11, .persisted = 4, .rejected = 1, .failed = 2, .cancelled = 1, .dropped = 2, .inFlight = 1});
    CHECK(counts.holds());
}

TEST_CASE("ledger: what breaks its law throws and counts nothing", "[store][ledger]")
{
    Ledger ledger;
    ledger.submit(2);
    const LedgerCounts before = ledger.counts();

    SECTION("more ends than orders in flight")
    {
        CHECK_THROWS_AS(ledger.end(OrderState::Persisted, 3), std::logic_error);
    }
    SECTION("a state that is no end")
    {
        CHECK_THROWS_AS(ledger.end(OrderState::Persisting), std::logic_error);
        CHECK_THROWS_AS(ledger.end(OrderState::Submitted, 0), std::logic_error);
    }
    SECTION("a negative count")
    {
        CHECK_THROWS_AS(ledger.submit(-1), std::logic_error);
        CHECK_THROWS_AS(ledger.end(OrderState::Failed, -1), std::logic_error);
    }
    CHECK(ledger.counts() == before);
}

TEST_CASE("ledger: it holds in every reading while threads submit and end", "[store][ledger]")
{
    constexpr int kThreads = 3;
    constexpr int kOrders = 5000;
    Ledger ledger;
    std::atomic<int> done {0};
    std::vector<std::thread> threads;
    for (int t = 0; t < kThreads; ++t) {
        threads.emplace_back([&ledger, &done] {
            for (int i = 0; i < kOrders; ++i) {
                ledger.submit();
                ledger.end(i % 2 == 0 ? OrderState::Persisted : OrderState::Dropped);
            }
            ++done;
        });
    }
    int broken = 0;
    while (done < kThreads) {
        const LedgerCounts counts = ledger.counts();
        if (!counts.holds() || counts.inFlight < 0 || counts.inFlight > kThreads)
            ++broken;
    }
    for (std::thread& thread : threads)
        thread.join();
    CHECK(broken == 0);
    CHECK(ledger.counts().persisted == kThreads * kOrders / 2);
    CHECK(ledger.counts().inFlight == 0);
}
