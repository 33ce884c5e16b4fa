// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/runtime/cancellation.h"
#include "tests/support/error_message.h"

#include <catch2/catch_test_macros.hpp>

using namespace engine;
using namespace std::chrono_literals;
using tests::messageOf;

namespace {

[[noreturn]] void fail(const char* what)
{
    throw std::runtime_error(what);
}

std::vector<std::string> messagesOf(const AggregateError& error)
{
    std::vector<std::string> messages;
    for (const std::exception_ptr& each : error.errors())
        messages.push_back(messageOf(each));
    return messages;
}

} // namespace

TEST_CASE("CT.1 cancellation: callbacks run last registered first", "[cancellation][conformance]")
{
    CancellationSource source;
    std::vector<int> order;
    const Registration first = source.token().onCancelled([&](CancelReason) { order.push_back(1); });
    const Registration second = source.token().onCancelled([&](CancelReason) { order.push_back(2); });
    source.cancel();
    CHECK(order == std::vector<int> {2, 1});
}

TEST_CASE("CT.2 cancellation: a callback on a cancelled token runs inside the registration, on its thread",
    "[cancellation][conformance]")
{
    CancellationSource source;
    source.cancel(CancelReason::Shutdown);
    std::thread::id ranOn;
    CancelReason reason = CancelReason::None;
    Registration registration = source.token().onCancelled([&](CancelReason why) {
        ranOn = std::this_thread::get_id();
        reason = why;
    });
    CHECK(ranOn == std::this_thread::get_id());
    CHECK(reason == CancelReason::Shutdown);
    CHECK_FALSE(registration.unregister()); // inert (CT-3)
    registration.dispose();
}

TEST_CASE("CT.4 cancellation: all callbacks run, and their errors come out together in the order they ran",
    "[cancellation][conformance]")
{
    CancellationSource source;
    const Registration first = source.token().onCancelled([](CancelReason) { fail("first"); });
    const Registration second = source.token().onCancelled([](CancelReason) { fail("second"); });
    std::vector<std::string> messages;
    try {
        source.cancel();
    } catch (const AggregateError& error) {
        messages = messagesOf(error);
    }
    CHECK(messages == std::vector<std::string> {"second", "first"});
    CHECK(source.isCancelled());
}

TEST_CASE("cancellation: with throwOnFirst the first error comes out as it is and the rest never run (CT-2)",
    "[cancellation]")
{
    CancellationSource source;
    bool ranFirst = false;
    const Registration first = source.token().onCancelled([&](CancelReason) { ranFirst = true; });
    const Registration second = source.token().onCancelled([](CancelReason) { fail("second"); });
    CHECK_THROWS_AS(source.cancel(CancelReason::Caller, true), std::runtime_error);
    CHECK_FALSE(ranFirst);
    CHECK(source.isCancelled());
}

TEST_CASE("cancellation: errors behind a linked source are gathered inside it, even with throwOnFirst (CT-2)",
    "[cancellation]")
{
    CancellationSource source;
    const CancellationSource linked = CancellationSource::linked({source.token()});
    const Registration first = linked.token().onCancelled([](CancelReason) { fail("first"); });
    const Registration second = linked.token().onCancelled([](CancelReason) { fail("second"); });

    SECTION("thrown as it is")
    {
        std::vector<std::string> messages;
        try {
            source.cancel(CancelReason::Caller, true);
        } catch (const AggregateError& error) {
            messages = messagesOf(error);
        }
        CHECK(messages == std::vector<std::string> {"second", "first"});
    }
    SECTION("or as one error among those of the outer source")
    {
        const Registration own = source.token().onCancelled([](CancelReason) { fail("own"); });
        std::vector<std::string> messages;
        try {
            source.cancel();
        } catch (const AggregateError& error) {
            messages = messagesOf(error);
        }
        CHECK(messages == std::vector<std::string> {"own", "several errors occurred"});
    }
}

TEST_CASE("cancellation: the first cancel wins, later and nested ones return at once (CT-1)", "[cancellation]")
{
    CancellationSource source;
    int calls = 0;
    const Registration registration = source.token().onCancelled([&](CancelReason) {
        ++calls;
        source.cancel(CancelReason::Failure); // would not return if it waited for the callbacks
    });
    source.cancel(CancelReason::Shutdown);
    source.cancel(CancelReason::Caller);
    CHECK(calls == 1);
    CHECK(source.token().reason() == CancelReason::Shutdown);
}

TEST_CASE("cancellation: the token is cancelled already inside its callbacks (CT-3)", "[cancellation]")
{
    CancellationSource source;
    const CancellationToken token = source.token();
    bool seen = false;
    bool lateRan = false;
    Registration late;
    const Registration registration = token.onCancelled([&](CancelReason) {
        seen = token.isCancelled();
        late = token.onCancelled([&](CancelReason) { lateRan = true; });
    });
    CHECK_FALSE(token.isCancelled());
    source.cancel();
    CHECK(seen);
    CHECK(lateRan);
}

TEST_CASE("cancellation: a token carries its reason and its id into failures and errors (G-3)", "[cancellation]")
{
    CancellationSource source;
    const CancellationToken token = source.token();
    CHECK(token.reason() == CancelReason::None);
    CHECK_NOTHROW(token.throwIfCancelled());
    source.cancel(CancelReason::Shutdown);
    const Failure failure = token.failure();
    CHECK(failure.isCancelled());
    CHECK(failure.reason == CancelReason::Shutdown);
    CHECK(failure.tokenId == token.id());
    std::uint64_t thrownId = 0;
    try {
        token.throwIfCancelled();
    } catch (const CancelledError& error) {
        thrownId = error.tokenId();
    }
    CHECK(thrownId == token.id());
    CHECK(CancellationToken::none().id() == 0);
    CHECK_FALSE(CancellationToken().canBeCancelled());
}

TEST_CASE("CT.15 cancellation: disposing of a registration twice is harmless, and its callback does not run",
    "[cancellation][conformance]")
{
    CancellationSource source;
    bool ran = false;
    Registration registration = source.token().onCancelled([&](CancelReason) { ran = true; });
    registration.dispose();
    registration.dispose();
    source.cancel();
    CHECK_FALSE(ran);
}

TEST_CASE("cancellation: a callback may dispose of its own registration (CT-4)", "[cancellation]")
{
    CancellationSource source;
    int calls = 0;
    Registration registration;
    registration = source.token().onCancelled([&](CancelReason) {
        ++calls;
        registration.dispose();
    });
    source.cancel();
    CHECK(calls == 1);
}

TEST_CASE("cancellation: unregister says whether it was in time (CT-4)", "[cancellation]")
{
    CancellationSource source;
    int calls = 0;
    Registration taken = source.token().onCancelled([&](CancelReason) { ++calls; });
    Registration late = source.token().onCancelled([&](CancelReason) { ++calls; });
    CHECK(taken.unregister());
    CHECK_FALSE(taken.unregister());
    source.cancel();
    CHECK_FALSE(late.unregister());
    CHECK(calls == 1);
}

TEST_CASE("cancellation: a callback may end its own source", "[cancellation]")
{
    // The source used to be destroyed under the cancel() that was running in it.
    auto source = std::make_unique<CancellationSource>();
    int calls = 0;
    SECTION("while registrations keep the state")
    {
        const Registration older = source->token().onCancelled([&](CancelReason) { ++calls; });
        const Registration newer = source->token().onCancelled([&](CancelReason) {
            ++calls;
            source.reset();
        });
        source->cancel();
        CHECK(calls == 2);
    }
    SECTION("and let go of everything else")
    {
        Registration only;
        only = source->token().onCancelled([&](CancelReason) {
            ++calls;
            only = Registration();
            source.reset();
        });
        source->cancel();
        CHECK(calls == 1);
    }
}

TEST_CASE("cancellation: dispose does not cancel, and the token stays readable (CT-7)", "[cancellation]")
{
    Clock clock;
    CancellationSource source(clock);
    const CancellationToken token = source.token();
    bool ran = false;
    const Registration before = token.onCancelled([&](CancelReason) { ran = true; });
    source.dispose();
    source.dispose();

    CHECK_FALSE(ran);
    CHECK_FALSE(token.isCancelled());
    CHECK_FALSE(source.isCancelled());
    const Registration after = token.onCancelled([&](CancelReason) { ran = true; });
    const CancellationSource linked = CancellationSource::linked({token});
    CHECK_FALSE(linked.isCancelled());
    CHECK_THROWS_AS(source.token(), DisposedError);
    CHECK_THROWS_AS(source.cancel(), DisposedError);
    CHECK_THROWS_AS(source.cancelAfter(1ms), DisposedError);
    CHECK_FALSE(source.tryReset());
    CHECK_FALSE(ran);
}

TEST_CASE(
    "cancellation: a source that was cancelled and disposed of stays readable as cancelled (CT-7)", "[cancellation]")
{
    CancellationSource source;
    const CancellationToken token = source.token();
    source.cancel(CancelReason::Failure);
    source.dispose();
    CHECK(token.isCancelled());
    CHECK(token.reason() == CancelReason::Failure);
}
