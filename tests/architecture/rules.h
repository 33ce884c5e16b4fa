// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "tests/architecture/source_tree.h"

#include <string>
#include <string_view>
#include <vector>

namespace architecture {

/// What the files of one folder may include of ours, besides the folder's own files.
struct FolderRule {
    std::string_view folder; ///< the first rule whose folder a path starts with applies
    std::vector<std::string_view> mayInclude; ///< folders, ending in a slash, and single files
    std::string_view sentence;
};

/// The edges between our folders, the narrower folder before the wider.
[[nodiscard]] const std::vector<FolderRule>& folderRules();

/// Each broken rule as "FILE:LINE: FROM -> TO: the rule".
[[nodiscard]] std::vector<std::string> brokenFolderRules(const SourceFile& file);
[[nodiscard]] std::vector<std::string> brokenRootRule(const SourceFile& file, const std::vector<SourceFile>& tree);
[[nodiscard]] std::vector<std::string> brokenHeadlessRule(const SourceFile& file);

} // namespace architecture
