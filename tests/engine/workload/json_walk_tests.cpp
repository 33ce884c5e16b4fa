// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/workload/json_walk.h"

#include <catch2/catch_test_macros.hpp>

#include <string>
#include <vector>

using namespace engine;

TEST_CASE("json walk: every member and item is visited with its path, in the order of the text", "[workload][json]")
{
    const QByteArray json = R"({"a": [1, {"b": "x,}]\"y"}], "c\u0041": {"d": null}, "e": []})";
    std::vector<std::string> seen;
    walkJson(json, [&](const JsonPlace& place) {
        seen.push_back(toString(place.path).toStdString() + json.at(place.valueAt));
        return true;
    });
    CHECK(seen == std::vector<std::string> {"a[", "a[0]1", "a[1]{", "a[1].b\"", "cA{", "cA.dn", "e["});
}

TEST_CASE("json walk: a key that its object has had before is marked, in another object it is not", "[workload][json]")
{
    std::vector<std::string> repeated;
    walkJson(R"({"a": {"a": 1, "b": 2}, "b": [{"a": 1}, {"a": 1, "\u0061": 2}]})", [&](const JsonPlace& place) {
        if (place.repeated)
            repeated.push_back(toString(place.path).toStdString());
        return true;
    });
    CHECK(repeated == std::vector<std::string> {"b[1].a"});
}

TEST_CASE("json walk: lines of keys and of values are told apart", "[workload][json]")
{
    const QByteArray json = "{\n  \"a\":\n    1,\n  \"b\": [\n    2,\n    3]}";
    CHECK(lineOf(json, {QStringLiteral("a")}, true) == 2);
    CHECK(lineOf(json, {QStringLiteral("a")}, false) == 3);
    CHECK(lineOf(json, {QStringLiteral("b"), QStringLiteral("[1]")}, false) == 6);
    CHECK(lineOf(json, {QStringLiteral("none")}, false) == 1);
    CHECK(lineOf("\xef\xbb\xbf" + json, {QStringLiteral("a")}, false) == 3);
    CHECK(lineAt(json, 1000) == 6);
    CHECK(lineAt(json, -1) == 1);
}

TEST_CASE("json walk: text that is no JSON ends the walk and does no harm", "[workload][json]")
{
    for (const char* const text :
        {"", "{", "}", "[", "]]]]", "{\"", "{\"a", "{\"a\\", "\"", "{{{{", "[\"a\\", ":::", "{\"a\":", "x}y]z"}) {
        int visits = 0;
        walkJson(text, [&](const JsonPlace&) { return ++visits < 100; });
        CHECK(visits < 100);
    }
}

TEST_CASE("json path: writing and reading a path are inverse", "[workload][json]")
{
    for (const char* const text : {"seed", "limits.chunkSize", "ruleEngine.outages[0].forSeconds", "a[1]"}) {
        const QString path = QString::fromUtf8(text);
        CHECK(toString(toJsonPath(path)) == path);
    }
}
