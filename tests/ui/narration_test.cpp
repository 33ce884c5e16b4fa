// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/narration.h"

#include <QAbstractItemModelTester>
#include <QSignalSpy>
#include <catch2/catch_test_macros.hpp>

using namespace std::chrono_literals;
using engine::Finding;
using engine::FindingKind;
using engine::FindingLevel;
using ui::Narration;

namespace {

Finding finding(FindingKind kind, FindingLevel level, const char* subject, const char* sentence)
{
    Finding made;
    made.kind = kind;
    made.level = level;
    made.from = 1s;
    made.to = 4s;
    made.subject = subject;
    made.sentence = engine::Phrase(sentence);
    made.remedy = engine::Phrase("Change something.");
    made.remedySwitch = "antiPatterns.blockOnAsync";
    made.remedyValue = "false";
    return made;
}

const Finding kStarved = finding(FindingKind::Starvation, FindingLevel::Critical, "thread pool", "All 8 workers are blocked.");
const Finding kBacklog = finding(FindingKind::GrowingBacklog, FindingLevel::Warning, "channel", "The backlog grows.");
const Finding kPressure = finding(FindingKind::Backpressure, FindingLevel::Note, "channel", "The client waits.");

QStringList headlines(const Narration& narration)
{
    QStringList all;
    for (int row = 0; row < narration.rowCount(); ++row)
        all << narration.data(narration.index(row), Narration::Headline).toString();
    return all;
}

} // namespace

TEST_CASE("narration: what is found is a row with its evidence and its fix", "[ui][narration]")
{
    Narration narration;
    narration.show({kStarved});
    REQUIRE(narration.count() == 1);
    const QModelIndex row = narration.index(0);
    CHECK(narration.data(row, Narration::Level).toInt() == Narration::Critical);
    CHECK(narration.data(row, Narration::Headline).toString() == QStringLiteral("Starvation"));
    CHECK(narration.data(row, Narration::Sentence).toString() == QStringLiteral("All 8 workers are blocked."));
    CHECK(narration.data(row, Narration::Evidence).toString() == QStringLiteral("seen from 00:00:01.0 to 00:00:04.0"));
    CHECK(narration.data(row, Narration::FixPath).toString() == QStringLiteral("antiPatterns.blockOnAsync"));
    CHECK(narration.data(row, Narration::FixValue).toString() == QStringLiteral("false"));
    CHECK(narration.trouble() == QStringLiteral("thread pool"));
}

TEST_CASE("narration: a finding keeps its row while its figures change", "[ui][narration]")
{
    Narration narration;
    const QAbstractItemModelTester tester(&narration);
    narration.show({kStarved, kBacklog});
    QSignalSpy resets(&narration, &QAbstractItemModel::modelReset);
    QSignalSpy inserted(&narration, &QAbstractItemModel::rowsInserted);
    QSignalSpy removed(&narration, &QAbstractItemModel::rowsRemoved);
    QSignalSpy changed(&narration, &QAbstractItemModel::dataChanged);

    SECTION("new figures change that row only")
    {
        Finding later = kBacklog;
        later.sentence = engine::Phrase("The backlog grows on.");
        narration.show({kStarved, later});
        CHECK(changed.count() == 1);
        CHECK(inserted.isEmpty());
        CHECK(removed.isEmpty());
    }
    SECTION("one that is gone leaves, one that is new comes, and the order follows")
    {
        narration.show({kBacklog, kPressure});
        CHECK(headlines(narration) == QStringList {QStringLiteral("The backlog grows"), QStringLiteral("Backpressure at work")});
        CHECK(removed.count() == 1);
        CHECK(inserted.count() == 1);
    }
    SECTION("one that becomes the worst moves up")
    {
        narration.show({kBacklog, kStarved});
        CHECK(headlines(narration) == QStringList {QStringLiteral("The backlog grows"), QStringLiteral("Starvation")});
        CHECK(inserted.isEmpty());
        CHECK(removed.isEmpty());
    }
    CHECK(resets.isEmpty());
}

TEST_CASE("narration: news are what was found last, and stay until all is well", "[ui][narration]")
{
    Narration narration;
    QSignalSpy told(&narration, &Narration::newsChanged);
    narration.show({kPressure});
    CHECK(narration.news() == QStringLiteral("Backpressure at work: The client waits."));
    CHECK(narration.trouble().isEmpty()); // a note is no trouble
    narration.show({kStarved, kPressure});
    CHECK(narration.news() == QStringLiteral("Starvation: All 8 workers are blocked."));
    CHECK(told.count() == 2);
    narration.show({kStarved, kPressure});
    CHECK(told.count() == 2);
    narration.clear();
    CHECK(narration.news().isEmpty());
    CHECK(narration.count() == 0);
}
