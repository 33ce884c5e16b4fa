// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/bridge/scenario_files.h"

#include <QFileDialog>
#include <QObject>
#include <QPointer>

namespace app {

/// The system's dialog in which the user chooses a scenario file. It is made when it is first wanted, and nothing waits
/// for it: the run goes on behind it.
///
/// Threads  GUI thread only; `files` outlives it
class ScenarioDialog : public QObject {
    Q_OBJECT

public:
    explicit ScenarioDialog(ui::ScenarioFiles& files);
    ~ScenarioDialog() override;

private:
    void show();

    ui::ScenarioFiles& m_files;
    QPointer<QFileDialog> m_dialog;
};

} // namespace app
