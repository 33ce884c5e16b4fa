// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/workload/arrival_process.h"

#include <catch2/catch_approx.hpp>
#include <catch2/catch_test_macros.hpp>

#include <chrono>
#include <vector>

using namespace engine;
using namespace std::chrono_literals;

TEST_CASE("arrival process: a burst arrives whole at the start", "[workload][arrival]")
{
    ArrivalProcess arrivals(WorkloadSpec {.arrival = ArrivalKind::Burst, .orders = 5000}, 1);
    const auto batch = arrivals.next();
    CHECK(batch.at == 0ns);
    CHECK(batch.orders == 5000);
}

TEST_CASE("arrival process: steady orders come at multiples of the gap, without drift", "[workload][arrival]")
{
    ArrivalProcess arrivals(WorkloadSpec {.arrival = ArrivalKind::Steady, .ratePerSecond = 3}, 1);
    CHECK(arrivals.next().at == 0ns);
    CHECK(arrivals.next().at == 333'333'333ns);
    CHECK(arrivals.next().at == 666'666'667ns);
    CHECK(arrivals.next().at == 1s);
    ArrivalProcess::Batch batch;
    for (int n = 4; n <= 300'000; ++n)
        batch = arrivals.next();
    CHECK(batch.at == 100'000s);
    CHECK(batch.orders == 1);
}

TEST_CASE("arrival process: Poisson gaps have the rate's mean and an exponential's spread", "[workload][arrival]")
{
    constexpr int kOrders = 100'000;
    const WorkloadSpec spec {.arrival = ArrivalKind::Poisson, .ratePerSecond = 90};
    ArrivalProcess arrivals(spec, 7);
    std::chrono::nanoseconds before {};
    double squares = 0;
    bool inOrder = true;
    for (int n = 0; n < kOrders; ++n) {
        const auto batch = arrivals.next();
        const double gap = std::chrono::duration<double>(batch.at - before).count();
        inOrder = inOrder && batch.at >= before && batch.orders == 1;
        squares += gap * gap;
        before = batch.at;
    }
    CHECK(inOrder);
    const double mean = std::chrono::duration<double>(before).count() / kOrders;
    // Four standard errors: the mean's is mean / sqrt(n), the second moment's about sqrt(5) * 2 * mean^2 / sqrt(n).
    CHECK(mean == Catch::Approx(1.0 / 90).epsilon(0.013));
    CHECK(squares / kOrders == Catch::Approx(2 * mean * mean).epsilon(0.03));
}

TEST_CASE("arrival process: the seed alone decides when Poisson orders come", "[workload][arrival]")
{
    const WorkloadSpec spec {.arrival = ArrivalKind::Poisson};
    ArrivalProcess first(spec, 1);
    ArrivalProcess again(spec, 1);
    ArrivalProcess other(spec, 2);
    const auto at = first.next().at;
    CHECK(at == again.next().at);
    CHECK(at != other.next().at);
}

TEST_CASE(
    "arrival process: spikes come on top of the steady stream at every multiple of their period", "[workload][arrival]")
{
    const WorkloadSpec spec {
        .arrival = ArrivalKind::Spikes, .ratePerSecond = 2, .spikeOrders = 50, .spikeEverySeconds = 1.25};
    ArrivalProcess arrivals(spec, 1);
    std::int64_t steady = 0;
    std::vector<std::chrono::nanoseconds> spikes;
    std::chrono::nanoseconds before {};
    bool inOrder = true;
    for (;;) {
        const auto batch = arrivals.next();
        if (batch.at > 5s)
            break;
        inOrder = inOrder && batch.at >= before;
        before = batch.at;
        if (batch.orders == 50)
            spikes.push_back(batch.at);
        else
            steady += batch.orders;
    }
    CHECK(inOrder);
    CHECK(steady == 11);
    CHECK(spikes == std::vector<std::chrono::nanoseconds> {1250ms, 2500ms, 3750ms, 5000ms});
}

TEST_CASE("arrival process: times beyond the clock's range stand still and never go back", "[workload][arrival]")
{
    for (const ArrivalKind kind : {ArrivalKind::Steady, ArrivalKind::Poisson, ArrivalKind::Spikes}) {
        const WorkloadSpec spec {.arrival = kind, .ratePerSecond = 1e-9, .spikeEverySeconds = 4e9};
        ArrivalProcess arrivals(spec, 1);
        std::chrono::nanoseconds before {};
        bool inOrder = true;
        for (int n = 0; n < 1000; ++n) {
            const auto at = arrivals.next().at;
            inOrder = inOrder && at >= before;
            before = at;
        }
        CHECK(inOrder);
    }
}

TEST_CASE("arrival process: a change of the rate stretches what is left of the way to the next order", "[workload][arrival]")
{
    WorkloadSpec spec {.arrival = ArrivalKind::Steady, .ratePerSecond = 1};
    ArrivalProcess arrivals(spec, 1);
    CHECK(arrivals.next().at == 0s);
    const auto pending = arrivals.next();
    CHECK(pending.at == 1s);
    spec.ratePerSecond = 10;
    const auto sooner = arrivals.change(spec, 500ms, pending);
    CHECK(sooner.at == 550ms); // half of the way was left
    CHECK(arrivals.next().at == 650ms);
    const auto next = arrivals.next();
    CHECK(next.at == 750ms);
    SECTION("as often as it is changed")
    {
        ArrivalProcess::Batch batch = next;
        for (int n = 1; n <= 20; ++n) {
            spec.ratePerSecond = n % 2 == 0 ? 10 : 1000;
            batch = arrivals.change(spec, 650ms + n * 1ms, batch);
        }
        CHECK(batch.at < 680ms); // a slider that is dragged holds nobody back
        CHECK(batch.at >= 650ms);
    }
    SECTION("what is due comes when it was due")
    {
        const auto late = arrivals.change(spec, 5s, next);
        CHECK(late.at == 750ms);
        CHECK(arrivals.next().at == 850ms);
    }
}

TEST_CASE("arrival process: Poisson orders come at the new rate after a change", "[workload][arrival]")
{
    WorkloadSpec spec {.arrival = ArrivalKind::Poisson, .ratePerSecond = 0.001};
    ArrivalProcess arrivals(spec, 3);
    const auto pending = arrivals.next();
    spec.ratePerSecond = 100;
    auto batch = arrivals.change(spec, 1s, pending);
    CHECK(batch.at > 1s);
    CHECK(batch.at < 2s);
    for (int n = 0; n < 10'000; ++n)
        batch = arrivals.next();
    CHECK(std::chrono::duration<double>(batch.at).count() == Catch::Approx(101).epsilon(0.05));
}

TEST_CASE("arrival process: spikes follow a change of their period and size, and a burst none", "[workload][arrival]")
{
    WorkloadSpec spec {.arrival = ArrivalKind::Spikes, .ratePerSecond = 0.5, .spikeOrders = 50, .spikeEverySeconds = 10};
    ArrivalProcess arrivals(spec, 1);
    std::vector<std::chrono::nanoseconds> spikes;
    ArrivalProcess::Batch batch = arrivals.next();
    while (batch.at < 12s)
        batch = arrivals.next();
    spec.spikeEverySeconds = 5;
    spec.spikeOrders = 7;
    batch = arrivals.change(spec, 11s, batch);
    for (; batch.at < 30s; batch = arrivals.next()) {
        if (batch.orders == 7)
            spikes.push_back(batch.at);
        else
            CHECK(batch.at.count() % 2'000'000'000 == 0); // the steady ones are as they were
    }
    CHECK(spikes == std::vector<std::chrono::nanoseconds> {15s, 20s, 25s});

    ArrivalProcess burst(WorkloadSpec {.arrival = ArrivalKind::Burst, .orders = 5}, 1);
    const auto all = burst.next();
    CHECK(burst.change(spec, 1s, all).orders == 5);
}
