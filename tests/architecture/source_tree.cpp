// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/architecture/source_tree.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <fstream>
#include <iterator>
#include <regex>
#include <sstream>

namespace architecture {

namespace {

bool isSkippedFolder(const std::filesystem::path& folder)
{
    static constexpr std::array<std::string_view, 3> kOurs = {"build", "runs", ".git"};
    const std::string name = folder.filename().string();
    return std::find(kOurs.begin(), kOurs.end(), name) != kOurs.end() || (name.starts_with('.') && name != ".ci");
}

std::vector<std::string> readLines(const std::filesystem::path& path)
{
    std::ifstream stream(path, std::ios::binary);
    const std::string text {std::istreambuf_iterator<char>(stream), std::istreambuf_iterator<char>()};
    if (text.find('\0') != std::string::npos)
        return {};
    std::vector<std::string> lines;
    std::istringstream rest(text);
    for (std::string line; std::getline(rest, line);)
        lines.push_back(line);
    return lines;
}

} // namespace

std::vector<SourceFile> readSourceTree(const std::filesystem::path& root)
{
    std::vector<SourceFile> files;
    for (auto entry = std::filesystem::recursive_directory_iterator(root); entry != end(entry); ++entry) {
        if (entry->is_directory() && isSkippedFolder(entry->path())) {
            entry.disable_recursion_pending();
        } else if (entry->is_regular_file()) {
            auto lines = readLines(entry->path());
            if (!lines.empty())
                files.push_back({entry->path().lexically_relative(root).generic_string(), std::move(lines)});
        }
    }
    std::sort(files.begin(), files.end(), [](const SourceFile& a, const SourceFile& b) { return a.path < b.path; });
    return files;
}

std::vector<Include> includesOf(const SourceFile& file)
{
    static const std::regex kInclude(R"re(^\s*#\s*include\s*(["<])([^">]+)[">])re");
    std::vector<Include> includes;
    for (std::size_t i = 0; i < file.lines.size(); ++i) {
        std::smatch match;
        if (std::regex_search(file.lines[i], match, kInclude))
            includes.push_back({match[2], match[1] == "\"", static_cast<int>(i) + 1});
    }
    return includes;
}

void print(const std::vector<std::string>& problems)
{
    for (const std::string& problem : problems)
        std::fprintf(stderr, "%s\n", problem.c_str());
}

} // namespace architecture
