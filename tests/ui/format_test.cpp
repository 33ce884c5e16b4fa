// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/format.h"

#include <catch2/catch_test_macros.hpp>

#include <limits>

using ui::Format;

TEST_CASE("format: numbers keep about three figures and say their unit", "[models][format]")
{
    CHECK(Format::count(0) == QStringLiteral("0"));
    CHECK(Format::count(1234567) == QStringLiteral("1,234,567"));
    CHECK(Format::plain(1234) == QStringLiteral("1,234"));
    CHECK(Format::plain(2.5) == QStringLiteral("2.5"));
    CHECK(Format::brief(999) == QStringLiteral("999"));
    CHECK(Format::brief(1000) == QStringLiteral("1k"));
    CHECK(Format::brief(1234) == QStringLiteral("1.2k"));
    CHECK(Format::brief(12345) == QStringLiteral("12k"));
    CHECK(Format::brief(100000) == QStringLiteral("100k"));
    CHECK(Format::brief(1014) == QStringLiteral("1.0k"));
    CHECK(Format::brief(999999) == QStringLiteral("1.0M"));
    CHECK(Format::brief(2000000) == QStringLiteral("2M"));
    CHECK(Format::brief(3400000) == QStringLiteral("3.4M"));
    CHECK(Format::perSecond(9.53) == QStringLiteral("9.5"));
    CHECK(Format::perSecond(99.97) == QStringLiteral("100"));
    CHECK(Format::perSecond(1184.2) == QStringLiteral("1,184"));
    CHECK(Format::milliseconds(0) == QStringLiteral("0.00 ms"));
    CHECK(Format::milliseconds(0.416) == QStringLiteral("0.42 ms"));
    CHECK(Format::milliseconds(86.14) == QStringLiteral("86.1 ms"));
    CHECK(Format::milliseconds(412.3) == QStringLiteral("412 ms"));
    CHECK(Format::milliseconds(12345) == QStringLiteral("12.3 s"));
    CHECK(Format::measured(412.3, 7) == QStringLiteral("412 ms"));
    CHECK(Format::measured(0, 0) == QStringLiteral("–"));
    CHECK(Format::rate(0.05) == QStringLiteral("0.05x"));
    CHECK(Format::rate(0.5) == QStringLiteral("0.5x"));
    CHECK(Format::rate(1) == QStringLiteral("1x"));
    CHECK(Format::rate(20) == QStringLiteral("20x"));
    CHECK(Format::bytes(12.4 * 1024) == QStringLiteral("12 KiB"));
    CHECK(Format::bytes(89128960) == QStringLiteral("85 MiB"));
}

TEST_CASE("format: no line of a sentence ends between a number and its unit", "[models][format]")
{
    CHECK(Format::unbroken(QStringLiteral("blocked for 6.2 s while 555 work items wait")) == QStringLiteral("blocked for 6.2\u00a0s while 555 work items wait"));
    CHECK(Format::unbroken(QStringLiteral("at 80 ms, 3 % of them")) == QStringLiteral("at 80\u00a0ms, 3\u00a0% of them"));
    CHECK(Format::unbroken(QStringLiteral("8 servers")) == QStringLiteral("8 servers"));
}

TEST_CASE("format: clock time has hours, minutes, seconds and tenths, and never rounds up", "[models][format]")
{
    CHECK(Format::clockTime(0) == QStringLiteral("00:00:00.0"));
    CHECK(Format::clockTime(59.99) == QStringLiteral("00:00:59.9"));
    CHECK(Format::clockTime(3723.45) == QStringLiteral("01:02:03.4"));
    CHECK(Format::shortTime(2.5) == QStringLiteral("0:02.5"));
    CHECK(Format::shortTime(723.45) == QStringLiteral("12:03.4"));
    CHECK(Format::shortTime(3723.45) == QStringLiteral("1:02:03.4"));
    CHECK(Format::shortTime(43723.45) == QStringLiteral("12:08:43.4"));
}

TEST_CASE("format: what is not a number is a dash", "[models][format]")
{
    const double notANumber = std::numeric_limits<double>::quiet_NaN();
    CHECK(Format::count(notANumber) == QStringLiteral("–"));
    CHECK(Format::clockTime(notANumber) == QStringLiteral("–"));
    CHECK(Format::clockTime(-1) == QStringLiteral("–"));
}
