// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/order/outcome.h"

#include <QByteArray>
#include <QString>

#include <chrono>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace engine {

/// What a run says of itself in its database: scenario, mode, seed, ...
using RunInfo = std::vector<std::pair<std::string, std::string>>;

/// How an order database is made and opened.
struct OrderFileOptions {
    QString path;
    RunInfo info;
    std::chrono::milliseconds busyTimeout {250}; ///< wall time that a lock of another program is waited for
    std::int64_t maxPages = 0; ///< the file takes no more pages of 4 KiB than this; 0: as SQLite has it
};

/// The SQLite file of one run: orders, dead_letters and run_info.
///
/// Model    create() makes a file with the schema, in WAL mode. A file that is there already is replaced if it is an
///          order database that no program has open, or empty; anything else is left alone. Ours is told by the
///          application id in the header, which is read without SQLite: opening a foreign database could change it
/// Errors   Invalid: a foreign or read-only file; Unavailable: in use, disk full, path that cannot be made
/// Threads  every function from any thread, none of them for a worker of the pool: they wait for the disk
class OrderFile {
public:
    static constexpr std::uint32_t kApplicationId = 0x54687764; ///< "Thwd"
    static constexpr int kSchemaVersion = 1;

    explicit OrderFile(OrderFileOptions options);

    [[nodiscard]] Outcome<void> create();
    /// Takes the order database that is there, as a run has left it behind. Invalid: there is none.
    [[nodiscard]] Outcome<void> takeExisting();

    /// That the path still leads to the file that create() made or takeExisting() found. Costs one system call. `doing`
    /// completes "cannot ...".
    [[nodiscard]] Outcome<void> checkPresent(std::string_view doing = "write to") const;
    /// The rows of `table`, counted now. Works while the file is being written, and after that.
    [[nodiscard]] Outcome<std::int64_t> countRows(const QString& table) const;

    [[nodiscard]] const QString& path() const noexcept { return m_options.path; }
    [[nodiscard]] std::chrono::milliseconds busyTimeout() const noexcept { return m_options.busyTimeout; }
    [[nodiscard]] std::int64_t maxPages() const noexcept { return m_options.maxPages; }

private:
    /// Names a file for as long as it exists, whatever its path.
    using Identity = std::pair<std::uint64_t, std::uint64_t>;

    [[nodiscard]] std::optional<Identity> identity() const;
    [[nodiscard]] Outcome<void> makeDirectory() const;
    [[nodiscard]] Outcome<void> removeOld() const;
    [[nodiscard]] Outcome<void> makeSchema() const;
    [[nodiscard]] Outcome<void> refuse(
        FailureKind kind, const std::string& why, std::string_view doing = "create") const;

    OrderFileOptions m_options;
    QByteArray m_nativePath;
    std::optional<Identity> m_made; ///< or found
};

} // namespace engine
