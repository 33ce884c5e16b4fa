// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/run/run.h"
#include "ui/bridge/lab.h"

#include <QObject>
#include <QtQml/qqmlregistration.h>

#include <array>

namespace ui {

/// What a user does to the services of the current run by hand. A run begins with healthy ones.
///
/// Model    ways of being broken add up: slow and failing, say. Healing takes all of them away
/// Threads  GUI thread only
class ServiceCommands : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("EngineCommands has it.")

public:
    static constexpr double kSlowFactor = 5.0;
    static constexpr double kFailing = 0.5;

    explicit ServiceCommands(QObject* parent = nullptr) : QObject(parent) {}

    /// From now on commands are for this run; null: for none.
    void follow(engine::Run* run);

    Q_INVOKABLE void breakService(ui::Stage stage, ui::Breakage how);
    Q_INVOKABLE void healService(ui::Stage stage);
    Q_INVOKABLE void commandBreaker(ui::Stage stage, ui::BreakerCommand command); ///< the store has none
    Q_INVOKABLE [[nodiscard]] bool isBroken(ui::Stage stage, ui::Breakage how) const;
    Q_INVOKABLE [[nodiscard]] bool isHealthy(ui::Stage stage) const;
    Q_INVOKABLE [[nodiscard]] static QString nameOf(ui::Stage stage); ///< "Payment provider"

Q_SIGNALS:
    void troubleChanged();
    void changed(const QString& text); ///< "Payment provider: outage"

private:
    void send(Stage stage, const engine::ServiceTrouble& trouble);
    [[nodiscard]] const engine::ServiceTrouble& troubleOf(Stage stage) const;

    engine::Run* m_run = nullptr;
    std::array<engine::ServiceTrouble, engine::kStageCount> m_troubles;
};

} // namespace ui
