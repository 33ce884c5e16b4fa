// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/engine/stages/called_services.h"

#include <catch2/catch_test_macros.hpp>

using namespace engine;
using namespace std::chrono_literals;
using tests::answering;
using tests::CalledServices;

TEST_CASE("deadline: an order that is not charged in time is cancelled, and its call with it", "[stages][deadline]")
{
    CalledServices services({.rules = answering(150), .orderTimeoutMs = 100});
    std::vector<Submission> orders;
    CHECK(services.timeOf([&] { orders = services.validate(2); }) == 100ms);
    CHECK(orders[0].state == OrderState::Cancelled);
    CHECK(services.journal.endings().cancelledByTimeout == 2);
    CHECK(services.journal.endings().timedOut == 0);
    CHECK(services.rules.view().cancelled == 2);
}

TEST_CASE("deadline: an order in time keeps what is left of it for the next stage", "[stages][deadline]")
{
    CalledServices services({.rules = answering(40), .orderTimeoutMs = 100});
    const auto orders = services.validate(1);
    CHECK(orders[0].state == OrderState::Validated);
    REQUIRE(orders[0].deadline);
    CHECK(*orders[0].deadline == 100ms);
}

TEST_CASE("deadline: the caller is asked first who it was", "[stages][deadline][cancel]")
{
    CalledServices services({.rules = answering(150), .orderTimeoutMs = 100});
    CancellationSource caller;
    const CancellationToken token = caller.token();
    CallbackTimer stop([&caller] { caller.cancel(CancelReason::Shutdown); });
    services.runtime.clock().schedule(stop, services.runtime.clock().now() + 60ms);
    CHECK(services.timeOf([&] { services.validate(1, token); }) == 60ms);
    CHECK(services.journal.endings().cancelledByShutdown == 1);
    CHECK(services.journal.endings().cancelledByTimeout == 0);
}

TEST_CASE("deadline: a call's own timeout is a failure, not a cancellation", "[stages][deadline][timeout]")
{
    ServiceSpec slow = answering(150);
    slow.resilience.timeout = {TimeoutKind::Optimistic, 60};
    CalledServices services({.rules = slow, .orderTimeoutMs = 100});
    std::vector<Submission> orders;
    CHECK(services.timeOf([&] { orders = services.validate(1); }) == 60ms);
    CHECK(orders[0].state == OrderState::Failed);
    CHECK(services.journal.endings().timedOut == 1);
    const std::optional<DeadLetter> letter = services.letters.tryRead();
    REQUIRE(letter);
    CHECK(letter->reason.find("timedOut: ") == 0);
}
