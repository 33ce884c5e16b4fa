// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/run/run.h"
#include "ui/bridge/lab.h"
#include "ui/bridge/run_folder.h"
#include "ui/bridge/run_reaper.h"
#include "ui/bridge/scenario_edits.h"
#include "ui/bridge/service_commands.h"
#include "ui/bridge/snapshot_feed.h"

#include <QObject>
#include <QTimer>
#include <QtQml/qqmlregistration.h>

#include <functional>
#include <memory>

namespace ui {

/// What a user can ask of the engine. Holds the window's one current run and replaces it.
///
/// Model    a new run begins at once; the one before it is cancelled and handed to the reaper, which waits for it and
///          then removes its database. What `edits` wants is brought into force on the run that is there, at most once
///          in kApplyInterval; a new run begins only where that cannot be, or where the run has ended
/// Shape    start() or startScenario() -> toggleHold / step / stop / cancel / setRate / edits / services at will ->
///          start() again
/// Errors   a scenario that cannot be loaded leaves the current run as it is and sets `problem` to one sentence
/// Threads  GUI thread only; nothing here waits for the engine, except shutDown(), which has a limit
class EngineCommands final : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("The application's composition makes it.")
    Q_PROPERTY(ui::ScenarioEdits* edits READ edits CONSTANT FINAL)
    Q_PROPERTY(ui::ServiceCommands* services READ services CONSTANT FINAL)
    Q_PROPERTY(ui::Mode mode READ mode NOTIFY runChanged FINAL)
    Q_PROPERTY(QString scenario READ scenario NOTIFY runChanged FINAL)
    Q_PROPERTY(QString title READ title NOTIFY runChanged FINAL)
    Q_PROPERTY(QString databasePath READ databasePath NOTIFY runChanged FINAL)
    Q_PROPERTY(QString folder READ folder CONSTANT FINAL)
    Q_PROPERTY(bool active READ active NOTIFY stateChanged FINAL)
    Q_PROPERTY(bool held READ held NOTIFY stateChanged FINAL)
    Q_PROPERTY(bool stopping READ stopping NOTIFY stateChanged FINAL)
    Q_PROPERTY(bool cancelling READ cancelling NOTIFY stateChanged FINAL)
    Q_PROPERTY(double rate READ rate NOTIFY rateChanged FINAL)
    Q_PROPERTY(double ratePosition READ ratePosition NOTIFY rateChanged FINAL)
    Q_PROPERTY(QList<double> rateDetents READ rateDetents CONSTANT FINAL)
    Q_PROPERTY(QString problem READ problem NOTIFY problemChanged FINAL)

public:
    using RunStarter = std::function<std::unique_ptr<engine::Run>(engine::Run::Options)>;
    using SnapshotPointer = SnapshotFeed::SnapshotPointer;
    static constexpr std::chrono::milliseconds kShutDownLimit {800};
    static constexpr std::chrono::milliseconds kApplyInterval {50};

    /// `starter` makes the runs; tests give one that makes pretended runs.
    EngineCommands(SnapshotFeed& feed, RunStarter starter, const QString& folderParent = RunFolder::defaultParent(),
        QObject* parent = nullptr);
    ~EngineCommands() override;

    [[nodiscard]] ScenarioEdits* edits() { return &m_edits; }
    [[nodiscard]] ServiceCommands* services() { return &m_services; }
    [[nodiscard]] Mode mode() const { return static_cast<Mode>(m_edits.mode()); } ///< that is wanted
    [[nodiscard]] QString scenario() const { return m_scenario; } ///< a built-in name, or the path of its file
    [[nodiscard]] QString title() const; ///< of the scenario, for people
    [[nodiscard]] const engine::Scenario& wanted() const { return m_edits.scenario(); } ///< what runs, as it would be saved
    [[nodiscard]] QString databasePath() const { return m_databasePath; }
    [[nodiscard]] QString folder() const { return m_folder.path(); }
    [[nodiscard]] bool active() const { return m_run && !m_ended; } ///< a run is there that has not ended
    [[nodiscard]] bool held() const { return m_held; }
    [[nodiscard]] bool stopping() const { return m_stopping; }
    [[nodiscard]] bool cancelling() const { return m_cancelling; }
    [[nodiscard]] double rate() const { return m_rate; }
    [[nodiscard]] double ratePosition() const;
    [[nodiscard]] static QList<double> rateDetents(); ///< places on the scale that it holds on to, 0..1
    [[nodiscard]] QString problem() const { return m_problem; }

    Q_INVOKABLE void start(const QString& scenario, ui::Mode mode);
    /// The same with a scenario that has been read already from `name`.
    void startScenario(engine::Scenario scenario, const QString& name, Mode mode);
    /// What runs is kept in a file from now on, and called so. The run goes on, and its values are the scenario's own now.
    void nameScenario(const QString& path, const QString& name, const QString& title);
    Q_INVOKABLE void startAgain(); ///< the same scenario in the same mode, from the beginning, with what was changed
    Q_INVOKABLE void reset(); ///< the same with the scenario's own values
    Q_INVOKABLE void switchMode(ui::Mode mode); ///< of the run that goes on; one that has ended starts anew
    Q_INVOKABLE void chooseScenario(const QString& scenario); ///< keeps the mode
    /// The remedy of a finding: a scenario field, or the mode. A run that has ended starts anew with it. The answer is what is
    /// wrong with it, or empty.
    Q_INVOKABLE QString fix(const QString& path, const QString& value);

    Q_INVOKABLE void watch(double order); ///< whose detail the snapshots shall have; 0: none
    Q_INVOKABLE void toggleHold();
    Q_INVOKABLE void step();
    Q_INVOKABLE void jump(double seconds); ///< of clock time, as fast as the machine can; then on as before
    Q_INVOKABLE void stop(); ///< takes no more orders and finishes those in flight
    Q_INVOKABLE void cancel(); ///< the client goes away; the ended run stays to be looked at
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
    /// The user has changed something about the run that is there, in plain words: for its log and the markers in its charts.
    void changed(const QString& text);

private:
    void launch();
    void retire();
    void markEnded();
    void realise();
    void apply();

    SnapshotFeed& m_feed;
    RunStarter m_starter;
    RunFolder m_folder;
    RunReaper m_reaper; // after m_folder: runs end before their folder goes
    ScenarioEdits m_edits;
    ServiceCommands m_services;
    std::unique_ptr<engine::Run> m_run;
    ScenarioEdits::Wanted m_given; ///< what the run has been given last
    QTimer m_applyTimer; ///< while it runs, the last change is not long ago
    QString m_scenario;
    QString m_databasePath;
    QString m_problem;
    double m_rate = 1.0;
    bool m_launching = false; ///< what `edits` wants is about to begin
    bool m_ended = false;
    bool m_held = false;
    bool m_stopping = false;
    bool m_cancelling = false;
};

} // namespace ui
