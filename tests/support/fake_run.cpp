// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/fake_run.h"

#include <QFile>

#include <algorithm>
#include <stdexcept>
#include <thread>
#include <utility>

namespace support {

void FakeRunLog::add(const std::string& call)
{
    const std::scoped_lock lock(m_mutex);
    m_calls.push_back(call);
}

std::vector<std::string> FakeRunLog::calls() const
{
    const std::scoped_lock lock(m_mutex);
    return m_calls;
}

bool FakeRunLog::has(const std::string& call) const
{
    const auto all = calls();
    return std::ranges::find(all, call) != all.end();
}

void FakeRunLog::addApplied(const engine::Scenario& wanted)
{
    const std::scoped_lock lock(m_mutex);
    m_calls.emplace_back("apply");
    m_applied.push_back(wanted);
}

std::vector<engine::Scenario> FakeRunLog::applied() const
{
    const std::scoped_lock lock(m_mutex);
    return m_applied;
}

FakeRun::FakeRun(Options options, std::shared_ptr<FakeRunLog> log, std::chrono::milliseconds endsAfter)
    : m_options(std::move(options))
    , m_log(std::move(log))
    , m_endsAfter(endsAfter)
    , m_mode(m_options.mode)
{
    QFile database(m_options.databasePath);
    if (!m_options.databasePath.isEmpty() && !database.open(QIODevice::WriteOnly))
        m_log->add("database cannot be made");
    engine::Snapshot first;
    first.mode = m_options.mode;
    first.virtualClock = false;
    m_latest = std::make_shared<const engine::Snapshot>(std::move(first));
}

FakeRun::~FakeRun()
{
    std::this_thread::sleep_for(m_endsAfter);
    m_log->add("destroyed");
}

void FakeRun::publish(engine::Snapshot snapshot)
{
    SnapshotPointer shared;
    {
        const std::scoped_lock lock(m_mutex);
        snapshot.mode = m_mode;
        shared = std::make_shared<const engine::Snapshot>(std::move(snapshot));
        m_latest = shared;
    }
    m_options.onSnapshot(shared);
}

void FakeRun::finish(engine::Snapshot last)
{
    publish(std::move(last));
    m_options.onFinished();
}

void FakeRun::setRate(double rate)
{
    m_log->add("setRate " + QString::number(rate).toStdString());
}

void FakeRun::apply(const engine::Scenario& scenario)
{
    m_log->addApplied(scenario);
}

void FakeRun::commandBreaker(engine::Stage stage, BreakerCommand command)
{
    m_log->add(std::string("commandBreaker ") + engine::toString(stage) + ' ' + std::to_string(static_cast<int>(command)));
}

void FakeRun::setTrouble(engine::Stage stage, const engine::ServiceTrouble& trouble)
{
    std::string text = std::string("setTrouble ") + engine::toString(stage);
    if (trouble.outage)
        text += " outage";
    if (trouble.latencyFactor != 1.0)
        text += " x" + QString::number(trouble.latencyFactor).toStdString();
    if (trouble.failureRate > 0.0)
        text += " failing " + QString::number(trouble.failureRate).toStdString();
    if (trouble.hangRate > 0.0)
        text += " hanging";
    m_log->add(text);
}

void FakeRun::setMode(engine::Mode mode)
{
    m_log->add(std::string("setMode ") + engine::toString(mode));
    const std::scoped_lock lock(m_mutex);
    m_mode = mode;
}

FakeRun::SnapshotPointer FakeRun::snapshot() const
{
    const std::scoped_lock lock(m_mutex);
    return m_latest;
}

const engine::RunRecord& FakeRun::record() const
{
    throw std::logic_error("a fake run has no record");
}

std::unique_ptr<engine::Run> FakeEngine::start(engine::Run::Options options)
{
    auto log = std::make_shared<FakeRunLog>();
    log->scenario = options.scenario;
    log->mode = options.mode;
    log->databasePath = options.databasePath;
    log->recordedSnapshots = options.recordLimits.snapshots;
    m_logs.push_back(log);
    auto run = std::make_unique<FakeRun>(std::move(options), std::move(log), endsAfter);
    m_current = run.get();
    return run;
}

} // namespace support
