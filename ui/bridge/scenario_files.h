// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/bridge/engine_commands.h"

#include <QObject>
#include <QSettings>
#include <QStringList>
#include <QUrl>
#include <QtQml/qqmlregistration.h>

namespace ui {

/// The user's scenario files: what is opened from anywhere, and what is saved into a folder of its own.
///
/// Model    a saved scenario is one JSON file of the folder, written as a whole or not at all. The latest change to the
///          folder can be undone until the next one. Files from elsewhere are remembered, the latest first, at most
///          kMostRecent.
/// Errors   a file that cannot be read, written or understood becomes the commands' `problem`, in one sentence; the run
///          goes on and nothing else changes
/// Threads  GUI thread only
class ScenarioFiles final : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("The application's composition makes it.")
    Q_PROPERTY(QStringList recent READ recent NOTIFY recentChanged FINAL)
    Q_PROPERTY(QString notice READ notice NOTIFY noticeChanged FINAL)
    Q_PROPERTY(bool undoable READ undoable NOTIFY noticeChanged FINAL)

public:
    static constexpr int kMostRecent = 8;

    explicit ScenarioFiles(
        EngineCommands& commands, const QString& folder = defaultFolder(), QObject* parent = nullptr);

    [[nodiscard]] static QString defaultFolder();
    [[nodiscard]] QString folder() const { return m_folder; }
    [[nodiscard]] QStringList recent() const; ///< paths; files that have gone are left out
    [[nodiscard]] QString notice() const { return m_notice; } ///< what was done last, in one sentence
    [[nodiscard]] bool undoable() const { return !m_before.path.isEmpty(); }

    Q_INVOKABLE void open(const QString& path); ///< starts it in the present mode
    Q_INVOKABLE void openUrl(const QUrl& url);
    /// Saves what runs, with every value that the user has changed, in the place of the file with this title, if any.
    Q_INVOKABLE void save(const QString& title);
    Q_INVOKABLE bool hasTitle(const QString& title) const; ///< a saved scenario is called so
    Q_INVOKABLE void rename(const QString& path, const QString& title);
    Q_INVOKABLE void remove(const QString& path);
    Q_INVOKABLE void undo();
    Q_INVOKABLE void dismissNotice();

Q_SIGNALS:
    void saved(const QString& path);
    void folderChanged();
    void recentChanged();
    void noticeChanged();
    void dialogWanted(); ///< whoever has dialogs lets the user choose a file, and calls open()

private:
    /// A file of the folder as it was before the latest change.
    struct Before {
        QString path;
        QByteArray content; ///< null: there was none
    };
    [[nodiscard]] bool write(const QString& path, const QByteArray& content);
    [[nodiscard]] QString pathFor(const QString& title) const;
    [[nodiscard]] QString pathWithTitle(const QString& title) const;
    void remember(const QString& path);
    void tell(const QString& notice, const Before& before);

    EngineCommands& m_commands;
    QString m_folder;
    QSettings m_settings;
    QString m_notice;
    Before m_before;
};

} // namespace ui
