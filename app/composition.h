// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/translation.h"
#include "app/window_place.h"
#include "ui/bridge/engine_commands.h"
#include "ui/bridge/lesson_player.h"
#include "ui/bridge/scenario_files.h"
#include "ui/bridge/snapshot_feed.h"
#include "ui/models/parameter_list.h"
#include "ui/models/picture_freezer.h"
#include "ui/models/run_model.h"
#include "ui/models/scenario_list.h"

#include <QQmlApplicationEngine>

class QQuickWindow;

namespace app {

/// The window and everything behind it, put together: engine -> bridge -> models -> QML.
///
/// Shape    load() -> the event loop runs -> shutDown()
/// Threads  GUI thread only
class Composition {
public:
    static constexpr const char* kFirstScenario = "first-minute";

    /// `starter` makes the runs; tests give one that makes pretended runs.
    explicit Composition(ui::EngineCommands::RunStarter starter = &engine::Run::start,
        const QString& folderParent = ui::RunFolder::defaultParent(),
        const QString& scenarioFolder = ui::ScenarioFiles::defaultFolder());

    /// Opens the window with a scenario running in bounded mode: a built-in one, that of a file, or, if it is empty or
    /// cannot be used, the first one; in `language`, or, if it is empty, in the user's. False: the window's QML could
    /// not be loaded.
    [[nodiscard]] bool load(const QString& scenario = {}, const QString& language = {});
    [[nodiscard]] QQuickWindow* window() const; ///< null before load()

    [[nodiscard]] ui::EngineCommands& commands() { return m_commands; }
    [[nodiscard]] ui::LessonPlayer& lesson() { return m_lesson; }
    [[nodiscard]] ui::ScenarioFiles& files() { return m_files; }
    [[nodiscard]] ui::PictureFreezer& picture() { return m_picture; }
    [[nodiscard]] ui::RunModel& model() { return m_model; }
    [[nodiscard]] QQmlApplicationEngine& qml() { return m_qml; }

    /// Ends every run within ui::EngineCommands::kShutDownLimit. False: one is still going on, so the process should be
    /// left without running static destructors.
    [[nodiscard]] bool shutDown();

private:
    void startFirst(const QString& scenario);
    void speak(const QString& language);

    ui::SnapshotFeed m_feed;
    ui::EngineCommands m_commands;
    ui::PictureFreezer m_picture;
    ui::RunModel m_model;
    ui::ParameterModel m_parameters;
    ui::ParameterList m_parameterList {m_parameters};
    ui::ScenarioFiles m_files;
    ui::LessonPlayer m_lesson;
    ui::ScenarioList m_scenarios;
    ui::ScenarioList m_ownScenarios;
    Translation m_translation;
    WindowPlace m_place;
    QQmlApplicationEngine m_qml; // last, so that the window goes before what it is bound to
};

} // namespace app
