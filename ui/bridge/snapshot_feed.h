// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/telemetry/snapshot.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>

#include <chrono>
#include <functional>
#include <memory>

namespace ui {

/// Brings snapshots from the engine's thread to the GUI thread: the one crossing in this direction.
///
/// Model    the engine's thread stores the latest snapshot and, if no wake-up is on its way, posts one; the GUI thread
///          collects at most once in kInterval. A burst is coalesced, and its last snapshot always arrives.
/// Shape    open() for each run; snapshotArrived() any number of times, then finished() once, after the last snapshot
/// Threads  lives on the GUI thread; the callbacks may be called from any thread, also after open(), close() or the
///          feed's end have made them mean nothing
class SnapshotFeed final : public QObject {
    Q_OBJECT

public:
    using SnapshotPointer = std::shared_ptr<const engine::Snapshot>;
    struct Callbacks {
        std::function<void(const SnapshotPointer&)> onSnapshot;
        std::function<void()> onFinished;
    };
    static constexpr std::chrono::milliseconds kInterval {33};

    explicit SnapshotFeed(QObject* parent = nullptr);
    ~SnapshotFeed() override;

    /// Listens to a new run. What the run before it still sends is ignored from here on.
    [[nodiscard]] Callbacks open();
    void close();

Q_SIGNALS:
    void snapshotArrived(const ui::SnapshotFeed::SnapshotPointer& snapshot);
    void finished();

private:
    class Mailbox;

    void collect();
    void deliver();

    std::shared_ptr<Mailbox> m_mailbox;
    QTimer m_timer;
    QElapsedTimer m_sinceDelivery;
};

} // namespace ui
