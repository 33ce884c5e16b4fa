// SPDX-License-Identifier: GPL-3.0-or-later
// Recorded samples with what an independent model of the climber made of them.
#include "tests/engine/governor/hill_climbing_replay.h"

#include <catch2/catch_test_macros.hpp>

#include <QTemporaryDir>

#include <stdexcept>

using tests::Replay;
using tests::replayHillClimbing;

namespace {

void checkFolder(const QString& folder)
{
    for (const tests::VectorFile& file : tests::vectorFilesIn(folder)) {
        INFO(file.path.toStdString());
        const Replay replay = replayHillClimbing(file.json);
        for (const std::string& problem : replay.problems)
            UNSCOPED_INFO(problem);
        CHECK(replay.problems.empty());
    }
}

QByteArray ownVectors()
{
    return tests::vectorFilesIn(QStringLiteral(THREADWEIR_TEST_VECTORS)).front().json;
}

} // namespace

TEST_CASE("D.HCV1 hillClimbing: every recorded sample has the recorded result (HC-1 to HC-31)",
    "[governor][hillClimbing][conformance]")
{
    checkFolder(QStringLiteral(THREADWEIR_TEST_VECTORS));
    if (qEnvironmentVariableIsSet("THREADWEIR_VECTORS")) // other people's, whatever they are
        checkFolder(qEnvironmentVariable("THREADWEIR_VECTORS"));
    const Replay own = replayHillClimbing(ownVectors());
    CHECK(own.sequences == 2);
    CHECK(own.steps == 340);
}

TEST_CASE("D.HCG hillClimbing: every recorded bin has the recorded size, and a constant is dust (HC-24, HC-30)",
    "[governor][hillClimbing][conformance]")
{
    const Replay own = replayHillClimbing(ownVectors());
    for (const std::string& problem : own.problems)
        UNSCOPED_INFO(problem);
    CHECK(own.problems.empty());
    CHECK(own.bins == 8);
}

TEST_CASE("hillClimbing: a folder of vectors that is missing or empty is an error", "[governor][hillClimbing]")
{
    const QTemporaryDir empty;
    CHECK_THROWS_AS(tests::vectorFilesIn(empty.path()), std::runtime_error);
    CHECK_THROWS_AS(tests::vectorFilesIn(empty.filePath(QStringLiteral("missing"))), std::runtime_error);
    CHECK_THROWS_AS(tests::vectorFilesIn(QString()), std::runtime_error);
}

TEST_CASE("hillClimbing: the replay sees what is not as recorded", "[governor][hillClimbing][checker]")
{
    const QByteArray good = ownVectors();
    const auto problemsWith = [&good](const char* recorded, const char* changed) {
        QByteArray bad = good;
        const qsizetype at = bad.indexOf(recorded);
        REQUIRE(at > 0);
        bad.replace(at, qstrlen(recorded), changed);
        return replayHillClimbing(bad).problems.size();
    };
    CHECK(problemsWith("\"new_count\": 33", "\"new_count\": 32") == 1);
    CHECK(problemsWith("\"interval_ms\": 100,", "\"interval_ms\": 101,") == 1);
    CHECK(problemsWith("\"accepted\": true", "\"accepted\": false") == 1);
    CHECK(problemsWith("\"state\": \"Initializing\"", "\"state\": \"Starvation\"") == 1);
    CHECK(problemsWith("\"control\": 8.0", "\"control\": 8.00000001") == 1);
    CHECK(problemsWith("\"re\": 0.2500000000000001", "\"re\": 0.25000001") == 1);
    CHECK_FALSE(replayHillClimbing("{").problems.empty());
    CHECK_FALSE(replayHillClimbing("{}").problems.empty());
}
