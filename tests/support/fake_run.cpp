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

FakeRun::FakeRun(Options options, std::shared_ptr<FakeRunLog> log, std::chrono::milliseconds endsAfter)
    : m_options(std::move(options))
    , m_log(std::move(log))
    , m_endsAfter(endsAfter)
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
    snapshot.mode = m_options.mode;
    auto shared = std::make_shared<const engine::Snapshot>(std::move(snapshot));
    {
        const std::scoped_lock lock(m_mutex);
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
    m_logs.push_back(log);
    auto run = std::make_unique<FakeRun>(std::move(options), std::move(log), endsAfter);
    m_current = run.get();
    return run;
}

} // namespace support
