// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/resilience/backoff.h"

#include <catch2/catch_test_macros.hpp>

using namespace engine;
using namespace std::chrono_literals;

namespace {

using Delays = std::vector<Clock::Duration>;

/// The delays after tries 0, 1, ... of one execution, with the same draw for each.
Delays delays(const BackoffOptions& options, int count, double drawn = 0.5, int* draws = nullptr)
{
    Backoff backoff(options);
    Delays result;
    for (int attempt = 0; attempt < count; ++attempt) {
        result.push_back(backoff.delayAfter(attempt, [&] {
            if (draws)
                ++*draws;
            return drawn;
        }));
    }
    return result;
}

Clock::Duration ticks(std::int64_t count)
{
    return Clock::Duration(100 * count);
}

} // namespace

TEST_CASE("P8R.1 backoff: constant, linear and exponential growth", "[resilience][backoff][conformance]")
{
    CHECK(delays({BackoffKind::Constant, 1s, {}, false}, 3) == Delays {1s, 1s, 1s});
    CHECK(delays({BackoffKind::Linear, 1s, {}, false}, 3) == Delays {1s, 2s, 3s});
    CHECK(delays({BackoffKind::Exponential, 1s, {}, false}, 3) == Delays {1s, 2s, 4s});
    for (const BackoffKind kind : {BackoffKind::Constant, BackoffKind::Linear, BackoffKind::Exponential}) {
        for (const bool jitter : {false, true}) {
            int draws = 0;
            CHECK(delays({kind, 0s, {}, jitter}, 3, 0.5, &draws) == Delays {0s, 0s, 0s});
            CHECK(draws == 0);
        }
    }
}

TEST_CASE(
    "P8R.2 backoff: jitter on a constant delay spreads it over 0.75 to 1.25", "[resilience][backoff][conformance]")
{
    const BackoffOptions options {BackoffKind::Constant, 1s, {}, true};
    CHECK(delays(options, 1, 0.0) == Delays {750ms});
    CHECK(delays(options, 1, 0.4) == Delays {950ms});
    CHECK(delays(options, 1, 0.6) == Delays {1050ms});
    CHECK(delays(options, 1, 1.0) == Delays {1250ms});
    CHECK(delays({BackoffKind::Linear, 1s, {}, true}, 3, 0.0) == Delays {750ms, 1500ms, 2250ms});
}

TEST_CASE("P8R.4 backoff: maxDelay clamps after jitter", "[resilience][backoff][conformance]")
{
    for (const BackoffKind kind :
        {BackoffKind::Constant, BackoffKind::Linear, BackoffKind::Exponential, BackoffKind::Article}) {
        for (const bool jitter : {false, true}) {
            Backoff backoff({kind, 10s, 1s, jitter});
            CHECK(backoff.delayAfter(2, [] { return 0.5; }) == 1s);
        }
    }
}

TEST_CASE("backoff: decorrelated jitter follows its formula to the tick (PO-RE-1)", "[resilience][backoff]")
{
    const BackoffOptions options {BackoffKind::Exponential, 1s, {}, true};
    CHECK(delays(options, 6, 0.0)
        == Delays {ticks(0), ticks(13771822), ticks(14600673), ticks(28658498), ticks(57178068), ticks(114302724)});
    CHECK(delays(options, 6, 0.5)
        == Delays {
            ticks(8974049), ticks(10930035), ticks(20357479), ticks(40459794), ticks(80836316), ticks(161636628)});
}

TEST_CASE(
    "backoff: what does not fit saturates, at maxDelay if there is one (PO-RE-1, PO-RE-2)", "[resilience][backoff]")
{
    const auto at = [](const BackoffOptions& options, int attempt) {
        Backoff backoff(options);
        return backoff.delayAfter(attempt, [] { return 0.5; });
    };
    const Clock::Duration longest = Clock::Duration::max();
    CHECK(at({BackoffKind::Exponential, 1s, {}, false}, 62) == longest);
    CHECK(at({BackoffKind::Exponential, 1s, {}, false}, 2147483647) == longest);
    CHECK(at({BackoffKind::Exponential, 1s, 5s, false}, 2147483647) == 5s);
    CHECK(at({BackoffKind::Exponential, 1s, {}, true}, 2000) == longest - ticks(1000));
    CHECK(at({BackoffKind::Linear, 24h, {}, false}, 2147483647) == longest);
    CHECK(at({BackoffKind::Article, 24h, {}, false}, 2147483647) == longest);
    CHECK(at({BackoffKind::Linear, 24h, 1min, true}, 2147483647) == 1min);
}

TEST_CASE("backoff: the article's waits are 200 ms for each retry so far and 40 to 120 ms more (P7-RE-1)",
    "[resilience][backoff]")
{
    const BackoffOptions options {BackoffKind::Article, 200ms, {}, false};
    CHECK(delays(options, 3, 0.0) == Delays {240ms, 440ms, 640ms});
    CHECK(delays(options, 3, 0.5) == Delays {280ms, 480ms, 680ms});
    int draws = 0;
    (void)delays(options, 3, 0.5, &draws);
    CHECK(draws == 3);
}

TEST_CASE("backoff: a delay below 0 or above a day is refused", "[resilience][backoff]")
{
    CHECK_THROWS_AS(Backoff({BackoffKind::Constant, -1ns, {}, false}), std::out_of_range);
    CHECK_THROWS_AS(Backoff({BackoffKind::Constant, 24h + 1ns, {}, false}), std::out_of_range);
    CHECK_THROWS_AS(Backoff({BackoffKind::Constant, 1s, 25h, false}), std::out_of_range);
    CHECK_NOTHROW(Backoff({BackoffKind::Constant, 24h, 24h, false}));
}

TEST_CASE(
    "backoff: hashed draws depend on order, stage, attempt and purpose, and on nothing else", "[resilience][backoff]")
{
    const DrawSource draws = hashedDraws(7, Stage::Charge);
    const double drawn = draws(DrawPurpose::Jitter, 11, 1);
    CHECK(hashedDraws(7, Stage::Charge)(DrawPurpose::Jitter, 11, 1) == drawn);
    CHECK(draws(DrawPurpose::Jitter, 12, 1) != drawn);
    CHECK(draws(DrawPurpose::Jitter, 11, 2) != drawn);
    CHECK(draws(DrawPurpose::ChaosFault, 11, 1) != drawn);
    CHECK(hashedDraws(7, Stage::Validate)(DrawPurpose::Jitter, 11, 1) != drawn);
    CHECK(hashedDraws(8, Stage::Charge)(DrawPurpose::Jitter, 11, 1) != drawn);
}
