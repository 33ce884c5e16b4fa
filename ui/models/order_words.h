// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/telemetry/snapshot.h"

#include <QObject>
#include <QString>
#include <QtQml/qqmlregistration.h>

namespace ui {

/// What is said of single orders, and the names by which QML means their places and states.
///
/// Model    the numbers are those of engine::OrderPlace and engine::OrderActivity, and of what the map's item is given
class OrderWords final : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_SINGLETON

public:
    /// engine::OrderPlace, value for value; its last one is where orders that have ended are drawn.
    enum Place { Intake, Channel, Validate, Charge, Batch, Persist, Ledger };
    Q_ENUM(Place)
    /// engine::OrderActivity, value for value.
    enum State {
        Queued,
        WaitingForPermit,
        WaitingForWorker,
        Running,
        Blocked,
        Suspended,
        BackingOff,
        Persisted,
        Rejected,
        Failed,
        TimedOut,
        Cancelled,
        Dropped,
        Lost,
        Orphaned,
    };
    Q_ENUM(State)

    Q_INVOKABLE static QString place(int place); ///< "Charge"
    Q_INVOKABLE static QString state(int state); ///< "backing off"
    Q_INVOKABLE static QString meaning(int state); ///< one plain sentence
};

static_assert(static_cast<int>(OrderWords::Ledger) == static_cast<int>(engine::OrderPlace::Ended));
static_assert(OrderWords::Ledger + 1 == engine::kOrderPlaceCount);
static_assert(static_cast<int>(OrderWords::BackingOff) == static_cast<int>(engine::OrderActivity::BackingOff));
static_assert(static_cast<int>(OrderWords::Orphaned) == static_cast<int>(engine::OrderActivity::Orphaned));
static_assert(OrderWords::Orphaned + 1 == engine::kOrderActivityCount);

} // namespace ui
