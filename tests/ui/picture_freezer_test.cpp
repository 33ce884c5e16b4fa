// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/picture_freezer.h"

#include <catch2/catch_test_macros.hpp>

#include <vector>

using namespace std::chrono_literals;

namespace {

ui::PictureFreezer::SnapshotPointer snapshotAt(std::chrono::nanoseconds at, std::int64_t persisted, std::int64_t failed = 0)
{
    engine::Snapshot snapshot;
    snapshot.at = at;
    snapshot.ledger.persisted = persisted;
    snapshot.ledger.failed = failed;
    return std::make_shared<const engine::Snapshot>(snapshot);
}

/// A freezer with a run going through it, and what came out of it.
struct Picture {
    Picture()
    {
        QObject::connect(&freezer, &ui::PictureFreezer::passed, &freezer, [this](const auto& snapshot) { shown.push_back(snapshot); });
        QObject::connect(&freezer, &ui::PictureFreezer::began, &freezer, [this](const auto& snapshot) { begun.push_back(snapshot); });
        freezer.begin(snapshotAt(0s, 0));
        freezer.pass(snapshotAt(1s, 90));
    }
    ui::PictureFreezer freezer;
    std::vector<ui::PictureFreezer::SnapshotPointer> shown;
    std::vector<ui::PictureFreezer::SnapshotPointer> begun;
};

} // namespace

TEST_CASE("freezer: what comes goes through, and nothing is behind", "[models][freeze]")
{
    Picture picture;
    CHECK(picture.begun.size() == 1);
    CHECK(picture.shown.size() == 1);
    CHECK(picture.freezer.ordersBehind() == 0);
    CHECK(picture.freezer.secondsBehind() == 0);
}

TEST_CASE("freezer: frozen, nothing goes through, and what happens behind is counted", "[models][freeze]")
{
    Picture picture;
    picture.freezer.toggle();
    CHECK(picture.freezer.frozen());
    picture.freezer.pass(snapshotAt(2s, 150, 10));
    picture.freezer.pass(snapshotAt(3500ms, 290, 20));
    CHECK(picture.shown.size() == 1);
    CHECK(picture.freezer.ordersBehind() == 220);
    CHECK(picture.freezer.secondsBehind() == 2.5);
    CHECK_FALSE(picture.freezer.endedBehind());

    picture.freezer.toggle();
    CHECK_FALSE(picture.freezer.frozen());
    REQUIRE(picture.shown.size() == 2); // at once, and only the latest
    CHECK(picture.shown.back()->at == 3500ms);
    CHECK(picture.freezer.ordersBehind() == 0);
}

TEST_CASE("freezer: a picture that nothing has happened behind thaws without a new one", "[models][freeze]")
{
    Picture picture;
    picture.freezer.toggle();
    picture.freezer.toggle();
    CHECK(picture.shown.size() == 1);
}

TEST_CASE("freezer: that the run has ended behind is known", "[models][freeze]")
{
    Picture picture;
    picture.freezer.toggle();
    engine::Snapshot last;
    last.outcome = engine::RunOutcome::Deadlocked;
    picture.freezer.pass(std::make_shared<const engine::Snapshot>(last));
    CHECK(picture.freezer.endedBehind());
    CHECK(picture.shown.size() == 1);
}

TEST_CASE("freezer: another run thaws the picture", "[models][freeze]")
{
    Picture picture;
    picture.freezer.toggle();
    picture.freezer.pass(snapshotAt(2s, 150));
    picture.freezer.begin(snapshotAt(0s, 0));
    CHECK_FALSE(picture.freezer.frozen());
    CHECK(picture.begun.size() == 2);
    CHECK(picture.shown.size() == 1); // nothing of the old run comes after the first of the new one
    picture.freezer.pass(snapshotAt(1s, 90));
    CHECK(picture.shown.size() == 2);
}
