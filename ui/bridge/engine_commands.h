// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/run/run.h"
#include "ui/bridge/lab.h"
#include "ui/bridge/run_folder.h"
#include "ui/bridge/run_reaper.h"
#include "ui/bridge/snapshot_feed.h"

#include <QObject>
#include <QtQml/qqmlregistration.h>

#include <functional>
#include <memory>

namespace ui {

/// What a user can ask of the engine. Holds the window's one current run and replaces it.
///
/// Model    a new run begins at once; the one before it is cancelled and handed to the reaper, which waits for it and
/// then
///          removes its database
/// Shape    start() or startScenario() -> toggleHold / step / stop / setRate at will -> start() again
/// Errors   a scenario that cannot be loaded leaves the current run as it is and sets `problem` to one sentence
/// Threads  GUI thread only; nothing here waits for the engine, except shutDown(), which has a limit
class EngineCommands final : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("The application's composition makes it.")
    Q_PROPERTY(ui::Mode mode READ mode NOTIFY runChanged FINAL)
    Q_PROPERTY(QString scenario READ scenario NOTIFY runChanged FINAL)
    Q_PROPERTY(QString title READ title NOTIFY runChanged FINAL)
    Q_PROPERTY(QString databasePath READ databasePath NOTIFY runChanged FINAL)
    Q_PROPERTY(QString folder READ folder CONSTANT FINAL)
    Q_PROPERTY(bool active READ active NOTIFY stateChanged FINAL)
    Q_PROPERTY(bool held READ held NOTIFY stateChanged FINAL)
    Q_PROPERTY(bool stopping READ stopping NOTIFY stateChanged FINAL)
    Q_PROPERTY(double rate READ rate NOTIFY rateChanged FINAL)
    Q_PROPERTY(double ratePosition READ ratePosition NOTIFY rateChanged FINAL)
    Q_PROPERTY(QString problem READ problem NOTIFY problemChanged FINAL)

public:
    using RunStarter = std::function<std::unique_ptr<engine::Run>(engine::Run::Options)>;
    using SnapshotPointer = SnapshotFeed::SnapshotPointer;
    static constexpr std::chrono::milliseconds kShutDownLimit {800};

    /// `starter` makes the runs; tests give one that makes pretended runs.
    EngineCommands(SnapshotFeed& feed, RunStarter starter, const QString& folderParent = RunFolder::defaultParent(),
        QObject* parent = nullptr);
    ~EngineCommands() override;

    [[nodiscard]] Mode mode() const { return m_mode; }
    [[nodiscard]] QString scenario() const { return m_scenario; } ///< a built-in name, or the path of its file
    [[nodiscard]] QString title() const; ///< of the scenario, for people
    [[nodiscard]] const engine::Scenario& wanted() const { return m_wanted; } ///< what runs, as it would be saved
    [[nodiscard]] QString databasePath() const { return m_databasePath; }
    [[nodiscard]] QString folder() const { return m_folder.path(); }
    [[nodiscard]] bool active() const { return m_run && !m_ended; } ///< a run is there that has not ended
    [[nodiscard]] bool held() const { return m_held; }
    [[nodiscard]] bool stopping() const { return m_stopping; }
    [[nodiscard]] double rate() const { return m_rate; }
    [[nodiscard]] double ratePosition() const;
    [[nodiscard]] QString problem() const { return m_problem; }

    Q_INVOKABLE void start(const QString& scenario, ui::Mode mode);
    /// The same with a scenario that has been read already from `name`.
    void startScenario(engine::Scenario scenario, const QString& name, Mode mode);
    /// What runs is kept in a file from now on, and called so. The run goes on.
    void nameScenario(const QString& path, const QString& name, const QString& title);
    Q_INVOKABLE void startAgain(); ///< the same scenario in the same mode, from the beginning
    Q_INVOKABLE void switchMode(ui::Mode mode); ///< nothing happens if a run in this mode is going on
    Q_INVOKABLE void chooseScenario(const QString& scenario); ///< keeps the mode
    Q_INVOKABLE void toggleHold();
    Q_INVOKABLE void step();
    Q_INVOKABLE void stop(); ///< takes no more orders and finishes those in flight
    Q_INVOKABLE void setRate(double rate);
    Q_INVOKABLE void setRatePosition(double position);
    Q_INVOKABLE void faster();
    Q_INVOKABLE void slower();
    void showProblem(const QString& problem); ///< that something cannot be done, in one sentence; the run goes on
    Q_INVOKABLE void dismissProblem();

    /// Cancels the run and waits for it and its predecessors, at most kShutDownLimit. False: one did not end in time.
    [[nodiscard]] bool shutDown();

Q_SIGNALS:
    /// A run has begun; `first` is its first snapshot. Arrives before anything of the run in the feed.
    void runStarted(const ui::EngineCommands::SnapshotPointer& first);
    void runChanged();
    void stateChanged();
    void rateChanged();
    void problemChanged();

private:
    void retire();
    void markEnded();

    SnapshotFeed& m_feed;
    RunStarter m_starter;
    RunFolder m_folder;
    RunReaper m_reaper; // after m_folder: runs end before their folder goes
    std::unique_ptr<engine::Run> m_run;
    engine::Scenario m_wanted;
    QString m_scenario;
    QString m_databasePath;
    QString m_problem;
    Mode m_mode = Mode::Bounded;
    double m_rate = 1.0;
    bool m_ended = false;
    bool m_held = false;
    bool m_stopping = false;
};

} // namespace ui
