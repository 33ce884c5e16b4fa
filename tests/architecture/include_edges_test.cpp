// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/architecture/rules.h"
#include "tests/architecture/source_tree.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/matchers/catch_matchers_string.hpp>

#include <iterator>
#include <string>
#include <vector>

using architecture::SourceFile;

namespace {

const std::vector<SourceFile>& tree()
{
    static const auto kTree = architecture::readSourceTree(THREADWEIR_SOURCE_DIR);
    return kTree;
}

void append(std::vector<std::string>& all, std::vector<std::string> more)
{
    all.insert(all.end(), std::make_move_iterator(more.begin()), std::make_move_iterator(more.end()));
}

} // namespace

TEST_CASE("architecture: the tree is read, engine and tests in it", "[architecture]")
{
    int engineFiles = 0;
    for (const SourceFile& file : tree())
        engineFiles += file.isCpp() && file.isBelow("engine/") ? 1 : 0;
    CHECK(engineFiles > 10);
}

TEST_CASE("architecture: no file includes what its folder may not see", "[architecture]")
{
    std::vector<std::string> problems;
    for (const SourceFile& file : tree()) {
        if (file.isCpp())
            append(problems, architecture::brokenFolderRules(file));
    }
    architecture::print(problems);
    CHECK(problems.empty());
}

TEST_CASE("architecture: our own headers are included from the root, in quotes, and nothing but headers", "[architecture]")
{
    std::vector<std::string> problems;
    for (const SourceFile& file : tree()) {
        if (file.isCpp())
            append(problems, architecture::brokenRootRule(file, tree()));
    }
    architecture::print(problems);
    CHECK(problems.empty());
}

TEST_CASE("architecture: the engine is headless", "[architecture]")
{
    std::vector<std::string> problems;
    for (const SourceFile& file : tree()) {
        if (file.isCpp() && file.isBelow("engine/"))
            append(problems, architecture::brokenHeadlessRule(file));
    }
    architecture::print(problems);
    CHECK(problems.empty());
}

TEST_CASE("architecture: a broken rule is reported with file, line, edge and rule", "[architecture][checker]")
{
    using Catch::Matchers::StartsWith;

    SECTION("an edge that the table does not have")
    {
        const SourceFile file {"ui/items/lane_item.cpp", {"", "#include \"ui/items/lane_item.h\"", "  #  include \"engine/run/run.h\""}};
        const auto problems = architecture::brokenFolderRules(file);
        REQUIRE(problems.size() == 1);
        CHECK_THAT(problems.front(), StartsWith("ui/items/lane_item.cpp:3: ui/items/lane_item.cpp -> engine/run/run.h: items "));
    }
    SECTION("one header of a folder may be seen without the rest of it")
    {
        const SourceFile file {"engine/channel/channel.h",
            {"#include \"engine/telemetry/probe.h\"", "#include \"engine/telemetry/collector.h\""}};
        const auto problems = architecture::brokenFolderRules(file);
        REQUIRE(problems.size() == 1);
        CHECK_THAT(problems.front(), StartsWith("engine/channel/channel.h:2: "));
    }
    SECTION("a folder that nobody has made a rule for")
    {
        const SourceFile file {"plugins/x.cpp", {"#include \"engine/run/run.h\""}};
        CHECK(architecture::brokenFolderRules(file).size() == 1);
    }
    SECTION("a path that does not start at the root, and a file of ours in angle brackets")
    {
        const SourceFile file {"engine/order/order.cpp", {"#include \"order.h\"", "#include <engine/order/order.h>"}};
        CHECK(architecture::brokenRootRule(file, tree()).size() == 2);
    }
    SECTION("a source")
    {
        const SourceFile file {"engine/order/order.cpp", {"#include \"engine/order/order_state.cpp\""}};
        CHECK(architecture::brokenRootRule(file, tree()).size() == 1);
    }
    SECTION("Qt beyond Core, Sql and Network")
    {
        const SourceFile file {"engine/order/order.cpp",
            {"#include <QString>", "#include <QtCore/QString>", "#include <QSqlQuery>", "#include <QTcpSocket>",
                "#include <qcoro/qcorotask.h>", "#include <queue>", "#include <QColor>", "#include <QtQml/QQmlEngine>",
                "#include <QQuickItem>", "#include <qcoro/qcoroqmltask.h>"}};
        const auto problems = architecture::brokenHeadlessRule(file);
        REQUIRE(problems.size() == 4);
        CHECK_THAT(problems.front(), StartsWith("engine/order/order.cpp:7: "));
    }
}
