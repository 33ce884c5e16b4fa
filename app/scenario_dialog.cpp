// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/scenario_dialog.h"

#include <QDir>
#include <QFileInfo>
#include <QStandardPaths>

namespace app {

namespace {

/// Where the user was last time, or where documents are.
QString firstFolder(const QString& latestFile)
{
    if (!latestFile.isEmpty())
        return QFileInfo(latestFile).absolutePath();
    const QString documents = QStandardPaths::writableLocation(QStandardPaths::DocumentsLocation);
    return QFileInfo(documents).isDir() ? documents : QDir::homePath();
}

} // namespace

ScenarioDialog::ScenarioDialog(ui::ScenarioFiles& files)
    : m_files(files)
{
    connect(&m_files, &ui::ScenarioFiles::dialogWanted, this, &ScenarioDialog::show);
}

ScenarioDialog::~ScenarioDialog()
{
    delete m_dialog;
}

void ScenarioDialog::show()
{
    if (!m_dialog) {
        m_dialog = new QFileDialog(nullptr, tr("Open a scenario"), firstFolder(m_files.recent().value(0)),
            tr("Scenario files (*.json);;All files (*)"));
        m_dialog->setFileMode(QFileDialog::ExistingFile);
        connect(m_dialog, &QFileDialog::fileSelected, &m_files, &ui::ScenarioFiles::open);
    }
    m_dialog->show();
    m_dialog->raise();
    m_dialog->activateWindow();
}

} // namespace app
