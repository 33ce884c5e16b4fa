// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/composition.h"

#include "ui/models/typefaces.h"

#include <QQuickWindow>
#include <QUrl>
#include <QVariant>

#include <utility>

namespace app {

Composition::Composition(ui::EngineCommands::RunStarter starter, const QString& folderParent)
    : m_commands(m_feed, std::move(starter), folderParent)
{
    QObject::connect(&m_commands, &ui::EngineCommands::runStarted, &m_model, &ui::RunModel::begin);
    QObject::connect(&m_feed, &ui::SnapshotFeed::snapshotArrived, &m_model, &ui::RunModel::show);
}

bool Composition::load()
{
    ui::Typefaces::load();
    m_commands.start(QLatin1String(kFirstScenario), ui::Mode::Bounded);
    m_qml.addImportPath(QStringLiteral("qrc:/qt/qml"));
    m_qml.setInitialProperties({{QStringLiteral("engine"), QVariant::fromValue(&m_commands)},
        {QStringLiteral("run"), QVariant::fromValue(&m_model)},
        {QStringLiteral("scenarios"), QVariant::fromValue(&m_scenarios)}});
    m_qml.load(QUrl(QStringLiteral("qrc:/qt/qml/Threadweir/qml/Main.qml")));
    return window() != nullptr;
}

QQuickWindow* Composition::window() const
{
    const auto roots = m_qml.rootObjects();
    return roots.isEmpty() ? nullptr : qobject_cast<QQuickWindow*>(roots.constFirst());
}

bool Composition::shutDown()
{
    return m_commands.shutDown();
}

} // namespace app
