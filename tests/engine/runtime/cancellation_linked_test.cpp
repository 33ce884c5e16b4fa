// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/runtime/cancellation.h"

#include <catch2/catch_test_macros.hpp>

using namespace engine;
using namespace std::chrono_literals;

TEST_CASE("CT.5 cancellation: a source linked to two tokens is cancelled by either", "[cancellation][conformance]")
{
    for (const int which : {0, 1}) {
        CancellationSource sources[2];
        const CancellationSource linked = CancellationSource::linked({sources[0].token(), sources[1].token()});
        CHECK_FALSE(linked.isCancelled());
        sources[which].cancel(CancelReason::Shutdown);
        CHECK(linked.isCancelled());
        CHECK(linked.token().reason() == CancelReason::Shutdown);
        CHECK_FALSE(sources[1 - which].isCancelled());
    }
}

TEST_CASE(
    "CT.7 cancellation: linked in steps to a cancelled source, it is cancelled at birth", "[cancellation][conformance]")
{
    CancellationSource s1;
    CancellationSource s2;
    CancellationSource s3;
    s1.cancel();
    const CancellationSource c1 = CancellationSource::linked({s1.token(), s2.token()});
    const CancellationSource c2 = CancellationSource::linked({s3.token(), c1.token()});
    CHECK(c1.isCancelled());
    CHECK(c2.isCancelled());
    CHECK_FALSE(s3.isCancelled());
}

TEST_CASE("cancellation: a linked source never cancels its sources (CT-8)", "[cancellation]")
{
    CancellationSource source;
    CancellationSource linked = CancellationSource::linked({source.token()});
    linked.cancel();
    CHECK_FALSE(source.isCancelled());
}

TEST_CASE("cancellation: linking needs a token, and ignores those that are never cancelled (CT-8)", "[cancellation]")
{
    CHECK_THROWS_AS(CancellationSource::linked({}), std::invalid_argument);
    CancellationSource source;
    const CancellationSource linked = CancellationSource::linked({CancellationToken::none(), source.token()});
    const CancellationSource deaf = CancellationSource::linked({CancellationToken::none()});
    source.cancel();
    CHECK(linked.isCancelled());
    CHECK_FALSE(deaf.isCancelled());
}

TEST_CASE("cancellation: disposing of a linked source detaches it, disposing of a source cancels nothing (CT-8)",
    "[cancellation]")
{
    CancellationSource source;
    CancellationSource detached = CancellationSource::linked({source.token()});
    const CancellationToken detachedToken = detached.token();
    CancellationSource orphan;
    const CancellationSource linked = CancellationSource::linked({orphan.token()});

    detached.dispose();
    source.cancel();
    orphan.dispose();
    CHECK_FALSE(detachedToken.isCancelled());
    CHECK_FALSE(linked.isCancelled());
}

TEST_CASE("CT.12 cancellation: delays outside -1 to 2^32 - 2 ms are refused, and any after dispose",
    "[cancellation][conformance]")
{
    using Milliseconds = CancellationSource::Milliseconds;
    Clock clock;
    constexpr std::int64_t kTwoTo32 = std::int64_t {1} << 32;
    CHECK_THROWS_AS(CancellationSource(clock, Milliseconds(-2)), std::out_of_range);
    CHECK_THROWS_AS(CancellationSource(clock, Milliseconds(kTwoTo32 - 1)), std::out_of_range);
    CHECK_NOTHROW(CancellationSource(clock, Milliseconds(kTwoTo32 - 2)));
    CHECK_NOTHROW(CancellationSource(clock, Milliseconds(-1)));

    CancellationSource source(clock);
    CHECK_THROWS_AS(source.cancelAfter(Milliseconds(-2)), std::out_of_range);
    CHECK_THROWS_AS(source.cancelAfter(Milliseconds(kTwoTo32 - 1)), std::out_of_range);
    source.dispose();
    CHECK_THROWS_AS(source.cancelAfter(1ms), DisposedError);
    CancellationSource withoutClock;
    CHECK_THROWS_AS(withoutClock.cancelAfter(1ms), std::logic_error);
}

TEST_CASE("cancellation: made with a delay of 0 it is cancelled already, by timeout (CT-5)", "[cancellation]")
{
    Clock clock;
    const CancellationSource source(clock, 0ms);
    CHECK(source.isCancelled());
    CHECK(source.token().reason() == CancelReason::Timeout);
}

TEST_CASE("cancellation: cancelAfter arms the one timer anew, for longer or for shorter (CT-5)", "[cancellation]")
{
    for (const CancellationSource::Milliseconds expected : {30ms, 5ms}) {
        Clock clock;
        CancellationSource source(clock, 10ms);
        CHECK(clock.pendingTimers() == 1);
        source.cancelAfter(expected);
        CHECK(clock.pendingTimers() == 1);
        while (clock.jump() == Clock::Jump::Jumped) { }
        CHECK(source.token().reason() == CancelReason::Timeout);
        CHECK(clock.now() == Clock::TimePoint(expected));
    }
}

TEST_CASE("cancellation: the timer fires at its instant, not a tick before (CT-5, G-5)", "[cancellation]")
{
    Clock clock;
    const CancellationSource source(clock, 10ms);
    CallbackTimer justBefore([] {});
    clock.schedule(justBefore, Clock::TimePoint(10ms - 100ns));
    REQUIRE(clock.jump() == Clock::Jump::Jumped);
    CHECK_FALSE(source.isCancelled());
    REQUIRE(clock.jump() == Clock::Jump::Jumped);
    CHECK(source.isCancelled());
}

TEST_CASE("cancellation: cancelAfter(-1) disarms, and after a cancel cancelAfter does nothing (CT-5)", "[cancellation]")
{
    Clock clock;
    CancellationSource source(clock, 10ms);
    source.cancelAfter(CancellationSource::kNever);
    CHECK(clock.pendingTimers() == 0);
    CHECK(clock.jump() == Clock::Jump::Nothing);
    CHECK_FALSE(source.isCancelled());

    source.cancelAfter(10ms);
    source.cancel();
    CHECK(clock.pendingTimers() == 0); // cancel takes the timer off the clock
    source.cancelAfter(20ms);
    CHECK(clock.pendingTimers() == 0);
    CHECK(source.token().reason() == CancelReason::Caller);
}

TEST_CASE("cancellation: dispose takes the timer off the clock (CT-7)", "[cancellation]")
{
    Clock clock;
    CancellationToken token;
    {
        CancellationSource source(clock, 10ms);
        token = source.token();
    }
    CHECK(clock.pendingTimers() == 0);
    CHECK_FALSE(token.isCancelled());
}

TEST_CASE(
    "cancellation: tryReset drops callbacks and timer of a source that was not cancelled (CT-6)", "[cancellation]")
{
    Clock clock;
    CancellationSource source(clock, 10ms);
    int dropped = 0;
    int kept = 0;
    Registration before = source.token().onCancelled([&](CancelReason) { ++dropped; });
    CHECK(source.tryReset());
    CHECK(clock.pendingTimers() == 0);
    CHECK_FALSE(before.unregister());
    const Registration after = source.token().onCancelled([&](CancelReason) { ++kept; });
    source.cancel();
    CHECK(dropped == 0);
    CHECK(kept == 1);
    CHECK_FALSE(source.tryReset());
}

TEST_CASE("cancellation: tryReset fails once the timer has fired (CT-6)", "[cancellation]")
{
    Clock clock;
    CancellationSource source(clock, 10ms);
    REQUIRE(clock.jump() == Clock::Jump::Jumped);
    CHECK_FALSE(source.tryReset());
    CHECK(source.isCancelled());
}

TEST_CASE("cancellation: a linked source can have a deadline of its own (CT-9)", "[cancellation]")
{
    Clock clock;
    CancellationSource caller;
    CancellationSource linked = CancellationSource::linked({caller.token()}, &clock);
    linked.cancelAfter(50ms);
    SECTION("the deadline comes first")
    {
        while (clock.jump() == Clock::Jump::Jumped) { }
        CHECK(linked.token().reason() == CancelReason::Timeout);
        CHECK_FALSE(caller.isCancelled());
        CHECK(cancellationOrigin(caller.token(), linked.token()) == CancelReason::Timeout);
    }
    SECTION("the caller comes first")
    {
        caller.cancel();
        CHECK(linked.token().reason() == CancelReason::Caller);
        CHECK(clock.pendingTimers() == 0);
        CHECK(cancellationOrigin(caller.token(), linked.token()) == CancelReason::Caller);
    }
}

TEST_CASE("cancellation: who ended it is asked of the caller first, then of the timeout (CT-11)", "[cancellation]")
{
    Clock clock;
    CancellationSource caller;
    CancellationSource timeout(clock);
    CHECK(cancellationOrigin(caller.token(), timeout.token()) == CancelReason::None);
    timeout.cancel(CancelReason::Timeout);
    CHECK(cancellationOrigin(caller.token(), timeout.token()) == CancelReason::Timeout);
    caller.cancel(CancelReason::Shutdown);
    CHECK(cancellationOrigin(caller.token(), timeout.token()) == CancelReason::Shutdown);
}

TEST_CASE("cancellation: an operation that watches a linked token fails with that token, not with the caller's (G-3)",
    "[cancellation]")
{
    CancellationSource caller;
    const CancellationSource linked = CancellationSource::linked({caller.token()});
    caller.cancel(CancelReason::Shutdown);
    const Failure failure = linked.token().failure();
    CHECK(failure.tokenId == linked.token().id());
    CHECK(failure.tokenId != caller.token().id());
    CHECK(failure.reason == CancelReason::Shutdown);
}
