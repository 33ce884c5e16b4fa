// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/scenario_run.h"

#include "engine/workload/scenario_json.h"

#include <QSqlDatabase>
#include <QSqlQuery>
#include <QTemporaryDir>

#include <atomic>
#include <stdexcept>

namespace tests {

namespace {

void readDatabase(const QString& path, EndedRun& run)
{
    const QString name = QStringLiteral("tests-read-back");
    {
        QSqlDatabase database = QSqlDatabase::addDatabase(QStringLiteral("QSQLITE"), name);
        database.setDatabaseName(path);
        if (!database.open())
            throw std::runtime_error("the run's database cannot be opened");
        QSqlQuery query(database);
        query.exec(QStringLiteral("SELECT id FROM orders ORDER BY id"));
        while (query.next())
            run.persistedIds << query.value(0).toString();
        run.rows = run.persistedIds.size();
        query.exec(QStringLiteral("SELECT order_id, stage, outcome, reason FROM dead_letters ORDER BY order_id"));
        while (query.next())
            run.deadLetters << query.value(0).toString() + u' ' + query.value(1).toString() + u' '
                    + query.value(2).toString() + u' ' + query.value(3).toString();
    }
    QSqlDatabase::removeDatabase(name);
}

EndedRun run(engine::Run::Options options, const Watcher& watcher)
{
    const QTemporaryDir directory;
    std::atomic<engine::Run*> running{nullptr};
    options.databasePath = directory.filePath(QStringLiteral("orders.sqlite"));
    options.startHeld = true;
    options.onSnapshot = [&](const engine::Run::SnapshotPointer& snapshot) {
        if (engine::Run* const run = running; run && watcher)
            watcher(*run, *snapshot);
    };
    EndedRun ended;
    {
        const auto run = engine::Run::start(options);
        running = run.get();
        run->resume();
        run->waitUntilFinished();
        ended.last = run->snapshot();
        ended.snapshots = run->record().snapshots();
        ended.events = run->record().events();
    }
    readDatabase(options.databasePath, ended);
    return ended;
}

} // namespace

engine::Scenario scenarioWith(const char* name, const QStringList& settings)
{
    auto scenario = engine::loadScenario(QString::fromLatin1(name));
    if (!scenario)
        throw std::runtime_error(scenario.error().toString().toStdString());
    for (const QString& setting : settings) {
        auto changed = engine::withSetting(*scenario, setting);
        if (!changed)
            throw std::runtime_error(changed.error().toString().toStdString());
        scenario = std::move(changed);
    }
    scenario->clock.kind = engine::ClockKind::Virtual;
    return std::move(*scenario);
}

EndedRun runToTheEnd(engine::Scenario scenario, engine::Mode mode, const Watcher& watcher)
{
    engine::Run::Options options;
    options.scenario = std::move(scenario);
    options.mode = mode;
    return run(std::move(options), watcher);
}

EndedRun runFollowed(engine::Scenario scenario, engine::Mode mode, const Watcher& watcher)
{
    engine::Run::Options options;
    options.scenario = std::move(scenario);
    options.mode = mode;
    options.followOrders = true;
    options.recordLimits.orderViews = 10'000'000; // the list of every snapshot is looked at
    return run(std::move(options), watcher);
}

} // namespace tests
