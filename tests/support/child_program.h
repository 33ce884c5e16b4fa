// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>

#include <chrono>
#include <cstdint>

namespace tests {

/// The program under test, run as a child: for what holds of a whole process, such as the memory that it takes.
///
/// Errors   std::runtime_error, with what the child said, if it cannot be started or does not end with 0
struct ChildProgram {
    QString path;

    /// Waits for its end; gives the wall time that it took.
    std::chrono::duration<double> run(const QStringList& arguments) const;
    /// The most memory that `run` with these arguments ever had resident, as its summary.json says.
    [[nodiscard]] std::int64_t peakResidentBytes(const QStringList& runArguments) const;
    /// The same for the run in bounded mode of an orders file with this many lines. The services answer in 1 ms,
    /// because a longer clock time means only more snapshots of the same.
    [[nodiscard]] std::int64_t peakResidentBytesForOrders(std::int64_t lines) const;
};

} // namespace tests
