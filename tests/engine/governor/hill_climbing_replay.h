// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include <string>
#include <vector>

namespace tests {

/// What came of replaying one file of recorded samples through the climber.
struct Replay {
    int sequences = 0;
    int steps = 0;
    int bins = 0;
    std::vector<std::string> problems; ///< "sequence, step: what is not as recorded"
};

/// Feeds what the document recorded to a climber of its own for each sequence, and compares: whole numbers exactly,
/// others within 1e-9, or 1e-12 absolute where they are below 1e-6. Ratios of a wave that is rounding dust are left
/// out.
[[nodiscard]] Replay replayHillClimbing(const QByteArray& json);

/// The *.json files of a folder with their contents. A folder that is missing or has none throws std::runtime_error.
struct VectorFile {
    QString path;
    QByteArray json;
};
[[nodiscard]] std::vector<VectorFile> vectorFilesIn(const QString& folder);

} // namespace tests
