// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/code_listing.h"

#include <QAbstractItemModelTester>
#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

#include <algorithm>

using engine::Mode;
using engine::OrderPlace;
using ui::CodeListing;

namespace {

QStringList liveLines(const CodeListing& listing)
{
    QStringList all;
    for (int row = 0; row < listing.rowCount(); ++row) {
        if (listing.data(listing.index(row), CodeListing::Live).toBool())
            all << listing.data(listing.index(row), Qt::DisplayRole).toString().trimmed();
    }
    return all;
}

} // namespace

TEST_CASE("code: each mode is there in both languages, and each step of an order has a line", "[ui][code]")
{
    const Mode mode = GENERATE(Mode::Blocking, Mode::Unbounded, Mode::Bounded);
    const auto language = GENERATE(CodeListing::Language::Cpp, CodeListing::Language::DotNet);
    const auto lines = CodeListing::read(mode, language);
    REQUIRE(!lines.empty());
    for (const OrderPlace place : {OrderPlace::Intake, OrderPlace::Validate, OrderPlace::Charge, OrderPlace::Persist})
        CHECK(std::ranges::any_of(lines, [place](const CodeListing::Line& line) { return line.place == place; }));
    for (const CodeListing::Line& line : lines) {
        INFO(line.text.toStdString());
        CHECK(!line.text.contains(QStringLiteral("//~")));
        CHECK(line.text.size() <= 66); // fits beside the map
    }
}

TEST_CASE("code: the lines are live that most orders are in", "[ui][code]")
{
    const auto language = GENERATE(CodeListing::Language::Cpp, CodeListing::Language::DotNet);
    const bool cpp = language == CodeListing::Language::Cpp;
    CodeListing listing(language);
    const QAbstractItemModelTester tester(&listing);
    engine::Snapshot snapshot;
    snapshot.mode = Mode::Unbounded;
    snapshot.ledger.inFlight = 30;
    snapshot.inFlightTotal.now = 30;
    snapshot.stages[1].inFlight.now = 30;

    SECTION("from the levels where single orders are not followed")
    {
        listing.show(snapshot);
        CHECK(liveLines(listing) == QStringList {cpp ? QStringLiteral("co_await provider.charge(order, key, token);") : QStringLiteral("await provider.ChargeAsync(order, key, token);")});
        CHECK(listing.liveText() == QStringLiteral("30 orders in Charge"));
    }
    SECTION("from the orders themselves where they are")
    {
        snapshot.orders.enabled = true;
        snapshot.orders.counts[static_cast<std::size_t>(OrderPlace::Validate)][3] = 29;
        snapshot.orders.counts[static_cast<std::size_t>(OrderPlace::Ended)][7] = 500;
        listing.show(snapshot);
        CHECK(liveLines(listing) == QStringList {cpp ? QStringLiteral("co_await ruleEngine.validate(order, token);") : QStringLiteral("await rules.ValidateAsync(order, token);")});
    }
    SECTION("none while there is no order")
    {
        listing.show(snapshot);
        snapshot.ledger.inFlight = 0;
        snapshot.inFlightTotal.now = 0;
        snapshot.stages[1].inFlight.now = 0;
        listing.show(snapshot);
        CHECK(liveLines(listing).isEmpty());
        CHECK(listing.firstLiveRow() == -1);
        CHECK(listing.liveText().isEmpty());
    }
}

TEST_CASE("code: words of the language are bold in code, and not in comments", "[ui][code]")
{
    const CodeListing listing(CodeListing::Language::Cpp);
    int bold = 0;
    for (int row = 0; row < listing.rowCount(); ++row) {
        const bool hasBold = listing.data(listing.index(row), CodeListing::Styled).toString().contains(QStringLiteral("<b>"));
        bold += hasBold ? 1 : 0;
        if (listing.data(listing.index(row), CodeListing::Comment).toBool())
            CHECK_FALSE(hasBold);
    }
    CHECK(bold > 0);
}
