// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/composition.h"

#include "engine/workload/scenario_json.h"
#include "ui/models/typefaces.h"
#include "ui/models/view_settings.h"

#include <QQuickWindow>
#include <QUrl>
#include <QVariant>

#include <utility>

namespace app {

Composition::Composition(
    ui::EngineCommands::RunStarter starter, const QString& folderParent, const QString& scenarioFolder)
    : m_commands(m_feed, std::move(starter), folderParent)
    , m_files(m_commands, scenarioFolder)
    , m_lesson(m_commands)
    , m_ownScenarios(scenarioFolder)
{
    m_parameterList.keepBack(0); // their panel asks for those that it has room for
    // Whatever draws is behind the freezer, so that all of the picture stands still together.
    QObject::connect(&m_commands, &ui::EngineCommands::runStarted, &m_picture, &ui::PictureFreezer::begin);
    QObject::connect(&m_feed, &ui::SnapshotFeed::snapshotArrived, &m_picture, &ui::PictureFreezer::pass);
    QObject::connect(&m_picture, &ui::PictureFreezer::began, &m_model, &ui::RunModel::begin);
    QObject::connect(&m_picture, &ui::PictureFreezer::passed, &m_model, &ui::RunModel::show);

    const ui::ScenarioEdits& edits = *m_commands.edits();
    QObject::connect(&edits, &ui::ScenarioEdits::wantedChanged, &m_parameters,
        [this, &edits] { m_parameters.show(edits.scenario(), edits.own(), edits.mode()); });
    QObject::connect(&m_files, &ui::ScenarioFiles::folderChanged, &m_ownScenarios, &ui::ScenarioList::refresh);
}

void Composition::startFirst(const QString& scenario)
{
    if (engine::builtInScenarios().contains(scenario))
        m_commands.start(scenario, ui::Mode::Bounded);
    else if (!scenario.isEmpty())
        m_files.open(scenario);
    if (m_commands.active())
        return;
    const QString problem = m_commands.problem();
    m_commands.start(QLatin1String(kFirstScenario), ui::Mode::Bounded);
    m_commands.showProblem(problem);
}

void Composition::speak(const QString& language)
{
    m_translation.use(language);
    m_lesson.setLanguage(m_translation.language());
    m_qml.retranslate();
    m_model.showAgain();
    m_parameters.showAgain();
    m_scenarios.refresh();
    m_ownScenarios.refresh();
}

bool Composition::load(const QString& scenario, const QString& language)
{
    ui::Typefaces::load();
    m_translation.use(language.isEmpty() ? ui::ViewSettings().language() : language);
    m_lesson.setLanguage(m_translation.language());
    m_parameters.showAgain();
    startFirst(scenario);
    m_qml.addImportPath(QStringLiteral("qrc:/qt/qml"));
    QVariantMap properties = WindowPlace::initialProperties();
    properties.insert({{QStringLiteral("engine"), QVariant::fromValue(&m_commands)},
        {QStringLiteral("run"), QVariant::fromValue(&m_model)},
        {QStringLiteral("picture"), QVariant::fromValue(&m_picture)},
        {QStringLiteral("parameters"), QVariant::fromValue(&m_parameterList)},
        {QStringLiteral("scenarios"), QVariant::fromValue(&m_scenarios)},
        {QStringLiteral("ownScenarios"), QVariant::fromValue(&m_ownScenarios)},
        {QStringLiteral("files"), QVariant::fromValue(&m_files)},
        {QStringLiteral("lesson"), QVariant::fromValue(&m_lesson)}});
    m_qml.setInitialProperties(properties);
    m_qml.load(QUrl(QStringLiteral("qrc:/qt/qml/Threadweir/qml/Main.qml")));
    if (!window())
        return false;
    m_place.watch(*window());
    auto* settings = m_qml.singletonInstance<ui::ViewSettings*>(qmlTypeId("Threadweir", 1, 0, "ViewSettings"));
    QObject::connect(settings, &ui::ViewSettings::languageChanged, settings, [this, settings] { speak(settings->language()); });
    return true;
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
