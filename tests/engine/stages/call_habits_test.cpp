// SPDX-License-Identifier: GPL-3.0-or-later
// Each bad habit around a call: what it does while it is on, and that it is gone once it has been switched off.
#include "tests/engine/stages/called_services.h"

#include <catch2/catch_test_macros.hpp>

using namespace engine;
using namespace std::chrono_literals;
using tests::answering;
using tests::CalledServices;

namespace {

ServiceSpec failing(double latencyMs)
{
    ServiceSpec spec = answering(latencyMs);
    spec.failureRate = 1;
    return spec;
}

constexpr AntiPatternsSpec kNone;

} // namespace

TEST_CASE("habits: blocking on async code keeps a worker blocked for as long as the call takes", "[stages][habits]")
{
    CalledServices services({.habits = {.blockOnAsync = true}});
    const auto during = services.countsIn(40ms);
    CHECK(services.timeOf([&] { services.charge(1); }) == 80ms);
    CHECK(during->blocked == 1);

    services.switchTo(kNone);
    const auto after = services.countsIn(40ms);
    CHECK(services.timeOf([&] { services.charge(1); }) == 80ms);
    CHECK(after->threads > 0);
    CHECK(after->blocked == 0);
}

TEST_CASE("habits: when nobody blocks on async code any more, the workers that were blocked are free and the calls go on", "[stages][habits]")
{
    CalledServices services({.habits = {.blockOnAsync = true}, .threads = 2});
    const auto starved = services.countsIn(10s); // both workers wait for what needs a worker
    CallbackTimer giveUp([&] { services.switchTo(kNone); });
    services.runtime.clock().schedule(giveUp, services.runtime.clock().now() + 20s);
    std::vector<Submission> orders;
    CHECK(services.timeOf([&] { orders = services.charge(6); }) == 20'080ms); // those that had not begun take their time
    CHECK(starved->blocked == 2);
    for (const Submission& order : orders)
        CHECK(order.state == OrderState::Charged);
    CHECK(services.payment.view().calls == 6);
    CHECK(services.payment.view().cancelled == 0);
    CHECK(services.runtime.pool().counts().blocked == 0);
}

TEST_CASE("habits: a call that ignores cancellation runs on when its order has ended", "[stages][habits][cancel]")
{
    CalledServices services({.payment = answering(500), .habits = {.ignoreCancellation = true}, .orderTimeoutMs = 100});
    std::vector<Submission> orders;
    CHECK(services.timeOf([&] { orders = services.charge(1); }) == 100ms);
    CHECK(orders[0].state == OrderState::Cancelled);
    services.orphans.joinFromOutside();
    HabitView seen = services.habits.view();
    CHECK(seen.orphansTotal == 1);
    CHECK(seen.orphansNow == 0);
    CHECK(seen.orphanedTime == 400ms);
    CHECK(services.payment.view().cancelled == 0);

    services.switchTo(kNone);
    CHECK(services.timeOf([&] { orders = services.charge(1); }) == 100ms);
    CHECK(orders[0].state == OrderState::Cancelled);
    seen = services.habits.view();
    CHECK(seen.orphansTotal == 1);
    CHECK(services.payment.view().cancelled == 1);
    CHECK(services.payment.view().busyServers.now == 0);
}

TEST_CASE("habits: a worker that ignores cancellation stays with its call to the end", "[stages][habits][cancel]")
{
    CalledServices services({.payment = answering(500), .habits = {.ignoreCancellation = true}, .orderTimeoutMs = 100});
    std::vector<Submission> orders;
    CHECK(services.timeOf([&] { orders = services.chargeOnWorkers(1); }) == 500ms);
    CHECK(orders[0].state == OrderState::Cancelled);
    CHECK(services.habits.view().orphansTotal == 0);

    services.switchTo(kNone);
    CHECK(services.timeOf([&] { orders = services.chargeOnWorkers(1); }) == 100ms);
    CHECK(services.journal.endings().cancelledByTimeout == 2);
}

TEST_CASE("habits: async void throws what went wrong where nobody catches it", "[stages][habits]")
{
    CalledServices services({.payment = failing(10), .habits = {.asyncVoid = true}});
    services.charge(3);
    CHECK(services.ledger.counts().failed == 3);
    CHECK(services.habits.view().unobservedErrors == 3);
    services.orphans.joinFromOutside();
    CHECK(services.orphans.errorCount() == 3);

    services.switchTo(kNone);
    services.charge(2);
    CHECK(services.ledger.counts().failed == 5);
    CHECK(services.habits.view().unobservedErrors == 3);
}

TEST_CASE("habits: a call wrapped in a work item of its own costs a way through the queue", "[stages][habits]")
{
    CalledServices services({.habits = {.taskRun = true}});
    CHECK(services.timeOf([&] { services.charge(5); }) == 80ms);
    CHECK(services.habits.view().extraHops == 5);
    const auto itemsWrapped = services.runtime.settledCounts().completed;

    services.switchTo(kNone);
    CHECK(services.timeOf([&] { services.charge(5); }) == 80ms);
    CHECK(services.habits.view().extraHops == 5);
    CHECK(services.runtime.settledCounts().completed - itemsWrapped < itemsWrapped);
}

TEST_CASE("habits: on workers that block, a wrapped call needs a second worker", "[stages][habits]")
{
    CalledServices services({.habits = {.taskRun = true}});
    const auto during = services.countsIn(40ms);
    CHECK(services.timeOf([&] { services.chargeOnWorkers(1); }) == 80ms);
    CHECK(during->blocked == 2);
    CHECK(services.habits.view().extraHops == 1);
}

TEST_CASE("habits: needless layers cost a frame each, and change nothing", "[stages][habits]")
{
    CalledServices services({.habits = {.needlessLayers = 7}});
    CHECK(services.timeOf([&] { services.charge(3); }) == 80ms);
    const HabitView seen = services.habits.view();
    CHECK(seen.layerFrames == 21);
    CHECK(seen.layerBytes >= 21 * static_cast<std::int64_t>(sizeof(void*) * 4));
    CHECK(seen.layerTime > 0ns);
    CHECK(services.timeOf([&] { services.chargeOnWorkers(1); }) == 80ms);
    CHECK(services.habits.view().layerFrames == 28);

    services.switchTo(kNone);
    CHECK(services.timeOf([&] { services.charge(3); }) == 80ms);
    CHECK(services.habits.view().layerFrames == 28);
    CHECK(services.ledger.counts().failed == 0);
}

TEST_CASE("habits: retries without a wait ask ten more times at once", "[stages][habits][retry]")
{
    CalledServices services({.payment = failing(10), .habits = {.retryWithoutBackoff = true}});
    std::vector<Submission> orders;
    CHECK(services.timeOf([&] { orders = services.charge(1); }) == 110ms);
    CHECK(orders[0].attempts == 11);
    CHECK(services.payment.view().calls == 11);
    const std::optional<DeadLetter> letter = services.letters.tryRead();
    REQUIRE(letter);
    CHECK(letter->attempts == 11);

    services.switchTo(kNone);
    CHECK(services.timeOf([&] { orders = services.charge(1); }) == 10ms);
    CHECK(orders[0].attempts == 1);
}

TEST_CASE("habits: without timeouts both the call's and the order's own are off", "[stages][habits][timeout]")
{
    ServiceSpec slow = answering(300);
    slow.resilience.timeout = {TimeoutKind::Optimistic, 50};
    CalledServices services({.payment = slow, .habits = {.noTimeout = true}, .orderTimeoutMs = 100});
    std::vector<Submission> orders;
    CHECK(services.timeOf([&] { orders = services.charge(1); }) == 300ms);
    CHECK(orders[0].state == OrderState::Charged);

    services.switchTo(kNone);
    CHECK(services.timeOf([&] { orders = services.charge(1); }) == 50ms);
    CHECK(orders[0].state == OrderState::Failed);
    CHECK(services.journal.endings().timedOut == 1);
}

TEST_CASE("habits: without keys a repeated charge is booked again", "[stages][habits][retry]")
{
    ServiceSpec forgetful = answering(10);
    forgetful.answerLostRate = 1;
    forgetful.resilience.retry.enabled = true;
    CalledServices services({.payment = forgetful, .habits = {.noIdempotencyKeys = true}});
    services.charge(1);
    CHECK(services.payment.view().calls == 4);
    CHECK(services.payment.doubleCharges() == 3);

    services.switchTo(kNone);
    services.charge(1);
    CHECK(services.payment.view().calls == 8);
    CHECK(services.payment.doubleCharges() == 3);
}

TEST_CASE("habits: a hogged worker runs while time passes, and nobody else can have it", "[stages][habits]")
{
    CalledServices services({.rules = answering(0), .habits = {.hogWorkerMs = 30}, .threads = 1});
    const auto during = services.countsIn(45ms);
    CHECK(services.timeOf([&] { services.validate(3); }) == 90ms);
    CHECK(during->running == 1);
    CHECK(during->blocked == 0);
    CHECK(services.habits.view().hoggedTime == 90ms);

    services.switchTo(kNone);
    CHECK(services.timeOf([&] { services.validate(3); }) == 0ms);
    CHECK(services.habits.view().hoggedTime == 90ms);
}
