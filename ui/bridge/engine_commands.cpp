// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bridge/engine_commands.h"

#include "ui/bridge/log.h"
#include "ui/bridge/parameters.h"
#include "ui/bridge/rate_scale.h"
#include "ui/bridge/spoken.h"

#include <QScopedValueRollback>

#include <utility>

namespace ui {

EngineCommands::EngineCommands(SnapshotFeed& feed, RunStarter starter, const QString& folderParent, QObject* parent)
    : QObject(parent)
    , m_feed(feed)
    , m_starter(std::move(starter))
    , m_folder(folderParent)
{
    m_applyTimer.setSingleShot(true);
    m_applyTimer.setInterval(kApplyInterval);
    connect(&m_applyTimer, &QTimer::timeout, this, &EngineCommands::realise);
    connect(&m_edits, &ScenarioEdits::wantedChanged, this, &EngineCommands::realise);
    connect(&m_edits, &ScenarioEdits::changed, this, &EngineCommands::changed);
    connect(&m_services, &ServiceCommands::changed, this, &EngineCommands::changed);
    connect(&m_feed, &SnapshotFeed::finished, this, &EngineCommands::markEnded);
    connect(&m_feed, &SnapshotFeed::snapshotArrived, this, [this](const SnapshotPointer& snapshot) {
        if (snapshot->outcome != engine::RunOutcome::Running)
            markEnded();
    });
}

EngineCommands::~EngineCommands()
{
    retire();
}

double EngineCommands::ratePosition() const
{
    return RateScale::positionOf(m_rate);
}

QList<double> EngineCommands::rateDetents()
{
    QList<double> places;
    for (const double rate : RateScale::kDetents)
        places << RateScale::positionOf(rate);
    return places;
}

QString EngineCommands::title() const
{
    return wanted().title.isEmpty() ? wanted().name : wanted().title;
}

// --- runs -------------------------------------------------------------------------------------------------------------

void EngineCommands::start(const QString& scenario, Mode mode)
{
    auto loaded = engine::loadScenario(scenario);
    if (!loaded) {
        showProblem(tr("The scenario \"%1\" cannot be used. %2").arg(scenario, spoken(loaded.error().phrase())));
        return;
    }
    startScenario(*std::move(loaded), scenario, mode);
}

void EngineCommands::startScenario(engine::Scenario scenario, const QString& name, Mode mode)
{
    // A rate that the user chose is kept from run to run; another scenario brings its own.
    if (name != m_scenario)
        m_rate = RateScale::clamp(scenario.clock.rate);
    m_scenario = name;
    {
        const QScopedValueRollback launching(m_launching, true);
        m_edits.begin(scenario, static_cast<engine::Mode>(mode));
    }
    launch();
}

void EngineCommands::startAgain()
{
    m_edits.endDrag();
    launch();
}

void EngineCommands::reset()
{
    {
        const QScopedValueRollback launching(m_launching, true);
        m_edits.restoreAll();
    }
    launch();
}

void EngineCommands::switchMode(Mode mode)
{
    const bool wasActive = active();
    const QScopedValueRollback launching(m_launching, m_launching || !wasActive);
    m_edits.setMode(static_cast<engine::Mode>(mode));
    if (!wasActive)
        launch();
}

void EngineCommands::chooseScenario(const QString& scenario)
{
    if (active() && scenario == m_scenario)
        return;
    start(scenario, mode());
}

QString EngineCommands::fix(const QString& path, const QString& value)
{
    if (path == QLatin1String(engine::kModeSwitch)) {
        for (const auto each : {Mode::Blocking, Mode::Unbounded, Mode::Bounded}) {
            if (value == QLatin1String(engine::toString(static_cast<engine::Mode>(each)))) {
                switchMode(each);
                return {};
            }
        }
        return tr("There is no mode \"%1\".").arg(value);
    }
    const QString problem = m_edits.set(path, value);
    if (problem.isEmpty() && !active())
        launch();
    return problem;
}

void EngineCommands::launch()
{
    showProblem({});
    retire();
    m_given = {m_edits.scenario(), m_edits.mode()};
    const char* const modeName = engine::toString(m_given.mode);
    m_databasePath = m_folder.nextDatabase(m_given.scenario.name, QLatin1String(modeName));
    m_ended = false;
    m_held = false;
    m_stopping = false;
    m_cancelling = false;

    auto callbacks = m_feed.open();
    engine::Run::Options options;
    options.scenario = m_given.scenario;
    options.scenario.clock.kind = engine::ClockKind::Real; // a window is watched, so its time is the watcher's
    options.scenario.clock.rate = m_rate;
    options.mode = m_given.mode;
    options.databasePath = m_databasePath;
    options.followOrders = true;
    options.recordLimits = {.snapshots = 16, .events = 0, .orderViews = 0}; // no view reads a record: each keeps what it shows
    options.onSnapshot = std::move(callbacks.onSnapshot);
    options.onFinished = std::move(callbacks.onFinished);
    qCInfo(logBridge, "starting %s in %s mode", qUtf8Printable(m_given.scenario.name), modeName);
    m_run = m_starter(std::move(options));
    m_services.follow(m_run.get());

    Q_EMIT runStarted(m_run->snapshot());
    Q_EMIT runChanged();
    Q_EMIT stateChanged();
    Q_EMIT rateChanged();
}

void EngineCommands::nameScenario(const QString& path, const QString& name, const QString& title)
{
    m_scenario = path;
    {
        const QScopedValueRollback launching(m_launching, true);
        m_edits.rename(name, title);
    }
    m_given.scenario.name = name;
    m_given.scenario.title = title;
    Q_EMIT runChanged();
}

/// Brings what is wanted into force. A run that has ended keeps what it had; the next one begins with it.
void EngineCommands::realise()
{
    if (m_launching)
        return;
    if (active() && needsNewRun(m_given.scenario, m_edits.scenario())) {
        launch();
        return;
    }
    if (active() && m_edits.mode() != m_given.mode) {
        m_given.mode = m_edits.mode();
        m_run->setMode(m_given.mode);
        Q_EMIT runChanged();
    }
    if (active() && !m_applyTimer.isActive())
        apply();
}

void EngineCommands::apply()
{
    if (m_edits.scenario() == m_given.scenario)
        return;
    m_given.scenario = m_edits.scenario();
    m_run->apply(m_given.scenario);
    m_applyTimer.start();
}

// --- transport --------------------------------------------------------------------------------------------------------

void EngineCommands::watch(double order)
{
    if (m_run)
        m_run->watch(static_cast<engine::OrderId>(order));
}

void EngineCommands::toggleHold()
{
    if (!active())
        return;
    if (m_held)
        m_run->resume();
    else
        m_run->hold();
    m_held = !m_held;
    Q_EMIT stateChanged();
}

void EngineCommands::jump(double seconds)
{
    if (active())
        m_run->jump(std::chrono::nanoseconds(static_cast<std::int64_t>(seconds * 1e9)));
}

void EngineCommands::step()
{
    if (!active())
        return;
    m_run->step();
    m_held = true;
    Q_EMIT stateChanged();
}

void EngineCommands::stop()
{
    if (!active() || m_stopping)
        return;
    m_run->stop();
    if (m_held)
        m_run->resume(); // what is in flight can only finish while time passes
    m_held = false;
    m_stopping = true;
    Q_EMIT stateChanged();
    Q_EMIT changed(tr("Draining: no more orders are taken"));
}

void EngineCommands::cancel()
{
    if (!active() || m_cancelling)
        return;
    m_run->cancel();
    if (m_held)
        m_run->resume(); // nothing of what ends needs time, but what has ended should not look held
    m_held = false;
    m_cancelling = true;
    Q_EMIT stateChanged();
    Q_EMIT changed(tr("Cancelled: the client has gone away"));
}

void EngineCommands::setRate(double rate)
{
    const double clamped = RateScale::clamp(rate);
    if (qFuzzyCompare(clamped, m_rate))
        return;
    m_rate = clamped;
    if (m_run)
        m_run->setRate(m_rate);
    Q_EMIT rateChanged();
}

void EngineCommands::setRatePosition(double position)
{
    setRate(RateScale::rateAt(position));
}

void EngineCommands::faster()
{
    setRate(RateScale::faster(m_rate));
}

void EngineCommands::slower()
{
    setRate(RateScale::slower(m_rate));
}

void EngineCommands::dismissProblem()
{
    showProblem({});
}

bool EngineCommands::shutDown()
{
    retire();
    Q_EMIT stateChanged();
    const bool inTime = m_reaper.finishWithin(kShutDownLimit);
    if (!inTime)
        qCWarning(logBridge, "a run did not end within %lld ms of being cancelled",
            static_cast<long long>(kShutDownLimit.count()));
    return inTime;
}

void EngineCommands::retire()
{
    if (!m_run)
        return;
    m_feed.close();
    m_applyTimer.stop();
    m_services.follow(nullptr);
    m_run->cancel();
    m_reaper.take(std::move(m_run), [path = m_databasePath] { RunFolder::removeDatabase(path); });
}

void EngineCommands::markEnded()
{
    if (m_ended)
        return;
    m_ended = true;
    m_held = false;
    m_stopping = false;
    m_cancelling = false;
    Q_EMIT stateChanged();
}

void EngineCommands::showProblem(const QString& problem)
{
    if (problem == m_problem)
        return;
    m_problem = problem;
    Q_EMIT problemChanged();
}

} // namespace ui
