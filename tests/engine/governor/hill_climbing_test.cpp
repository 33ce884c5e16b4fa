// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/governor/hill_climbing.h"

#include <catch2/catch_test_macros.hpp>

#include <cmath>
#include <numbers>
#include <stdexcept>

using namespace engine;

namespace {

constexpr int kInterval = 100;

struct Climb {
    int draws = 0;
    HillClimbing climber;

    explicit Climb(const HillClimbingSettings& settings = {})
        : climber(settings, [this](int, int) {
            ++draws;
            return kInterval;
        })
    {
    }
    HillClimbing::Advice sample(
        int current, double seconds, std::int64_t completions, int min = 1, int max = 100, int cpu = 0)
    {
        return climber.update({current, seconds, completions, min, max, cpu, {}});
    }
    [[nodiscard]] const HillClimbing::Transition& lastTransition() const
    {
        return climber.transition(climber.transitionCount() - 1);
    }
    /// Follows the climber's advice through `samples` samples of 0.1 s of a plant.
    template <typename F>
    int follow(int threads, int samples, F throughput, int min = 1, int max = 100, int cpu = 0)
    {
        for (int i = 0; i < samples; ++i)
            threads = sample(threads, 0.1, std::llround(throughput(threads) * 0.1), min, max, cpu).threads;
        return threads;
    }
};

double size(std::complex<double> z)
{
    return std::abs(z);
}

} // namespace

TEST_CASE("hillClimbing: an interval lottery with its ends exchanged falls back to the defaults (HC-1, HC-3)",
    "[governor][hillClimbing]")
{
    HillClimbingSettings settings;
    settings.intervalLowMs = 30;
    settings.intervalHighMs = 20;
    int low = 0;
    int high = 0;
    const HillClimbing climber(settings, [&](int a, int b) {
        low = a;
        high = b;
        return a;
    });
    CHECK(low == 10);
    CHECK(high == 200);
}

TEST_CASE(
    "hillClimbing: the seeded lottery stays within its ends, both included, and repeats", "[governor][hillClimbing]")
{
    IntervalLottery one = seededIntervals(7);
    IntervalLottery same = seededIntervals(7);
    IntervalLottery other = seededIntervals(8);
    int lowest = 1000;
    int highest = 0;
    int different = 0;
    bool repeats = true;
    for (int i = 0; i < 5'000; ++i) {
        const int drawn = one(10, 200);
        repeats = repeats && same(10, 200) == drawn;
        different += other(10, 200) != drawn ? 1 : 0;
        lowest = std::min(lowest, drawn);
        highest = std::max(highest, drawn);
    }
    CHECK(repeats);
    CHECK(different > 4'000);
    CHECK(lowest == 10);
    CHECK(highest == 200);
    CHECK(one(5, 5) == 5);
}

TEST_CASE("hillClimbing: a wave of one sample, or no history, is a wrong setting", "[governor][hillClimbing]")
{
    HillClimbingSettings settings;
    settings.wavePeriod = 1;
    CHECK_THROWS_AS(HillClimbing(settings, seededIntervals(1)), std::invalid_argument);
    settings = {};
    settings.waveHistory = 0;
    CHECK_THROWS_AS(HillClimbing(settings, seededIntervals(1)), std::invalid_argument);
}

TEST_CASE("hillClimbing: a forced count moves the control; the same count again does nothing (HC-4, HC-5)",
    "[governor][hillClimbing]")
{
    Climb climb;
    climb.climber.force(8, ThreadChangeReason::Starvation, std::chrono::seconds(3));
    CHECK(climb.climber.control() == 8);
    CHECK(climb.draws == 2);
    REQUIRE(climb.climber.transitionCount() == 1);
    CHECK(climb.lastTransition().at == std::chrono::seconds(3));
    CHECK(climb.lastTransition().reason == ThreadChangeReason::Starvation);
    CHECK(climb.lastTransition().threads == 8);
    CHECK(climb.lastTransition().meanThroughput == 0);

    SECTION("the same count")
    {
        climb.climber.force(8, ThreadChangeReason::Starvation, {});
        CHECK(climb.draws == 2);
        CHECK(climb.climber.transitionCount() == 1);
    }
    SECTION("cooperative blocking draws no interval")
    {
        climb.climber.force(5, ThreadChangeReason::CooperativeBlocking, {});
        CHECK(climb.draws == 2);
        CHECK(climb.climber.control() == 5);
        CHECK(climb.climber.transitionCount() == 2);
    }
    SECTION("what was done since the last choice is not forgotten")
    {
        (void)climb.sample(8, 2.0, 10);
        climb.climber.force(12, ThreadChangeReason::Starvation, {});
        climb.climber.force(13, ThreadChangeReason::Starvation, {});
        CHECK(climb.lastTransition().meanThroughput == 5);
    }
}

TEST_CASE("hillClimbing: the first update learns the count (HC-6), and a count it did not choose later on",
    "[governor][hillClimbing]")
{
    Climb climb;
    (void)climb.sample(8, 1.0, 100);
    REQUIRE(climb.climber.transitionCount() == 1);
    CHECK(climb.lastTransition().reason == ThreadChangeReason::Initializing);
    CHECK(climb.climber.control() == 8);
    (void)climb.sample(20, 0.1, 1000);
    CHECK(climb.climber.transition(1).reason == ThreadChangeReason::Initializing);
    CHECK(climb.climber.transition(1).threads == 20);
}

TEST_CASE("hillClimbing: a sample too coarse for its threads is put aside (HC-8)", "[governor][hillClimbing]")
{
    Climb climb;
    SECTION("but for the first, which is always accepted")
    {
        (void)climb.sample(8, 1.0, 0);
        CHECK(climb.climber.analysis().accepted);
    }
    (void)climb.sample(8, 1.0, 1000);
    const auto accepted = climb.climber.acceptedSamples();
    SECTION("the error that is tolerated is below 15 %")
    {
        const HillClimbing::Advice coarse = climb.sample(4, 0.1, 20); // 3 / 20 = 0.15
        CHECK_FALSE(climb.climber.analysis().accepted);
        CHECK(coarse.threads == 4);
        CHECK(coarse.intervalMs == 10);
        CHECK(climb.climber.acceptedSamples() == accepted);
        (void)climb.sample(4, 0.1, 1); // 3 / 21
        CHECK(climb.climber.analysis().accepted);
        CHECK(climb.climber.analysis().throughput == 21 / (0.1 + 0.1));
    }
    SECTION("nothing completed and several threads: infinite error")
    {
        (void)climb.sample(8, 0.1, 0);
        CHECK_FALSE(climb.climber.analysis().accepted);
    }
    SECTION("nothing completed and one thread: 0 / 0 is accepted")
    {
        (void)climb.sample(1, 0.1, 0);
        CHECK(climb.climber.analysis().accepted);
        CHECK(climb.climber.analysis().throughput == 0);
    }
}

TEST_CASE("hillClimbing: a sample of no duration is put aside and poisons nothing (HC-27)", "[governor][hillClimbing]")
{
    Climb climb;
    (void)climb.sample(2, 0.0, 50);
    CHECK_FALSE(climb.climber.analysis().accepted);
    (void)climb.sample(2, 0.5, 50);
    CHECK(climb.climber.analysis().throughput == 200);
    CHECK(climb.follow(2, 40, [](int threads) { return threads * 1000.0; }) > 2);
    CHECK(std::isfinite(climb.climber.noise()));
}

TEST_CASE("D.HCW hillClimbing: the square wave's bits, and Warmup until the ninth sample (HC-11, HC-21, HC-31)",
    "[governor][hillClimbing][conformance]")
{
    Climb climb;
    std::vector<int> bits;
    std::vector<int> windows;
    std::vector<ThreadChangeReason> states;
    for (int total = 1; total <= 9; ++total) {
        (void)climb.sample(4, 0.1, 1000);
        bits.push_back(climb.climber.analysis().squareBit);
        windows.push_back(climb.climber.analysis().window);
        states.push_back(climb.climber.analysis().state);
    }
    CHECK(bits == std::vector<int> {0, 1, 1, 0, 0, 1, 1, 0, 0});
    CHECK(windows == std::vector<int> {0, 0, 0, 0, 0, 0, 0, 0, 8});
    for (int total = 1; total <= 8; ++total)
        CHECK(states[static_cast<std::size_t>(total - 1)] == ThreadChangeReason::Warmup);
    CHECK(states[8] != ThreadChangeReason::Warmup);
}

TEST_CASE("hillClimbing: the window grows by whole periods up to the whole history (HC-11)", "[governor][hillClimbing]")
{
    Climb climb;
    std::vector<int> windows(41);
    for (std::size_t total = 1; total <= 40; ++total) {
        (void)climb.sample(4, 0.1, 1000);
        windows[total] = climb.climber.analysis().window;
    }
    CHECK(windows[12] == 8);
    CHECK(windows[13] == 12);
    CHECK(windows[16] == 12);
    CHECK(windows[32] == 28);
    CHECK(windows[33] == 32);
    CHECK(windows[40] == 32);
}

TEST_CASE(
    "hillClimbing: a wave 0 0 1 1 is in its own bin and not in the neighbours (HC-24)", "[governor][hillClimbing]")
{
    std::vector<double> wave;
    for (int i = 0; i < 32; ++i)
        wave.push_back(i % 4 / 2);
    CHECK(std::fabs(size(fourierBin(wave, 4)) - 1 / (2 * std::numbers::sqrt2)) < 1e-12);
    CHECK(size(fourierBin(wave, 32.0 / 9)) < 1e-12);
    CHECK(size(fourierBin(wave, 32.0 / 7)) < 1e-12);
}

TEST_CASE("hillClimbing: throughput that follows threads, ignores them or suffers from them (HC-28)",
    "[governor][hillClimbing]")
{
    Climb climb;
    SECTION("follows: the ratio is 1 less the bias, and it climbs")
    {
        const int after = climb.follow(
            10, 60, [](int threads) { return threads * 1000.0; }, 1, 1000);
        CHECK(std::fabs(climb.climber.analysis().ratio.real() - 0.85) < 0.05);
        CHECK(after > 11);
    }
    SECTION("ignores: the ratio is minus the bias, and it drifts down")
    {
        climb.follow(10, 60, [](int) { return 10'000.0; });
        CHECK(std::fabs(climb.climber.analysis().ratio.real() + 0.15) < 0.05);
        CHECK(climb.climber.control() < 10);
    }
    SECTION("suffers: the ratio is about -1.15, and it falls")
    {
        climb.follow(40, 60, [](int threads) { return 400'000.0 / threads; });
        CHECK(std::fabs(climb.climber.analysis().ratio.real() + 1.15) < 0.1);
        CHECK(climb.climber.control() < 38);
    }
}

TEST_CASE("hillClimbing: above 95 % CPU it does not climb, but still falls (HC-18)", "[governor][hillClimbing]")
{
    const auto grows = [](int threads) { return threads * 1000.0; };
    const auto shrinks = [](int threads) { return 400'000.0 / threads; };
    const auto controlAfter = [](int start, auto plant, int cpu) {
        Climb climb;
        climb.follow(start, 60, plant, 1, 1000, cpu);
        return climb.climber.control();
    };
    CHECK(controlAfter(10, grows, 96) == 10);
    CHECK(controlAfter(10, grows, 95) > 11);
    CHECK(controlAfter(40, shrinks, 100) == controlAfter(40, shrinks, 0));
}

TEST_CASE(
    "hillClimbing: the count stays within its limits, and the floor wins (HC-20, HC-21)", "[governor][hillClimbing]")
{
    Climb climb;
    int highest = 0;
    int threads = 10;
    for (int i = 0; i < 200; ++i) {
        threads = climb.follow(
            threads, 1, [](int n) { return n * 1000.0; }, 8, 14);
        highest = std::max(highest, threads);
    }
    CHECK(highest == 14);
    CHECK(climb.follow(
              10, 4, [](int n) { return n * 1000.0; }, 20, 14)
        == 20);
}

TEST_CASE("hillClimbing: at its floor with falling throughput it looks up to ten times less often (HC-23)",
    "[governor][hillClimbing]")
{
    Climb climb;
    int longest = 0;
    int threads = 12;
    for (int i = 0; i < 120; ++i) {
        const HillClimbing::Advice advice = climb.sample(threads, 0.1, 40'000 / threads, 10);
        threads = advice.threads;
        longest = std::max(longest, advice.intervalMs);
        if (threads != 10)
            CHECK(advice.intervalMs == kInterval);
    }
    CHECK(longest == 10 * kInterval);
}

TEST_CASE("hillClimbing: the log keeps the last 200 entries", "[governor][hillClimbing]")
{
    Climb climb;
    for (int threads = 1; threads <= 250; ++threads)
        climb.climber.force(threads, ThreadChangeReason::Starvation, {});
    CHECK(climb.climber.transitionCount() == 250);
    CHECK(climb.climber.transition(249).threads == 250);
    CHECK(climb.climber.transition(50).threads == 51);
    CHECK_THROWS_AS(climb.climber.transition(49), std::out_of_range);
    CHECK_THROWS_AS(climb.climber.transition(250), std::out_of_range);
}
