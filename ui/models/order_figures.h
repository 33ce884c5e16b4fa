// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/telemetry/snapshot.h"

#include <QObject>
#include <QString>
#include <QStringList>
#include <QtQml/qqmlregistration.h>

namespace ui {

/// engine::OrderDetail: the one order that somebody looks at.
///
/// Units    clock time; `ageMs` from submission to its end or, while it goes on, to the snapshot. The parts of the time
///          add up to it: what the engine does not count as waiting was spent on a worker
struct OrderFigures {
    Q_GADGET
    QML_VALUE_TYPE(orderFigures)
    Q_PROPERTY(bool known MEMBER known)
    Q_PROPERTY(double id MEMBER id)
    Q_PROPERTY(QString place MEMBER place)
    Q_PROPERTY(QString activity MEMBER activity)
    Q_PROPERTY(QString meaning MEMBER meaning)
    Q_PROPERTY(bool ended MEMBER ended)
    Q_PROPERTY(QString customer MEMBER customer)
    Q_PROPERTY(double total MEMBER total)
    Q_PROPERTY(double ageMs MEMBER ageMs)
    Q_PROPERTY(double queuedMs MEMBER queuedMs)
    Q_PROPERTY(double waitedForPermitMs MEMBER waitedForPermitMs)
    Q_PROPERTY(double waitedForWorkerMs MEMBER waitedForWorkerMs)
    Q_PROPERTY(double atServicesMs MEMBER atServicesMs)
    Q_PROPERTY(double backingOffMs MEMBER backingOffMs)
    Q_PROPERTY(double onWorkerMs MEMBER onWorkerMs)
    Q_PROPERTY(int attempts MEMBER attempts)
    Q_PROPERTY(double deadlineMs MEMBER deadlineMs)
    Q_PROPERTY(QStringList tokens MEMBER tokens)
    Q_PROPERTY(QString ending MEMBER ending)

public:
    bool known = false; ///< an order is looked at, and the engine knows it
    double id = 0;
    QString place;
    QString activity;
    QString meaning; ///< of that activity, one plain sentence
    bool ended = false;
    QString customer;
    double total = 0; ///< in units of the currency
    double ageMs = 0;
    double queuedMs = 0;
    double waitedForPermitMs = 0;
    double waitedForWorkerMs = 0;
    double atServicesMs = 0;
    double backingOffMs = 0;
    double onWorkerMs = 0;
    int attempts = 0;
    double deadlineMs = -1; ///< until it: below 0 it has passed, or there is none
    QStringList tokens; ///< what can cancel it, innermost first
    QString ending; ///< why it ended; empty while it goes on

    [[nodiscard]] static OrderFigures from(const engine::Snapshot& snapshot);
    friend bool operator==(const OrderFigures&, const OrderFigures&) = default;
};

} // namespace ui
