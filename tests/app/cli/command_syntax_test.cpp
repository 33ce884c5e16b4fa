// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command_syntax.h"

#include <catch2/catch_test_macros.hpp>

namespace {

app::CommandSyntax bakery()
{
    app::CommandSyntax syntax;
    syntax.name = QStringLiteral("bake");
    syntax.positional = QStringLiteral("LOAF");
    syntax.purpose = QStringLiteral("Bakes a loaf.");
    syntax.options = {{QStringLiteral("minutes"), QStringLiteral("N"), QStringLiteral("How long.")},
        {QStringLiteral("seed"), QStringLiteral("KIND"), QStringLiteral("What is on top. May be repeated."), true},
        {QStringLiteral("crusty"), {}, QStringLiteral("A dark crust.")}};
    return syntax;
}

QString errorOf(const QStringList& arguments)
{
    const auto parsed = app::parse(bakery(), arguments);
    return parsed ? QStringLiteral("no error") : parsed.error();
}

} // namespace

TEST_CASE(
    "command syntax: options and the argument may come in any order, with a blank or an equals sign", "[cli][syntax]")
{
    const QList<QString> lines = {QStringLiteral("rye --minutes 40 --crusty --seed poppy --seed sesame"),
        QStringLiteral("--crusty --minutes=40 rye --seed=poppy --seed=sesame"),
        QStringLiteral("--seed poppy --crusty --seed sesame --minutes 40 -- rye")};
    for (const QString& line : lines) {
        INFO(line.toStdString());
        const auto parsed = app::parse(bakery(), line.split(u' '));
        REQUIRE(parsed.has_value());
        CHECK(parsed->positional == QStringLiteral("rye"));
        CHECK(parsed->value(QStringLiteral("minutes")) == QStringLiteral("40"));
        CHECK(parsed->has(QStringLiteral("crusty")));
        CHECK(parsed->values.value(QStringLiteral("seed"))
            == QStringList {QStringLiteral("poppy"), QStringLiteral("sesame")});
    }
}

TEST_CASE("command syntax: a single dash is an argument, and after two everything is", "[cli][syntax]")
{
    CHECK(app::parse(bakery(), {QStringLiteral("-")})->positional == QStringLiteral("-"));
    CHECK(app::parse(bakery(), {QStringLiteral("--"), QStringLiteral("--crusty")})->positional
        == QStringLiteral("--crusty"));
}

TEST_CASE("command syntax: a value may hold equals signs and begin with one dash", "[cli][syntax]")
{
    const auto parsed = app::parse(bakery(),
        {QStringLiteral("rye"), QStringLiteral("--seed"), QStringLiteral("a.b=c=d"), QStringLiteral("--seed=x=y"),
            QStringLiteral("--minutes"), QStringLiteral("-5")});
    REQUIRE(parsed.has_value());
    CHECK(
        parsed->values.value(QStringLiteral("seed")) == QStringList {QStringLiteral("a.b=c=d"), QStringLiteral("x=y")});
    CHECK(parsed->value(QStringLiteral("minutes")) == QStringLiteral("-5"));
}

TEST_CASE("command syntax: each mistake is told in one sentence", "[cli][syntax]")
{
    const QString rye = QStringLiteral("rye");
    CHECK(errorOf({}) == QStringLiteral("LOAF is missing"));
    CHECK(errorOf({QString()}) == QStringLiteral("LOAF is empty"));
    CHECK(errorOf({rye, QStringLiteral("wheat")}) == QStringLiteral("unexpected argument \"wheat\""));
    CHECK(errorOf({rye, QStringLiteral("--minutse"), QStringLiteral("4")})
        == QStringLiteral("unknown option \"--minutse\"; did you mean \"--minutes\"?"));
    CHECK(errorOf({rye, QStringLiteral("-crusty")})
        == QStringLiteral("unknown option \"-crusty\"; did you mean \"--crusty\"?"));
    CHECK(errorOf({rye, QStringLiteral("--zzz=1")}) == QStringLiteral("unknown option \"--zzz\""));
    CHECK(errorOf({rye, QStringLiteral("--minutes")}) == QStringLiteral("--minutes needs a value: --minutes N"));
    CHECK(errorOf({rye, QStringLiteral("--minutes"), QStringLiteral("--crusty")})
        == QStringLiteral("--minutes needs a value: --minutes N"));
    CHECK(errorOf({rye, QStringLiteral("--minutes=")}) == QStringLiteral("--minutes needs a value: --minutes N"));
    CHECK(errorOf({rye, QStringLiteral("--crusty=yes")}) == QStringLiteral("--crusty takes no value"));
    CHECK(errorOf({rye, QStringLiteral("--minutes=1"), QStringLiteral("--minutes=2")})
        == QStringLiteral("--minutes was given twice"));
}

TEST_CASE("command syntax: the help names every option and keeps to 100 columns", "[cli][syntax]")
{
    app::CommandSyntax syntax = bakery();
    syntax.details = QStringLiteral("word ").repeated(60) + u'\n' + QStringLiteral("other ").repeated(60);
    const QString help = app::helpText(syntax);
    CHECK(help.startsWith(QStringLiteral("Usage: threadweir bake LOAF [options]\n")));
    for (const auto& option : syntax.options) {
        CHECK(help.contains(QStringLiteral("--") + option.name));
        CHECK(help.contains(option.help));
    }
    for (const QString& line : help.split(u'\n')) {
        CHECK(line.size() <= 100);
    }
}
