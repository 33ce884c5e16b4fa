// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/order/phrase.h"

#include <catch2/catch_test_macros.hpp>

#include <cstring>

using engine::Phrase;

namespace {

QString inGerman(const char* pattern)
{
    if (std::strcmp(pattern, "%1 has %2 left for %3.") == 0)
        return QStringLiteral("Für %3 hat %1 noch %2.");
    if (std::strcmp(pattern, "the shop") == 0)
        return QStringLiteral("der Laden");
    if (std::strcmp(pattern, "unwell") == 0)
        return QStringLiteral("unpässlich");
    if (std::strcmp(pattern, "broken: %1") == 0)
        return QStringLiteral("kaputt: %1");
    return QString::fromUtf8(pattern);
}

std::string german(const Phrase& phrase)
{
    return phrase.said(inGerman, QLocale(QLocale::German)).toStdString();
}

} // namespace

TEST_CASE("phrase: English is the pattern with its places taken", "[order][phrase]")
{
    CHECK(Phrase("Nothing to add.").text() == "Nothing to add.");
    CHECK(Phrase("%2 before %1, and %2 again", 1, std::string("two")).text() == "two before 1, and two again");
    CHECK(Phrase("%1 and %1", Phrase("%1 s", Phrase::Number {1234.56, 1})).text() == "1,234.6 s and 1,234.6 s");
    CHECK(Phrase::verbatim("as it is").text() == "as it is");
    CHECK(Phrase().empty());
    CHECK(Phrase().text().empty());
    CHECK(Phrase::verbatim({}).empty());
}

TEST_CASE("phrase: a percent sign that marks no place stays, also in what takes a place", "[order][phrase]")
{
    CHECK(Phrase("%1 % of %9 %", 50).text() == "50 % of %9 %");
    CHECK(Phrase("%1, %2", std::string("%2"), std::string("100 %")).text() == "%2, 100 %");
}

TEST_CASE("phrase: another language has its own pattern, numbers and inner phrases", "[order][phrase]")
{
    const Phrase phrase("%1 has %2 left for %3.", Phrase("the shop"), 12'345, std::string("the shop"));
    CHECK(phrase.text() == "the shop has 12,345 left for the shop.");
    CHECK(german(phrase) == "Für the shop hat der Laden noch 12.345.");
}

TEST_CASE("phrase: what only English quotes is said in other words elsewhere, if there are any", "[order][phrase]")
{
    CHECK(Phrase("It was %1.", Phrase::quoted("feeling low", "unwell")).text() == "It was feeling low.");
    CHECK(german(Phrase::quoted("feeling low", "unwell")) == "unpässlich");
    CHECK(german(Phrase::quoted("no disk", "broken: %1")) == "kaputt: no disk");
    CHECK(german(Phrase::quoted("feeling low", "without a German word")) == "feeling low");
}

TEST_CASE("phrase: two are equal if they say the same of the same", "[order][phrase]")
{
    const Phrase phrase("%1 of %2", 3, Phrase("them"));
    CHECK(phrase == Phrase(phrase));
    CHECK(phrase == Phrase("%1 of %2", 3, Phrase("them")));
    CHECK(phrase != Phrase("%1 of %2", 4, Phrase("them")));
    CHECK(phrase != Phrase("%1 of %2", 3, Phrase("us")));
    CHECK(phrase != Phrase("%1 or %2", 3, Phrase("them")));
    CHECK(phrase != Phrase());
    CHECK(Phrase() == Phrase());
    CHECK(Phrase::quoted("a", "b") != Phrase::quoted("c", "b"));
}
