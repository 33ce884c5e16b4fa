// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QTemporaryDir>

namespace app {

/// Where the database of a run lies that nobody asked to keep: a directory that is gone when this is, or when the
/// process is ended by a second Ctrl-C.
///
/// Shape    one at a time; nothing is made in it but the database, and the files that SQLite puts beside it
/// Errors   isValid() is false when it cannot be made; errorString() says why
/// Threads  one owner. removeAtOnce() from any thread and, where there are POSIX signals, from a signal handler
class TemporaryFolder {
public:
    TemporaryFolder();
    ~TemporaryFolder();
    TemporaryFolder(const TemporaryFolder&) = delete;
    TemporaryFolder& operator=(const TemporaryFolder&) = delete;

    [[nodiscard]] bool isValid() const { return m_directory.isValid(); }
    [[nodiscard]] QString errorString() const { return m_directory.errorString(); }
    [[nodiscard]] QString path() const { return m_directory.path(); }
    [[nodiscard]] QString databasePath() const;

    /// Removes the folder that there is, if any, whoever still uses it. Only for a process that ends right after.
    static void removeAtOnce() noexcept;

private:
    QTemporaryDir m_directory;
};

} // namespace app
