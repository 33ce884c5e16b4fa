// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/execution.h"
#include "app/cli/temporary_folder.h"

#include "engine/workload/scenario_json.h"

#include <catch2/catch_test_macros.hpp>

#include <QDir>
#include <QFile>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTextStream>

#include <csignal>
#include <cstdlib>

#ifdef Q_OS_UNIX
#include <sys/wait.h>
#include <unistd.h>
#endif

namespace {

struct Quiet {
    QString text;
    QTextStream stream {&text};
    app::Console console {stream, stream};
};

} // namespace

TEST_CASE(
    "interruption: a signal is a flag while somebody listens, and afterwards what it was before", "[cli][interruption]")
{
    const auto before = std::signal(SIGTERM, SIG_IGN);
    {
        const app::Interruption interruption;
        CHECK_FALSE(interruption.requested());
        std::raise(SIGTERM);
        CHECK(interruption.requested());
    }
    CHECK(std::signal(SIGTERM, before) == SIG_IGN);
    CHECK_FALSE(app::Interruption().requested());
}

#ifdef Q_OS_UNIX
TEST_CASE("interruption: the second signal ends the process at once with 130", "[cli][interruption]")
{
    const pid_t child = fork();
    REQUIRE(child >= 0);
    if (child == 0) {
        const app::Interruption interruption;
        std::raise(SIGINT);
        std::raise(SIGINT);
        std::_Exit(1);
    }
    int status = 0;
    REQUIRE(waitpid(child, &status, 0) == child);
    CHECK(WIFEXITED(status));
    CHECK(WEXITSTATUS(status) == 130);
}

TEST_CASE("interruption: the second signal leaves no temporary database behind", "[cli][interruption]")
{
    const QTemporaryDir parent;
    const QByteArray previous = qgetenv("TMPDIR");
    qputenv("TMPDIR", parent.path().toLocal8Bit());
    const pid_t child = fork();
    if (child == 0) {
        const app::Interruption interruption;
        const app::TemporaryFolder folder;
        for (const char* suffix : {"", "-wal", "-shm"}) {
            QFile file(folder.databasePath() + QLatin1String(suffix));
            if (!file.open(QIODevice::WriteOnly))
                std::_Exit(2);
        }
        std::raise(SIGINT);
        if (!QFile::exists(folder.databasePath()))
            std::_Exit(3);
        std::raise(SIGTERM);
        std::_Exit(1);
    }
    previous.isNull() ? qunsetenv("TMPDIR") : qputenv("TMPDIR", previous);
    REQUIRE(child > 0);
    int status = 0;
    REQUIRE(waitpid(child, &status, 0) == child);
    CHECK(WIFEXITED(status));
    CHECK(WEXITSTATUS(status) == 130);
    CHECK(QDir(parent.path()).isEmpty());
}
#endif

TEST_CASE("temporary folder: it goes with its owner, and is then nobody's", "[cli][interruption]")
{
    QString path;
    {
        const app::TemporaryFolder folder;
        REQUIRE(folder.isValid());
        path = folder.path();
        CHECK(QDir(path).exists());
    }
    CHECK_FALSE(QDir(path).exists());
    REQUIRE(QDir().mkdir(path)); // somebody else's now
    app::TemporaryFolder::removeAtOnce();
    CHECK(QDir(path).exists());
    CHECK(QDir().rmdir(path));
}

TEST_CASE(
    "execution: an interrupted run is cancelled, its files are complete and the ledger holds", "[cli][interruption]")
{
    const QTemporaryDir directory;
    app::Execution execution;
    execution.scenario = engine::loadScenario(QStringLiteral("mega-order")).value();
    execution.scenario.clock.kind = engine::ClockKind::Real; // 40 s long, were it not interrupted
    execution.directory = directory.path();

    Quiet quiet;
    const app::Interruption interruption;
    std::raise(SIGINT);
    const auto result = app::execute(execution, interruption, quiet.console);
    REQUIRE(result.has_value());
    CHECK(result->summary.outcome == engine::RunOutcome::Cancelled);
    CHECK(result->summary.ledger.holds());
    CHECK(result->summary.ledger.inFlight == 0);
    CHECK(result->files.size() == 4);
    for (const QString& file : result->files) {
        CHECK(QFile::exists(file));
    }
    QFile summary(directory.filePath(QStringLiteral("summary.json")));
    REQUIRE(summary.open(QIODevice::ReadOnly));
    CHECK(QJsonDocument::fromJson(summary.readAll()).object().value(QStringLiteral("outcome"))
        == QStringLiteral("cancelled"));
}

TEST_CASE("execution: a failed run has exit code 4, and a reason on standard error", "[cli][execution]")
{
    app::ExecutionResult result;
    result.summary.outcome = engine::RunOutcome::Failed;
    result.summary.outcomeDetail = QStringLiteral("the database cannot be opened");
    app::Execution execution;
    CHECK(app::exitCode(result) == app::ExitCode::RunFailed);
    Quiet quiet;
    app::reportProblems(execution, result, quiet.console);
    CHECK(quiet.text.contains(QStringLiteral("bounded run failed: the database cannot be opened")));

    for (const auto outcome : {engine::RunOutcome::Deadlocked, engine::RunOutcome::TimeLimit}) {
        result.summary.outcome = outcome;
        CHECK(app::exitCode(result) == app::ExitCode::Ok);
    }
}

TEST_CASE("execution: orders that cannot be read to their end are bad input, however the run went", "[cli][execution]")
{
    app::ExecutionResult result;
    result.sourceError = QStringLiteral("orders.csv:7: found no total");
    for (const auto outcome : {engine::RunOutcome::Failed, engine::RunOutcome::Deadlocked}) {
        result.summary.outcome = outcome;
        result.summary.outcomeDetail =
            outcome == engine::RunOutcome::Failed ? result.sourceError : QStringLiteral("Deadlocked after 1 s.");
        CHECK(app::exitCode(result) == app::ExitCode::BadInput);
        Quiet quiet;
        app::reportProblems({}, result, quiet.console);
        CHECK(quiet.text.count(result.sourceError) == 1);
    }
}

TEST_CASE("execution: when a run begins, the summary of an earlier one is gone", "[cli][execution]")
{
    const QTemporaryDir directory;
    REQUIRE(app::writeFile(directory.filePath(QStringLiteral("summary.json")), "old").has_value());
    REQUIRE(QDir().mkdir(directory.filePath(QStringLiteral("samples.csv"))));
    app::Execution execution;
    execution.scenario = engine::loadScenario(QStringLiteral("mega-order")).value();
    execution.directory = directory.path();
    Quiet quiet;
    const app::Interruption interruption;
    const auto result = app::execute(execution, interruption, quiet.console);
    REQUIRE_FALSE(result.has_value());
    CHECK(result.error().code == app::ExitCode::BadInput);
    CHECK(result.error().message.contains(QStringLiteral("samples.csv")));
    CHECK_FALSE(QFile::exists(directory.filePath(QStringLiteral("summary.json"))));
}
