// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/temporary_folder.h"

#include <QFile>

#include <algorithm>
#include <array>
#include <atomic>
#include <climits>

#ifdef Q_OS_UNIX
#include <unistd.h>
#endif

namespace app {

namespace {

constexpr auto kDatabaseName = "orders.sqlite";

#ifdef Q_OS_UNIX
/// What SQLite makes: the database, its write-ahead log with its index, and a roll-back journal.
constexpr std::array<const char*, 4> kSuffixes = {"", "-wal", "-shm", "-journal"};

/// Paths as a signal handler can use them: no memory is taken or given back, so it never reads what is gone.
struct Paths {
    std::array<std::array<char, PATH_MAX>, kSuffixes.size()> files {};
    std::array<char, PATH_MAX> folder {};
};
Paths s_paths;
std::atomic<bool> s_present = false;
static_assert(std::atomic<bool>::is_always_lock_free, "only a lock-free atomic may be touched in a signal handler");

/// False: too long, so the path is left empty and names nothing.
bool write(std::array<char, PATH_MAX>& place, const QByteArray& path)
{
    place.fill('\0');
    if (path.size() >= static_cast<qsizetype>(place.size())) {
        return false;
    }
    std::copy(path.cbegin(), path.cend(), place.begin());
    return true;
}
#endif

} // namespace

TemporaryFolder::TemporaryFolder()
{
#ifdef Q_OS_UNIX
    if (!isValid()) {
        return;
    }
    const QByteArray database = QFile::encodeName(databasePath());
    bool complete = write(s_paths.folder, QFile::encodeName(path()));
    for (std::size_t i = 0; i < kSuffixes.size(); ++i) {
        complete = write(s_paths.files[i], database + kSuffixes[i]) && complete;
    }
    s_present = complete;
#endif
}

TemporaryFolder::~TemporaryFolder()
{
#ifdef Q_OS_UNIX
    // A handler that has seen the flag already removes what is being removed here, which does no harm.
    s_present = false;
#endif
}

QString TemporaryFolder::databasePath() const
{
    return m_directory.filePath(QString::fromLatin1(kDatabaseName));
}

void TemporaryFolder::removeAtOnce() noexcept
{
#ifdef Q_OS_UNIX
    if (!s_present) {
        return;
    }
    // Other threads still write: one of them may make a file between the two steps, but not again and again.
    constexpr int kAttempts = 100;
    for (int attempt = 0; attempt < kAttempts; ++attempt) {
        for (const auto& file : s_paths.files) {
            ::unlink(file.data());
        }
        if (::rmdir(s_paths.folder.data()) == 0) {
            return;
        }
    }
#endif
}

} // namespace app
