// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/telemetry/snapshot.h"
#include "ui/items/strip_source.h"

#include <QAbstractListModel>
#include <QString>
#include <QtQml/qqmlregistration.h>

#include <deque>
#include <vector>

namespace ui {

/// What happened in a run, a row for each event, the latest first: what was done to it, what was found, and what is over.
///
/// Model    events come from `source`, so that the log and the charts tell the same; findings from the snapshots
/// Bounds   the latest kMost rows
/// Units    seconds of clock time
/// Threads  GUI thread only
class RunLog : public QAbstractListModel {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("RunModel makes it.")

public:
    static constexpr std::size_t kMost = 400;
    enum Role { Time = Qt::UserRole, What, Kind };
    enum EntryKind { Done, Found, Over };
    Q_ENUM(EntryKind)

    explicit RunLog(const StripSource& source, QObject* parent = nullptr);

    void begin(); ///< of another run
    void show(const engine::Snapshot& snapshot);
    void showAgain(); ///< in the language that is spoken now

    [[nodiscard]] int rowCount(const QModelIndex& parent = {}) const override;
    [[nodiscard]] QVariant data(const QModelIndex& index, int role) const override;
    [[nodiscard]] QHash<int, QByteArray> roleNames() const override;

private:
    struct Entry {
        double at = 0;
        EntryKind kind = Done;
        QString done;
        engine::FindingKind finding {}; ///< found, or over
        engine::Phrase sentence; ///< found
    };

    [[nodiscard]] static QString textOf(const Entry& entry);
    void add(Entry entry);

    const StripSource& m_source;
    std::deque<Entry> m_entries; ///< the latest first
    std::vector<engine::Finding> m_findings; ///< that hold
    std::vector<StripMark> m_marksAtLast; ///< of the instant m_readUpTo: more may come for it
    double m_readUpTo = -1;
};

} // namespace ui
