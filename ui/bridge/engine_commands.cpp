// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bridge/engine_commands.h"

#include "engine/workload/scenario_json.h"
#include "ui/bridge/rate_scale.h"

#include <QLoggingCategory>

#include <utility>

namespace ui {

namespace {

Q_LOGGING_CATEGORY(logBridge, "threadweir.ui.bridge")

} // namespace

EngineCommands::EngineCommands(SnapshotFeed& feed, RunStarter starter, const QString& folderParent, QObject* parent)
    : QObject(parent)
    , m_feed(feed)
    , m_starter(std::move(starter))
    , m_folder(folderParent)
{
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

QString EngineCommands::title() const
{
    return m_wanted.title.isEmpty() ? m_wanted.name : m_wanted.title;
}

void EngineCommands::start(const QString& scenario, Mode mode)
{
    auto loaded = engine::loadScenario(scenario);
    if (!loaded) {
        showProblem(tr("The scenario \"%1\" cannot be used. %2").arg(scenario, loaded.error().toString()));
        return;
    }
    startScenario(*std::move(loaded), scenario, mode);
}

void EngineCommands::startScenario(engine::Scenario scenario, const QString& name, Mode mode)
{
    showProblem({});
    retire();

    // A rate that the user chose is kept from mode to mode; another scenario brings its own.
    if (name != m_scenario)
        m_rate = RateScale::clamp(scenario.clock.rate);
    m_wanted = std::move(scenario);
    m_scenario = name;
    m_mode = mode;
    m_databasePath = m_folder.nextDatabase(m_wanted.name, QLatin1String(engine::toString(static_cast<engine::Mode>(mode))));
    m_ended = false;
    m_held = false;
    m_stopping = false;

    auto callbacks = m_feed.open();
    engine::Run::Options options;
    options.scenario = m_wanted;
    options.scenario.clock.kind = engine::ClockKind::Real; // a window is watched, so its time is the watcher's
    options.scenario.clock.rate = m_rate;
    options.mode = static_cast<engine::Mode>(mode);
    options.databasePath = m_databasePath;
    options.onSnapshot = std::move(callbacks.onSnapshot);
    options.onFinished = std::move(callbacks.onFinished);
    qCInfo(logBridge, "starting %s in %s mode", qUtf8Printable(m_wanted.name),
        engine::toString(static_cast<engine::Mode>(mode)));
    m_run = m_starter(std::move(options));

    Q_EMIT runStarted(m_run->snapshot());
    Q_EMIT runChanged();
    Q_EMIT stateChanged();
    Q_EMIT rateChanged();
}

void EngineCommands::nameScenario(const QString& path, const QString& name, const QString& title)
{
    m_scenario = path;
    m_wanted.name = name;
    m_wanted.title = title;
    Q_EMIT runChanged();
}

void EngineCommands::startAgain()
{
    startScenario(m_wanted, m_scenario, m_mode);
}

void EngineCommands::switchMode(Mode mode)
{
    if (active() && mode == m_mode)
        return;
    startScenario(m_wanted, m_scenario, mode);
}

void EngineCommands::chooseScenario(const QString& scenario)
{
    if (active() && scenario == m_scenario)
        return;
    start(scenario, m_mode);
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
