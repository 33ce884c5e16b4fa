// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/run/run.h"

#include <chrono>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

namespace support {

/// What was asked of a fake run, readable after the run is gone.
struct FakeRunLog {
    engine::Scenario scenario;
    engine::Mode mode = engine::Mode::Bounded;
    QString databasePath;
    std::size_t recordedSnapshots = 0; ///< at the most, as asked for

    void add(const std::string& call);
    [[nodiscard]] std::vector<std::string> calls() const; ///< "hold", "setRate 2", ..., "destroyed"
    [[nodiscard]] bool has(const std::string& call) const;
    void addApplied(const engine::Scenario& wanted);
    [[nodiscard]] std::vector<engine::Scenario> applied() const; ///< every one that was

private:
    mutable std::mutex m_mutex;
    std::vector<std::string> m_calls;
    std::vector<engine::Scenario> m_applied;
};

/// A run without an engine: it publishes what the test gives it, and keeps a log of what it was asked.
///
/// Threads  publish() and finish() may be called from any thread
class FakeRun final : public engine::Run {
public:
    /// `endsAfter`: how long the destructor waits, as a real run's waits for its engine.
    FakeRun(Options options, std::shared_ptr<FakeRunLog> log, std::chrono::milliseconds endsAfter);
    ~FakeRun() override;

    void publish(engine::Snapshot snapshot);
    void finish(engine::Snapshot last);

    void hold() override { m_log->add("hold"); }
    void resume() override { m_log->add("resume"); }
    void step() override { m_log->add("step"); }
    void setRate(double rate) override;
    void setMaxThreadCount(int) override { }
    void apply(const engine::Scenario& scenario) override;
    void commandBreaker(engine::Stage stage, BreakerCommand command) override; ///< "commandBreaker charge 1"
    void setTrouble(engine::Stage stage, const engine::ServiceTrouble& trouble) override; ///< "setTrouble charge outage x5"
    void setMode(engine::Mode mode) override; ///< snapshots follow
    void jump(std::chrono::nanoseconds ahead) override { m_log->add("jump " + std::to_string(ahead.count())); }
    void watch(engine::OrderId order) override { m_log->add("watch " + std::to_string(order)); }
    void stop() override { m_log->add("stop"); }
    void cancel() override { m_log->add("cancel"); }
    [[nodiscard]] SnapshotPointer snapshot() const override;
    [[nodiscard]] bool finished() const override { return false; }
    bool waitUntilFinished(std::chrono::milliseconds) override { return false; }
    [[nodiscard]] const engine::RunRecord& record() const override;
    [[nodiscard]] QStringList badLineReports() const override { return {}; }
    [[nodiscard]] QString sourceError() const override { return {}; }
    [[nodiscard]] std::vector<engine::Finding> findings() const override { return {}; }

private:
    Options m_options;
    std::shared_ptr<FakeRunLog> m_log;
    std::chrono::milliseconds m_endsAfter;
    mutable std::mutex m_mutex;
    engine::Mode m_mode; ///< guarded by m_mutex, as is what follows
    SnapshotPointer m_latest;
};

/// Makes fake runs in place of engine::Run::start and keeps track of them.
class FakeEngine {
public:
    /// What ui::EngineCommands takes. The FakeEngine must outlive it.
    [[nodiscard]] std::unique_ptr<engine::Run> start(engine::Run::Options options);

    [[nodiscard]] std::size_t count() const { return m_logs.size(); }
    [[nodiscard]] FakeRunLog& log(std::size_t index) { return *m_logs.at(index); }
    [[nodiscard]] FakeRunLog& last() { return *m_logs.back(); }
    [[nodiscard]] FakeRun& current() { return *m_current; } ///< only while it is the window's run

    std::chrono::milliseconds endsAfter {0};

private:
    std::vector<std::shared_ptr<FakeRunLog>> m_logs;
    FakeRun* m_current = nullptr;
};

} // namespace support
