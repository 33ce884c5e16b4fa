// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/event_loop.h"
#include "ui/bridge/snapshot_feed.h"

#include <QThread>

#include <catch2/catch_test_macros.hpp>

#include <optional>
#include <thread>
#include <vector>

using support::processEventsFor;
using support::processEventsUntil;

namespace {

std::shared_ptr<const engine::Snapshot> snapshotNumber(std::int64_t sequence)
{
    auto snapshot = std::make_shared<engine::Snapshot>();
    snapshot->sequence = sequence;
    return snapshot;
}

/// Collects what a feed says, in order.
struct Listener {
    explicit Listener(ui::SnapshotFeed& feed)
    {
        QObject::connect(&feed, &ui::SnapshotFeed::snapshotArrived, &feed, [this](const auto& snapshot) {
            sequences.push_back(snapshot->sequence);
            onGuiThread = onGuiThread && QThread::currentThread() == guiThread;
        });
        QObject::connect(&feed, &ui::SnapshotFeed::finished, &feed, [this] { finishedAfter = sequences.size(); });
    }

    QThread* guiThread = QThread::currentThread();
    std::vector<std::int64_t> sequences;
    bool onGuiThread = true;
    std::optional<std::size_t> finishedAfter;
};

} // namespace

TEST_CASE("snapshot feed: a burst from another thread is coalesced and its last snapshot arrives", "[bridge][feed]")
{
    ui::SnapshotFeed feed;
    Listener heard(feed);
    const auto callbacks = feed.open();

    std::thread engineThread([&] {
        for (std::int64_t sequence = 1; sequence <= 10'000; ++sequence)
            callbacks.onSnapshot(snapshotNumber(sequence));
    });
    engineThread.join();
    REQUIRE(processEventsUntil([&] { return !heard.sequences.empty() && heard.sequences.back() == 10'000; }));

    CHECK(heard.sequences.size() <= 2);
    CHECK(heard.onGuiThread);
}

TEST_CASE("snapshot feed: it delivers at most once in an interval", "[bridge][feed]")
{
    ui::SnapshotFeed feed;
    Listener heard(feed);
    const auto callbacks = feed.open();

    constexpr std::chrono::milliseconds kDuration {330};
    std::jthread engineThread([&](const std::stop_token& stop) {
        for (std::int64_t sequence = 1; !stop.stop_requested(); ++sequence) {
            callbacks.onSnapshot(snapshotNumber(sequence));
            std::this_thread::yield();
        }
    });
    processEventsFor(kDuration);
    const auto most = static_cast<std::size_t>(kDuration / ui::SnapshotFeed::kInterval) + 2;
    CHECK(heard.sequences.size() >= 2);
    CHECK(heard.sequences.size() <= most);
}

TEST_CASE("snapshot feed: finished comes once, after the last snapshot", "[bridge][feed]")
{
    ui::SnapshotFeed feed;
    Listener heard(feed);
    const auto callbacks = feed.open();

    callbacks.onSnapshot(snapshotNumber(1));
    REQUIRE(processEventsUntil([&] { return heard.sequences.size() == 1; }));
    callbacks.onSnapshot(snapshotNumber(2));
    callbacks.onFinished();
    REQUIRE(processEventsUntil([&] { return heard.finishedAfter.has_value(); }));
    CHECK(heard.sequences == std::vector<std::int64_t> {1, 2});
    CHECK(heard.finishedAfter == 2);
}

TEST_CASE("snapshot feed: what a replaced run still sends is ignored", "[bridge][feed]")
{
    ui::SnapshotFeed feed;
    Listener heard(feed);
    const auto before = feed.open();
    before.onSnapshot(snapshotNumber(1));
    const auto now = feed.open();
    before.onSnapshot(snapshotNumber(2));
    before.onFinished();
    now.onSnapshot(snapshotNumber(100));

    REQUIRE(processEventsUntil([&] { return !heard.sequences.empty(); }));
    processEventsFor(2 * ui::SnapshotFeed::kInterval);
    CHECK(heard.sequences == std::vector<std::int64_t> {100});
    CHECK_FALSE(heard.finishedAfter.has_value());
}

TEST_CASE("snapshot feed: callbacks may outlive the feed", "[bridge][feed]")
{
    auto feed = std::make_unique<ui::SnapshotFeed>();
    const auto callbacks = feed->open();
    callbacks.onSnapshot(snapshotNumber(1));
    feed.reset();
    callbacks.onSnapshot(snapshotNumber(2));
    callbacks.onFinished();
    processEventsFor(std::chrono::milliseconds(10));
    SUCCEED("nothing was touched that is gone");
}
