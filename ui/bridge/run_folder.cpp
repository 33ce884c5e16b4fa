// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bridge/run_folder.h"

#include <QCoreApplication>
#include <QDateTime>
#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QStandardPaths>

#include <chrono>

namespace ui {

namespace {

constexpr int kGraceSeconds = 60; ///< a folder younger than this may belong to a process that has not locked it yet

QString lockPath(const QString& folder)
{
    return folder + QStringLiteral("/in-use.lock");
}

/// Removes what crashed windows left behind: folders whose lock nobody alive holds.
void sweep(const QString& parent)
{
    const auto folders = QDir(parent).entryInfoList(QDir::Dirs | QDir::NoDotAndDotDot);
    for (const QFileInfo& folder : folders) {
        if (folder.lastModified().secsTo(QDateTime::currentDateTime()) < kGraceSeconds)
            continue;
        QLockFile lock(lockPath(folder.filePath()));
        lock.setStaleLockTime(0);
        if (!lock.tryLock(0))
            continue;
        lock.unlock();
        QDir(folder.filePath()).removeRecursively();
    }
}

/// Keeps a file name portable whatever a scenario is called.
QString fileNamePart(const QString& text)
{
    QString part;
    for (const QChar character : text.left(40))
        part += character.isLetterOrNumber() || character == QLatin1Char('-') ? character : QLatin1Char('_');
    return part;
}

} // namespace

RunFolder::RunFolder(const QString& parent)
{
    sweep(parent);
    if (!make(parent) && !make(QDir::tempPath() + QStringLiteral("/threadweir-runs")))
        m_path = QDir::tempPath();
}

RunFolder::~RunFolder()
{
    if (!m_lock)
        return;
    m_lock->unlock();
    QDir(m_path).removeRecursively();
}

QString RunFolder::defaultParent()
{
    return QStandardPaths::writableLocation(QStandardPaths::CacheLocation) + QStringLiteral("/runs");
}

bool RunFolder::make(const QString& parent)
{
    const auto path = parent + QLatin1Char('/') + QString::number(QCoreApplication::applicationPid());
    if (!QDir().mkpath(path))
        return false;
    auto lock = std::make_unique<QLockFile>(lockPath(path));
    lock->setStaleLockTime(0);
    if (!lock->tryLock(0))
        return false;
    m_path = path;
    m_lock = std::move(lock);
    return true;
}

QString RunFolder::nextDatabase(const QString& scenario, const QString& mode)
{
    ++m_runs;
    return QStringLiteral("%1/%2-%3-%4.sqlite")
        .arg(m_path)
        .arg(m_runs, 3, 10, QLatin1Char('0'))
        .arg(fileNamePart(scenario), mode);
}

void RunFolder::removeDatabase(const QString& path)
{
    for (const auto* suffix : {"", "-wal", "-shm", "-journal"})
        QFile::remove(path + QLatin1String(suffix));
}

} // namespace ui
