// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/order/order.h"
#include "engine/order/outcome.h"

#include <catch2/catch_test_macros.hpp>

#include <memory>
#include <set>
#include <stdexcept>
#include <string_view>

using engine::CancelReason;
using engine::Failure;
using engine::FailureKind;
using engine::Outcome;

TEST_CASE("outcome: it holds a value or the failure in its way, never both", "[order][outcome]")
{
    const Outcome<int> value = 42;
    REQUIRE(value.has_value());
    CHECK(*value == 42);

    const Outcome<int> failure = engine::failed(FailureKind::Unavailable, "the provider is down");
    REQUIRE_FALSE(failure.has_value());
    CHECK(failure.error().kind == FailureKind::Unavailable);
    CHECK(failure.error().message == "the provider is down");
    CHECK_FALSE(failure.error().isCancelled());

    const Outcome<> nothing;
    CHECK(nothing.has_value());
}

TEST_CASE("outcome: a cancelled operation says why and which token it heard it from", "[order][outcome]")
{
    const Failure failure = Failure::cancelled(CancelReason::Timeout, 7);
    CHECK(failure.isCancelled());
    CHECK(failure.reason == CancelReason::Timeout);
    CHECK(failure.tokenId == 7);
    CHECK(failure.cause == nullptr);
}

TEST_CASE("outcome: being timed out is not being cancelled", "[order][outcome]")
{
    CHECK_FALSE(Failure::of(FailureKind::TimedOut, "no answer in 2 s").isCancelled());
}

TEST_CASE("outcome: a copied failure keeps its cause and its exception", "[order][outcome]")
{
    Failure failure = Failure::of(FailureKind::Rejected, "retries are used up");
    failure.cause = std::make_shared<const Failure>(Failure::of(FailureKind::Unavailable, "503"));
    failure.error = std::make_exception_ptr(std::runtime_error("503"));

    const Failure copy = failure;
    REQUIRE(copy.cause != nullptr);
    CHECK(copy.cause == failure.cause);
    CHECK(copy.cause->message == "503");
    CHECK_THROWS_AS(std::rethrow_exception(copy.error), std::runtime_error);
}

TEST_CASE("outcome: every reason and kind has a name of its own", "[order][outcome]")
{
    std::set<std::string_view> reasons;
    for (const CancelReason reason : {CancelReason::None, CancelReason::Caller, CancelReason::Timeout,
             CancelReason::Shutdown, CancelReason::Failure})
        reasons.insert(toString(reason));
    CHECK(reasons.size() == 5);
    CHECK_FALSE(reasons.contains("unknown"));

    std::set<std::string_view> kinds;
    for (const FailureKind kind : {FailureKind::Cancelled, FailureKind::TimedOut, FailureKind::Rejected,
             FailureKind::BrokenCircuit, FailureKind::Unavailable, FailureKind::Invalid, FailureKind::Closed})
        kinds.insert(toString(kind));
    CHECK(kinds.size() == 7);
    CHECK_FALSE(kinds.contains("unknown"));
    CHECK(toString(static_cast<FailureKind>(255)) == "unknown");
    CHECK(toString(static_cast<CancelReason>(255)) == "unknown");
}

TEST_CASE("order: the idempotency key depends on the order alone", "[order]")
{
    engine::Order order {17, "Ada", 2, 1250};
    const auto key = order.idempotencyKey();
    order.customer = "Grace";
    order.totalCents = 1;
    CHECK(order.idempotencyKey() == key);
    CHECK(engine::Order {18, "Ada", 2, 1250}.idempotencyKey() != key);
}
