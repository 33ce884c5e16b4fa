// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLockFile>
#include <QString>

#include <memory>

namespace ui {

/// Where a window keeps the order databases of its runs: one folder for each process, gone when the window closes.
///
/// Shape    PARENT/PROCESS-ID/001-first-minute-bounded.sqlite, one file for each run
/// Errors   a folder that cannot be made is tried again under the system's temporary folder; if that fails too, the run
///          itself reports that its database cannot be opened
/// Threads  one owner, except removeDatabase(), which any thread may call
class RunFolder {
public:
    /// `parent` is made if needed. Folders in it whose process has died are removed.
    explicit RunFolder(const QString& parent = defaultParent());
    ~RunFolder();
    RunFolder(const RunFolder&) = delete;
    RunFolder& operator=(const RunFolder&) = delete;

    [[nodiscard]] static QString defaultParent();

    [[nodiscard]] QString path() const { return m_path; }
    [[nodiscard]] QString nextDatabase(const QString& scenario, const QString& mode);
    static void removeDatabase(const QString& path);

private:
    [[nodiscard]] bool make(const QString& parent);

    QString m_path;
    std::unique_ptr<QLockFile> m_lock;
    int m_runs = 0;
};

} // namespace ui
