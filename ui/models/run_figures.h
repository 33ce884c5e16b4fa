// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/bridge/lab.h"
#include "ui/models/figures.h"
#include "ui/models/order_figures.h"
#include "ui/models/map_tokens.h"
#include "ui/models/policy_figures.h"
#include "ui/models/station_figures.h"

#include <QByteArray>
#include <QList>
#include <QObject>
#include <QString>
#include <QStringList>
#include <QtQml/qqmlregistration.h>

#include <memory>

namespace ui {

/// One snapshot as QML binds to it. All of it changes at once, so figures that belong together always agree.
///
/// Threads  GUI thread only
class RunFigures : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("RunModel makes it.")
    Q_PROPERTY(ui::LedgerFigures ledger READ ledger NOTIFY changed FINAL)
    Q_PROPERTY(ui::PoolFigures pool READ pool NOTIFY changed FINAL)
    Q_PROPERTY(QByteArray workerStates READ workerStates NOTIFY changed FINAL)
    Q_PROPERTY(QList<double> workerOrders READ workerOrders NOTIFY changed FINAL)
    Q_PROPERTY(QByteArray workerPlaces READ workerPlaces NOTIFY changed FINAL)
    Q_PROPERTY(double threadlessOrders READ threadlessOrders NOTIFY changed FINAL)
    Q_PROPERTY(QStringList governorLog READ governorLog NOTIFY changed FINAL)
    Q_PROPERTY(QStringList governorReasons READ governorReasons NOTIFY changed FINAL)
    Q_PROPERTY(ui::LevelFigures channel READ channel NOTIFY changed FINAL)
    Q_PROPERTY(ui::LevelFigures inFlightTotal READ inFlightTotal NOTIFY changed FINAL)
    Q_PROPERTY(ui::StageFigures validate READ validate NOTIFY changed FINAL)
    Q_PROPERTY(ui::StageFigures charge READ charge NOTIFY changed FINAL)
    Q_PROPERTY(ui::StageFigures persist READ persist NOTIFY changed FINAL)
    Q_PROPERTY(ui::ServiceFigures ruleEngine READ ruleEngine NOTIFY changed FINAL)
    Q_PROPERTY(ui::ServiceFigures paymentProvider READ paymentProvider NOTIFY changed FINAL)
    Q_PROPERTY(ui::PolicyFigures ruleEnginePolicy READ ruleEnginePolicy NOTIFY changed FINAL)
    Q_PROPERTY(ui::PolicyFigures paymentPolicy READ paymentPolicy NOTIFY changed FINAL)
    Q_PROPERTY(ui::StoreFigures store READ store NOTIFY changed FINAL)
    Q_PROPERTY(ui::PercentileFigures latency READ latency NOTIFY changed FINAL)
    Q_PROPERTY(ui::PercentileFigures recentLatency READ recentLatency NOTIFY changed FINAL)
    Q_PROPERTY(ui::OrderFigures watched READ watched NOTIFY changed FINAL)
    Q_PROPERTY(ui::OrderTokens orderTokens READ orderTokens NOTIFY changed FINAL)
    Q_PROPERTY(ui::MapFigures map READ map NOTIFY changed FINAL)
    Q_PROPERTY(double waitingWriters READ waitingWriters NOTIFY changed FINAL)
    Q_PROPERTY(double throughputPerSecond READ throughputPerSecond NOTIFY changed FINAL)
    Q_PROPERTY(double doubleCharges READ doubleCharges NOTIFY changed FINAL)
    Q_PROPERTY(double clockSeconds READ clockSeconds NOTIFY changed FINAL)
    Q_PROPERTY(double wallSeconds READ wallSeconds NOTIFY changed FINAL)
    Q_PROPERTY(double residentBytes READ residentBytes NOTIFY changed FINAL)
    Q_PROPERTY(double droppedEvents READ droppedEvents NOTIFY changed FINAL)
    Q_PROPERTY(ui::Mode mode READ mode NOTIFY changed FINAL)
    Q_PROPERTY(ui::Outcome outcome READ outcome NOTIFY changed FINAL)
    Q_PROPERTY(bool ended READ ended NOTIFY changed FINAL)
    Q_PROPERTY(bool held READ held NOTIFY changed FINAL)
    Q_PROPERTY(bool draining READ draining NOTIFY changed FINAL)
    Q_PROPERTY(QString outcomeDetail READ outcomeDetail NOTIFY changed FINAL)
    Q_PROPERTY(QString observation READ observation NOTIFY changed FINAL)

public:
    using SnapshotPointer = std::shared_ptr<const engine::Snapshot>;

    explicit RunFigures(QObject* parent = nullptr);

    void show(const SnapshotPointer& snapshot);

    [[nodiscard]] LedgerFigures ledger() const { return LedgerFigures::from(m_snapshot->ledger); }
    [[nodiscard]] PoolFigures pool() const { return PoolFigures::from(m_snapshot->pool, m_snapshot->governor); }
    [[nodiscard]] QByteArray workerStates() const; ///< one byte for each worker alive: 0 idle, 1 running, 2 blocked
    [[nodiscard]] QList<double> workerOrders() const; ///< of the same workers; 0: none
    [[nodiscard]] QByteArray workerPlaces() const; ///< of those orders: engine::OrderPlace
    [[nodiscard]] double threadlessOrders() const; ///< in flight, and none of the pool's threads is busy with them
    [[nodiscard]] QStringList governorLog() const; ///< newest first
    [[nodiscard]] QStringList governorReasons() const; ///< the same changes, in whole sentences
    [[nodiscard]] LevelFigures channel() const { return LevelFigures::from(m_snapshot->channel); }
    [[nodiscard]] LevelFigures inFlightTotal() const { return LevelFigures::from(m_snapshot->inFlightTotal); }
    [[nodiscard]] StageFigures validate() const { return StageFigures::from(stage(engine::Stage::Validate)); }
    [[nodiscard]] StageFigures charge() const { return StageFigures::from(stage(engine::Stage::Charge)); }
    [[nodiscard]] StageFigures persist() const { return StageFigures::from(stage(engine::Stage::Persist)); }
    [[nodiscard]] ServiceFigures ruleEngine() const { return ServiceFigures::from(m_snapshot->ruleEngine); }
    [[nodiscard]] ServiceFigures paymentProvider() const { return ServiceFigures::from(m_snapshot->paymentProvider); }
    [[nodiscard]] PolicyFigures ruleEnginePolicy() const { return policy(m_snapshot->ruleEnginePolicy); }
    [[nodiscard]] PolicyFigures paymentPolicy() const { return policy(m_snapshot->paymentPolicy); }
    [[nodiscard]] StoreFigures store() const { return StoreFigures::from(m_snapshot->store); }
    [[nodiscard]] PercentileFigures latency() const { return PercentileFigures::from(m_snapshot->latency); }
    [[nodiscard]] PercentileFigures recentLatency() const { return PercentileFigures::from(m_snapshot->recentLatency); }
    [[nodiscard]] OrderFigures watched() const { return OrderFigures::from(*m_snapshot); }
    [[nodiscard]] OrderTokens orderTokens() const { return tokensOf(*m_snapshot); }
    [[nodiscard]] MapFigures map() const { return m_map; }
    [[nodiscard]] double waitingWriters() const { return static_cast<double>(m_snapshot->waitingWriters); }
    [[nodiscard]] double throughputPerSecond() const { return m_snapshot->throughputPerSecond; }
    [[nodiscard]] double doubleCharges() const { return static_cast<double>(m_snapshot->doubleCharges); }
    [[nodiscard]] double clockSeconds() const { return std::chrono::duration<double>(m_snapshot->at).count(); }
    [[nodiscard]] double wallSeconds() const { return std::chrono::duration<double>(m_snapshot->wall).count(); }
    [[nodiscard]] double residentBytes() const { return static_cast<double>(m_snapshot->residentBytes); }
    [[nodiscard]] double droppedEvents() const { return static_cast<double>(m_snapshot->droppedEvents); }
    [[nodiscard]] Mode mode() const { return static_cast<Mode>(m_snapshot->mode); }
    [[nodiscard]] Outcome outcome() const { return static_cast<Outcome>(m_snapshot->outcome); }
    [[nodiscard]] bool ended() const { return outcome() != Outcome::Running; }
    [[nodiscard]] bool held() const { return m_snapshot->held; }
    [[nodiscard]] bool draining() const { return m_snapshot->draining; }
    [[nodiscard]] QString outcomeDetail() const; ///< one plain sentence once the run has ended
    [[nodiscard]] QString observation() const; ///< one plain sentence while it goes on

Q_SIGNALS:
    void changed();

private:
    [[nodiscard]] const engine::StageView& stage(engine::Stage which) const { return m_snapshot->stage(which); }

    [[nodiscard]] PolicyFigures policy(const engine::PolicyView& view) const
    {
        return PolicyFigures::from(view, m_snapshot->at);
    }

    SnapshotPointer m_snapshot; // never null
    MapFigures m_map; // of m_snapshot; kept, because many bindings read it
};

} // namespace ui
