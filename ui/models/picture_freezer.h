// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/bridge/snapshot_feed.h"

#include <QObject>
#include <QtQml/qqmlregistration.h>

namespace ui {

/// Stands between the feed and everything that draws: frozen, the picture stands still while the engine goes on behind it.
///
/// Model    what comes while it is frozen is held back, and counted; the latest is passed on when it thaws. A new run thaws it
/// Units    clock time; orders that have ended
/// Threads  GUI thread only
class PictureFreezer : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("The application's composition makes it.")
    Q_PROPERTY(bool frozen READ frozen WRITE setFrozen NOTIFY frozenChanged FINAL)
    Q_PROPERTY(double ordersBehind READ ordersBehind NOTIFY behindChanged FINAL)
    Q_PROPERTY(double secondsBehind READ secondsBehind NOTIFY behindChanged FINAL)
    Q_PROPERTY(bool endedBehind READ endedBehind NOTIFY behindChanged FINAL)

public:
    using SnapshotPointer = SnapshotFeed::SnapshotPointer;

    explicit PictureFreezer(QObject* parent = nullptr) : QObject(parent) {}

    [[nodiscard]] bool frozen() const { return m_frozen; }
    void setFrozen(bool frozen);
    Q_INVOKABLE void toggle() { setFrozen(!m_frozen); }

    [[nodiscard]] double ordersBehind() const; ///< that have ended since it froze
    [[nodiscard]] double secondsBehind() const; ///< that the run's clock has gone on
    [[nodiscard]] bool endedBehind() const; ///< the run has ended since

    void begin(const SnapshotPointer& first); ///< of another run
    void pass(const SnapshotPointer& snapshot); ///< the next of the same run

Q_SIGNALS:
    void began(const ui::PictureFreezer::SnapshotPointer& first);
    void passed(const ui::PictureFreezer::SnapshotPointer& snapshot);
    void frozenChanged();
    void behindChanged();

private:
    bool m_frozen = false;
    SnapshotPointer m_shown; ///< null before the first run
    SnapshotPointer m_latest;
};

} // namespace ui
