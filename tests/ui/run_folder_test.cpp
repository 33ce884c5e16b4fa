// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bridge/run_folder.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

#include <catch2/catch_test_macros.hpp>

namespace {

void touch(const QString& path)
{
    QFile file(path);
    REQUIRE(file.open(QIODevice::WriteOnly));
}

} // namespace

TEST_CASE("run folder: each run has a file of its own, and the folder goes with its owner", "[bridge][folder]")
{
    const QTemporaryDir parent;
    QString path;
    {
        ui::RunFolder folder(parent.path());
        path = folder.path();
        CHECK(QDir(path).exists());
        const auto first = folder.nextDatabase(QStringLiteral("first-minute"), QStringLiteral("bounded"));
        const auto second = folder.nextDatabase(QStringLiteral("first-minute"), QStringLiteral("bounded"));
        CHECK(first == path + QStringLiteral("/001-first-minute-bounded.sqlite"));
        CHECK(first != second);
        touch(first);
    }
    CHECK_FALSE(QDir(path).exists());
}

TEST_CASE("run folder: a scenario's name cannot lead out of the folder", "[bridge][folder]")
{
    const QTemporaryDir parent;
    ui::RunFolder folder(parent.path());
    const auto path = folder.nextDatabase(QStringLiteral("../../etc/passwd"), QStringLiteral("bounded"));
    CHECK(QDir::cleanPath(path).startsWith(folder.path()));
}

TEST_CASE("run folder: a database is removed with the files that SQLite keeps beside it", "[bridge][folder]")
{
    const QTemporaryDir parent;
    const QString database = parent.filePath(QStringLiteral("a.sqlite"));
    for (const auto* suffix : {"", "-wal", "-shm", "-journal"})
        touch(database + QLatin1String(suffix));
    ui::RunFolder::removeDatabase(database);
    CHECK(QDir(parent.path()).isEmpty());
}

TEST_CASE("run folder: one that cannot be made falls back to the temporary folder", "[bridge][folder]")
{
    const ui::RunFolder folder(QStringLiteral("/proc/no/such/place"));
    CHECK(folder.path().startsWith(QDir::tempPath()));
}
