// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/architecture/source_tree.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <regex>
#include <string>
#include <vector>

using architecture::SourceFile;

namespace {

const std::vector<SourceFile>& tree()
{
    static const auto kTree = architecture::readSourceTree(THREADWEIR_SOURCE_DIR);
    return kTree;
}

bool needsLicenceLine(const SourceFile& file)
{
    static const std::vector<std::string> kEndings = {".h", ".cpp", ".qml", ".js", ".cmake", ".sh", ".in", ".supp", ".frag", ".vert", ".py"};
    return file.name() == "CMakeLists.txt" || file.lines.front().starts_with("#!")
        || std::any_of(kEndings.begin(), kEndings.end(), [&file](const std::string& end) { return file.path.ends_with(end); });
}

bool hasLicenceLine(const SourceFile& file)
{
    // In a script the line follows "#!", in a shell library shellcheck's own directive.
    const auto last = file.lines.begin() + std::min<std::ptrdiff_t>(2, std::ssize(file.lines));
    return std::any_of(file.lines.begin(), last,
        [](const std::string& line) { return line.find("SPDX-License-Identifier: GPL-3.0-or-later") != std::string::npos; });
}

std::string textOf(const SourceFile& file)
{
    std::string text;
    for (const std::string& line : file.lines)
        text += line + '\n';
    return text;
}

/// Whether the CMakeLists.txt text names `name` as a word of its own, after `marker`.
bool isListed(const std::string& text, const std::string& name, const std::string& marker)
{
    const auto start = text.find(marker);
    if (start == std::string::npos)
        return false;
    const auto isEdge = [](char c) { return c == ' ' || c == '\n' || c == '(' || c == ')'; };
    for (auto at = text.find(name, start); at != std::string::npos; at = text.find(name, at + 1)) {
        if (isEdge(text[at - 1]) && isEdge(text[at + name.size()]))
            return true;
    }
    return false;
}

/// The texts in the parentheses that `open` is at, and in those within.
std::string literalsIn(const std::string& code, std::size_t open)
{
    std::string literals;
    int depth = 0;
    bool quoted = false;
    for (std::size_t at = open; at < code.size(); ++at) {
        if (code[at] == '"')
            quoted = !quoted;
        else if (quoted)
            literals += code[at];
        else if (code[at] == '(')
            ++depth;
        else if (code[at] == ')' && --depth == 0)
            break;
    }
    return literals;
}

/// What phrases of the engine say that nobody can translate, because it is not marked.
std::vector<std::string> unmarkedWords(const std::string& code)
{
    static const std::regex kMarked(R"re(QT_TRANSLATE_NOOP\(\s*"engine",\s*("([^"\\]|\\.)*"\s*)+\))re");
    static const std::regex kPhrase(R"((Phrase(\s+\w+)?|Phrase::quoted|counted)(?=\())");
    static const std::regex kWord("[A-Za-z]{2}");
    const std::string rest = std::regex_replace(code, kMarked, "0");
    std::vector<std::string> found;
    for (std::sregex_iterator phrase(rest.begin(), rest.end(), kPhrase), end; phrase != end; ++phrase) {
        const auto open = static_cast<std::size_t>(phrase->position() + phrase->length());
        if (const std::string literals = literalsIn(rest, open); std::regex_search(literals, kWord))
            found.push_back(literals);
    }
    return found;
}

} // namespace

TEST_CASE("architecture: what the engine says to a person is marked for translation", "[architecture]")
{
    std::vector<std::string> problems;
    for (const SourceFile& file : tree()) {
        if (!file.isBelow("engine/") || !file.isCpp())
            continue;
        for (const std::string& words : unmarkedWords(textOf(file)))
            problems.push_back(file.path + ":1: is not in QT_TRANSLATE_NOOP(\"engine\", ...): " + words);
    }
    architecture::print(problems);
    CHECK(problems.empty());
}

TEST_CASE("architecture: every source, QML, CMake and script file names its licence at its top", "[architecture]")
{
    std::vector<std::string> problems;
    for (const SourceFile& file : tree()) {
        if (needsLicenceLine(file) && !hasLicenceLine(file))
            problems.push_back(file.path + ":1: has no line 'SPDX-License-Identifier: GPL-3.0-or-later'");
    }
    architecture::print(problems);
    CHECK(problems.empty());
}

TEST_CASE("architecture: every engine header is in the public file set, every engine source in its target", "[architecture]")
{
    std::vector<std::string> problems;
    for (const SourceFile& file : tree()) {
        if (!file.isBelow("engine/") || !file.isCpp())
            continue;
        const std::string list = file.path.substr(0, file.path.rfind('/') + 1) + "CMakeLists.txt";
        const auto lists = std::find_if(
            tree().begin(), tree().end(), [&list](const SourceFile& other) { return other.path == list; });
        const std::string marker = file.path.ends_with(".h") ? "FILE_SET HEADERS" : "target_sources";
        if (lists == tree().end() || !isListed(textOf(*lists), file.name(), marker))
            problems.push_back(file.path + ":1: is not listed under " + marker + " of " + list);
    }
    architecture::print(problems);
    CHECK(problems.empty());
}

TEST_CASE("architecture: nothing names a distribution's host", "[architecture]")
{
    // Users keep the mirror that they chose: packaging/setup.sh derives what it needs from their own sources.
    static const std::regex kHost(R"([a-z0-9-]+\.(debian\.(org|net)|ubuntu\.com))");
    std::vector<std::string> problems;
    for (const SourceFile& file : tree()) {
        for (std::size_t i = 0; i < file.lines.size(); ++i) {
            std::smatch match;
            if (file.lines[i].size() < 2000 && std::regex_search(file.lines[i], match, kHost))
                problems.push_back(file.path + ':' + std::to_string(i + 1) + ": names the host " + match.str());
        }
    }
    architecture::print(problems);
    CHECK(problems.empty());
}

TEST_CASE("architecture: the checks of this file see what they look for", "[architecture][checker]")
{
    CHECK(hasLicenceLine({"x.sh", {"#!/bin/sh", "# SPDX-License-Identifier: GPL-3.0-or-later"}}));
    CHECK_FALSE(hasLicenceLine({"x.cpp", {"#pragma once"}}));
    CHECK(needsLicenceLine({"packaging/run", {"#!/usr/bin/env bash"}}));
    CHECK_FALSE(needsLicenceLine({"README.md", {"# Threadweir"}}));

    const std::string list = "target_sources(x\n  PRIVATE\n    order.cpp\n  PUBLIC FILE_SET HEADERS FILES\n    my_order.h)\n";
    CHECK(isListed(list, "order.cpp", "target_sources"));
    CHECK(isListed(list, "my_order.h", "FILE_SET HEADERS"));
    CHECK_FALSE(isListed(list, "order.h", "FILE_SET HEADERS"));
    CHECK_FALSE(isListed(list, "order.cpp", "FILE_SET HEADERS"));

    CHECK(unmarkedWords(R"re(Phrase(QT_TRANSLATE_NOOP("engine", "All (%1)" " are"), "%1, %2"); "unsaid")re").empty());
    CHECK(unmarkedWords(
              R"re(const Phrase text("all"); advise(Phrase(n ? QT_TRANSLATE_NOOP("engine", "a") : "bad"), "x"))re")
        == std::vector<std::string> {"all", "bad"});
    CHECK(unmarkedWords(R"re(counted(n, QT_TRANSLATE_NOOP("engine", "%1 call"), "%1 calls"))re").size() == 1);
}
