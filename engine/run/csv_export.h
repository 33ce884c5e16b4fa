// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/store/result_stream.h"

#include <QByteArray>
#include <QIODevice>

#include <chrono>
#include <cstdint>

namespace engine {

/// How stored orders are written as CSV. The file can be read again as an orders file.
///
/// Units    rowDelay is clock time; the column total is in whole units of the currency, persistedAtMs in milliseconds
struct CsvExport {
    std::int64_t limit = -1; ///< stop after so many rows, whatever the database has; -1: all of them
    std::int64_t delayEvery = 1; ///< rows between two delays, at least 1
    std::chrono::nanoseconds rowDelay {}; ///< a consumer that takes its time

    [[nodiscard]] static QByteArray header(); ///< with its line feed
    [[nodiscard]] static QByteArray row(
        const OrderRow& row); ///< with its line feed; RFC 4180 quotes where they are needed
};

/// What was written.
struct CsvExported {
    std::int64_t rows = 0;
    std::chrono::nanoseconds firstRowAt {}; ///< clock time, of the first row's writing; 0: there was none
};

/// Writes each row as it comes.
///
/// Errors   Cancelled, with the token; a failure of the store's; Unavailable when `device` takes no more. What was
///          written by then stays written
/// Threads  a strand. `stream`, `device` and `clock` outlive the task, and nobody else uses the first two meanwhile
[[nodiscard]] QCoro::Task<Outcome<CsvExported>> exportStreamed(
    ResultStream& stream, QIODevice& device, Clock& clock, CsvExport how, CancellationToken token = {});

/// Reads all rows into memory, and then writes the same.
[[nodiscard]] QCoro::Task<Outcome<CsvExported>> exportCollected(
    ResultStream& stream, QIODevice& device, Clock& clock, CsvExport how, CancellationToken token = {});

} // namespace engine
