// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/telemetry/snapshot.h"

#include <QList>
#include <QObject>
#include <QString>
#include <QtQml/qqmlregistration.h>

namespace ui {

/// What is said of one station of the map.
///
/// Units    counts are whole numbers in a double, as in figures.h
struct StationFigures {
    Q_GADGET
    QML_VALUE_TYPE(stationFigures)
    Q_PROPERTY(bool inUse MEMBER inUse)
    Q_PROPERTY(bool counted MEMBER counted)
    Q_PROPERTY(double now MEMBER now)
    Q_PROPERTY(double limit MEMBER limit)
    Q_PROPERTY(double waiting MEMBER waiting)
    Q_PROPERTY(double backingOff MEMBER backingOff)
    Q_PROPERTY(QString summary MEMBER summary)

public:
    bool inUse = true; ///< the mode leads orders through it
    bool counted = true; ///< `now` was measured
    double now = 0; ///< orders in it; in a stage: those that have a place
    double limit = 0; ///< 0: none
    double waiting = 0; ///< orders that wait for a place
    double backingOff = 0;
    QString summary; ///< "Charge: 10 of 10 in flight, 3 backing off"

    friend bool operator==(const StationFigures&, const StationFigures&) = default;
};

/// The stations of the map, and the one that most needs to be looked at.
struct MapFigures {
    Q_GADGET
    QML_VALUE_TYPE(mapFigures)
    Q_PROPERTY(ui::StationFigures intake MEMBER intake)
    Q_PROPERTY(ui::StationFigures channel MEMBER channel)
    Q_PROPERTY(ui::StationFigures validate MEMBER validate)
    Q_PROPERTY(ui::StationFigures charge MEMBER charge)
    Q_PROPERTY(ui::StationFigures batch MEMBER batch)
    Q_PROPERTY(ui::StationFigures persist MEMBER persist)
    Q_PROPERTY(ui::StationFigures ledger MEMBER ledger)
    Q_PROPERTY(int troubled MEMBER troubled)
    Q_PROPERTY(bool ordersKnown MEMBER ordersKnown)
    Q_PROPERTY(double omitted MEMBER omitted)
    Q_PROPERTY(QList<double> byState MEMBER byState)

public:
    StationFigures intake;
    StationFigures channel;
    StationFigures validate;
    StationFigures charge;
    StationFigures batch;
    StationFigures persist;
    StationFigures ledger;
    int troubled = -1; ///< OrderWords::Place; -1: none
    bool ordersKnown = false; ///< single orders are followed
    double omitted = 0; ///< orders that are counted but not listed one by one
    QList<double> byState; ///< orders in each OrderWords::State, wherever they are

    [[nodiscard]] static MapFigures from(const engine::Snapshot& snapshot);
};

/// The station in trouble: a service that is broken before a breaker that holds calls back, before what was found, before something full.
/// OrderWords::Place, or -1.
[[nodiscard]] int troubledStation(const engine::Snapshot& snapshot);

} // namespace ui
