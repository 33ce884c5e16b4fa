// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/fake_run.h"
#include "ui/bridge/run_reaper.h"

#include <QTemporaryDir>

#include <catch2/catch_test_macros.hpp>

#include <atomic>

using namespace std::chrono_literals;

namespace {

std::unique_ptr<engine::Run> runThatEndsAfter(std::chrono::milliseconds duration, support::FakeEngine& fake)
{
    fake.endsAfter = duration;
    return fake.start({});
}

} // namespace

TEST_CASE("run reaper: taking a run does not wait for it", "[bridge][reaper]")
{
    support::FakeEngine fake;
    std::atomic<int> afterwards = 0;
    ui::RunReaper reaper;

    const auto before = std::chrono::steady_clock::now();
    reaper.take(runThatEndsAfter(200ms, fake), [&] { ++afterwards; });
    reaper.take(runThatEndsAfter(0ms, fake), [&] { ++afterwards; });
    CHECK(std::chrono::steady_clock::now() - before < 100ms);

    CHECK(reaper.finishWithin(5s));
    CHECK(afterwards == 2);
    CHECK(fake.log(0).has("destroyed"));
    CHECK(fake.log(1).has("destroyed"));
}

TEST_CASE("run reaper: a run that does not end is left behind when the limit has passed", "[bridge][reaper]")
{
    support::FakeEngine fake;
    std::atomic<bool> gone = false;
    {
        ui::RunReaper reaper;
        reaper.take(runThatEndsAfter(400ms, fake), [&] { gone = true; });
        const auto before = std::chrono::steady_clock::now();
        CHECK_FALSE(reaper.finishWithin(50ms));
        CHECK(std::chrono::steady_clock::now() - before < 300ms);
    }
    while (!gone)
        std::this_thread::yield();
    CHECK(fake.log(0).has("destroyed"));
}

TEST_CASE("run reaper: without a run it finishes at once", "[bridge][reaper]")
{
    ui::RunReaper reaper;
    CHECK(reaper.finishWithin(1s));
    CHECK(reaper.finishWithin(0ms));
}
