// SPDX-License-Identifier: GPL-3.0-or-later
// tests/conformance_list.md names a test for each case: here it is held to that.
#include "tests/architecture/source_tree.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <regex>
#include <set>
#include <string>
#include <vector>

using architecture::SourceFile;

namespace {

constexpr const char* kList = "tests/conformance_list.md";
const std::string kCaseId = "[A-Z][A-Z0-9]*\\.[A-Z0-9]+";

/// A row of the list: the case, and the file with its test or a remark why there is none.
struct Row {
    std::string id;
    std::string file; ///< from the root; empty: none
    std::string remark;
    int line = 0;
};

/// A test whose name begins with the id of a case.
struct CaseTest {
    std::string id;
    std::string file;
    bool isTagged = false; ///< [conformance]
};

std::string at(const std::string& file, int line) { return file + ':' + std::to_string(line) + ": "; }

/// The rows whose first cell is the id of a case. What cannot be read in one is a problem.
std::vector<Row> rowsOf(const SourceFile& list, std::vector<std::string>& problems)
{
    static const std::regex kRow("\\| (" + kCaseId + ") \\| ([^|]*) \\| *([^|]*?) *\\|");
    static const std::regex kLink(R"(\[([^\]]+)\]\(([^)]+)\))");
    std::vector<Row> rows;
    for (std::size_t i = 0; i < list.lines.size(); ++i) {
        std::smatch row;
        if (!std::regex_match(list.lines[i], row, kRow))
            continue;
        const int line = static_cast<int>(i) + 1;
        rows.push_back({row[1], {}, row[3], line});
        const std::string cell = row[2];
        std::smatch link;
        if (!std::regex_match(cell, link, kLink)) {
            if (cell != "none")
                problems.push_back(at(list.path, line) + "the test of " + rows.back().id + " is neither a link nor 'none'");
            continue;
        }
        const std::string target = link[2];
        rows.back().file = "tests/" + target;
        if (link[1] != target.substr(target.rfind('/') + 1))
            problems.push_back(at(list.path, line) + "the link says another file than it leads to");
    }
    return rows;
}

std::vector<CaseTest> caseTestsOf(const SourceFile& file)
{
    static const std::regex kBegin("\\s*\"(" + kCaseId + ") ");
    const std::string macro = "TEST_CASE(";
    std::string text;
    for (const std::string& line : file.lines)
        text += line + '\n';
    std::vector<CaseTest> tests;
    for (auto begin = text.find(macro); begin != std::string::npos; begin = text.find(macro, begin)) {
        begin += macro.size();
        const std::string head = text.substr(begin, text.find('{', begin) - begin);
        std::smatch id;
        if (std::regex_search(head, id, kBegin, std::regex_constants::match_continuous))
            tests.push_back({id[1], file.path, head.find("[conformance]") != std::string::npos});
    }
    return tests;
}

std::vector<std::string> problemsOf(const SourceFile& list, const std::vector<CaseTest>& tests)
{
    std::vector<std::string> problems;
    const std::vector<Row> rows = rowsOf(list, problems);
    std::set<std::string> seen;
    for (const Row& row : rows) {
        if (!seen.insert(row.id).second)
            problems.push_back(at(list.path, row.line) + row.id + " has two rows");
        const bool hasTest = std::any_of(
            tests.begin(), tests.end(), [&row](const CaseTest& test) { return test.id == row.id && test.file == row.file; });
        if (row.file.empty() && row.remark.empty())
            problems.push_back(at(list.path, row.line) + row.id + " has neither a test nor a reason");
        else if (!row.file.empty() && !hasTest)
            problems.push_back(at(list.path, row.line) + "no test of " + row.file + " begins with " + row.id);
    }
    for (const CaseTest& test : tests) {
        const bool hasRow = std::any_of(
            rows.begin(), rows.end(), [&test](const Row& row) { return row.id == test.id && row.file == test.file; });
        if (!hasRow)
            problems.push_back(test.file + ": " + test.id + " has a test, and no row of the list that leads to it");
        if (!test.isTagged)
            problems.push_back(test.file + ": " + test.id + " lacks the tag [conformance]");
    }
    return problems;
}

} // namespace

TEST_CASE("architecture: the list of conformance cases and the tests name each other", "[architecture][conformance]")
{
    std::vector<CaseTest> tests;
    SourceFile list;
    for (const SourceFile& file : architecture::readSourceTree(THREADWEIR_SOURCE_DIR)) {
        if (file.path == kList)
            list = file;
        if (!file.isCpp() || !file.isBelow("tests/") || file.isBelow("tests/architecture/"))
            continue;
        for (CaseTest& test : caseTestsOf(file))
            tests.push_back(std::move(test));
    }
    CHECK(tests.size() > 100);
    const auto problems = problemsOf(list, tests);
    architecture::print(problems);
    CHECK(problems.empty());
}

TEST_CASE("architecture: the check of the conformance list sees what it looks for", "[architecture][checker]")
{
    const std::vector<CaseTest> tests = caseTestsOf({"tests/a_test.cpp",
        {"TEST_CASE(\"XY.1 thing: law\", \"[conformance]\")", "{", "TEST_CASE(", "    \"XY.2 thing: law\",", "    \"[x][conformance]\")",
            "{", "TEST_CASE(\"thing: a law (XY-1)\", \"[x]\")", "{"}});
    REQUIRE(tests.size() == 2);
    CHECK(tests[1].id == "XY.2");
    CHECK(tests[1].isTagged);

    const std::string first = "| XY.1 | [a_test.cpp](a_test.cpp) |  |";
    const std::string second = "| XY.2 | [a_test.cpp](a_test.cpp) | as it is |";
    const auto count = [&tests](std::vector<std::string> lines) { return problemsOf({kList, std::move(lines)}, tests).size(); };
    CHECK(count({"| id | test | remark |", "| --- | --- | --- |", first, second, "| XY.3 | none | not offered |"}) == 0);
    CHECK(count({first}) == 1); // a test without a row
    CHECK(count({first, second, second}) == 1);
    CHECK(count({first, second, "| XY.3 | none |  |"}) == 1);
    CHECK(count({first, second, "| XY.3 | later | some day |"}) == 1);
    CHECK(count({first, second, "| XY.3 | [a_test.cpp](a_test.cpp) |  |"}) == 1);
    CHECK(count({first, "| XY.2 | [b_test.cpp](b_test.cpp) |  |"}) == 2); // in another file than it says
    CHECK(count({first, "| XY.2 | [b_test.cpp](a_test.cpp) |  |"}) == 1);
    CHECK(problemsOf({kList, {first}}, caseTestsOf({"tests/a_test.cpp", {"TEST_CASE(\"XY.1 thing\", \"[x]\")", "{"}})).size() == 1);
}
