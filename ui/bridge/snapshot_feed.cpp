// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bridge/snapshot_feed.h"

#include <QMetaObject>

#include <mutex>
#include <utility>

namespace ui {

/// Holds the latest snapshot of one run. It outlives the feed for as long as the run holds the callbacks.
class SnapshotFeed::Mailbox {
public:
    struct Content {
        SnapshotPointer latest;
        bool finished = false;
    };

    explicit Mailbox(SnapshotFeed* feed)
        : m_feed(feed)
    {
    }

    void put(const SnapshotPointer& snapshot)
    {
        const std::scoped_lock lock(m_mutex);
        m_content.latest = snapshot;
        wake();
    }

    void finish()
    {
        const std::scoped_lock lock(m_mutex);
        m_content.finished = true;
        wake();
    }

    void detach()
    {
        const std::scoped_lock lock(m_mutex);
        m_feed = nullptr;
    }

    [[nodiscard]] Content take()
    {
        const std::scoped_lock lock(m_mutex);
        m_woken = false;
        return std::exchange(m_content, {});
    }

private:
    /// Posting happens under the lock: detach() cannot return, and so the feed cannot die, in the middle of it.
    void wake()
    {
        if (!m_feed || m_woken)
            return;
        m_woken = true;
        QMetaObject::invokeMethod(
            m_feed, [feed = m_feed] { feed->collect(); }, Qt::QueuedConnection);
    }

    std::mutex m_mutex;
    SnapshotFeed* m_feed;
    Content m_content;
    bool m_woken = false; ///< a wake-up is on its way, or its content waits for the interval to pass
};

SnapshotFeed::SnapshotFeed(QObject* parent)
    : QObject(parent)
{
    m_timer.setSingleShot(true);
    m_timer.setTimerType(Qt::PreciseTimer);
    connect(&m_timer, &QTimer::timeout, this, &SnapshotFeed::deliver);
}

SnapshotFeed::~SnapshotFeed()
{
    close();
}

SnapshotFeed::Callbacks SnapshotFeed::open()
{
    close();
    m_mailbox = std::make_shared<Mailbox>(this);
    return {[mailbox = m_mailbox](const SnapshotPointer& snapshot) { mailbox->put(snapshot); },
        [mailbox = m_mailbox] { mailbox->finish(); }};
}

void SnapshotFeed::close()
{
    if (m_mailbox)
        m_mailbox->detach();
    m_mailbox.reset();
    m_timer.stop();
    m_sinceDelivery.invalidate();
}

void SnapshotFeed::collect()
{
    if (m_timer.isActive())
        return;
    const auto waited = m_sinceDelivery.isValid() ? std::chrono::milliseconds(m_sinceDelivery.elapsed()) : kInterval;
    if (waited < kInterval)
        m_timer.start(kInterval - waited);
    else
        deliver();
}

void SnapshotFeed::deliver()
{
    if (!m_mailbox)
        return;
    const auto content = m_mailbox->take();
    m_sinceDelivery.start();
    if (content.latest)
        Q_EMIT snapshotArrived(content.latest);
    if (content.finished)
        Q_EMIT finished();
}

} // namespace ui
