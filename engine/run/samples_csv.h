// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/telemetry/snapshot.h"

#include <QByteArray>
#include <QElapsedTimer>
#include <QFile>
#include <QString>

#include <cstdint>

namespace engine {

/// A CSV file with a header and one row for each snapshot, written as the snapshots come.
///
/// Shape    nothing but the file's write buffer is held; rows reach the file at least every 250 ms of wall time in
///          which snapshots come, so that a long run can be followed
/// Units    named in each column; a limit of 0 means that there is none
/// Errors   the first error stops the writing and is kept in error(); later calls do nothing
/// Threads  one owner at a time
class SamplesCsv {
public:
    SamplesCsv() = default;

    /// Replaces the file. False, and error(), when it cannot be made.
    bool open(const QString& path);
    void write(const Snapshot& snapshot);
    /// Flushes and closes. False when a row could not be written.
    bool finish();

    [[nodiscard]] std::int64_t rows() const { return m_rows; }
    [[nodiscard]] const QString& error() const { return m_error; } ///< empty: none

    [[nodiscard]] static QByteArray header(); ///< with its line feed
    [[nodiscard]] static QByteArray row(const Snapshot& snapshot); ///< with its line feed

private:
    void put(const QByteArray& line);
    void keepError();

    QFile m_file;
    QElapsedTimer m_sinceFlush;
    QString m_error;
    std::int64_t m_rows = 0;
};

} // namespace engine
