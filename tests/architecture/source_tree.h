// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <vector>

namespace architecture {

/// A text file of the project.
struct SourceFile {
    std::string path; ///< from the root, with slashes
    std::vector<std::string> lines;

    [[nodiscard]] std::string name() const { return path.substr(path.rfind('/') + 1); }
    [[nodiscard]] bool isBelow(std::string_view folder) const { return path.starts_with(folder); }
    [[nodiscard]] bool isCpp() const { return path.ends_with(".h") || path.ends_with(".cpp"); }
};

/// One `#include` line.
struct Include {
    std::string target;
    bool quoted = false; ///< "x", not <x>
    int line = 0; ///< 1-based
};

/// The text files below `root`, sorted by path, without build folders, runs and the version control's own files.
[[nodiscard]] std::vector<SourceFile> readSourceTree(const std::filesystem::path& root);

[[nodiscard]] std::vector<Include> includesOf(const SourceFile& file);

/// One problem a line on standard error: Catch2 would break the lines at 80 columns, and no editor could follow them.
void print(const std::vector<std::string>& problems);

} // namespace architecture
