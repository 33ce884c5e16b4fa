// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/run_arguments.h"

#include <catch2/catch_test_macros.hpp>

#include <QFile>
#include <QTemporaryDir>

namespace {

using Result = tl::expected<app::RunArguments, app::CommandError>;

Result read(const QString& line)
{
    const auto parsed = app::parse(app::runCommand().syntax, line.split(u' '));
    REQUIRE(parsed.has_value());
    return app::readRunArguments(*parsed);
}

void checkError(const Result& result, app::ExitCode code, const QString& part)
{
    REQUIRE_FALSE(result.has_value());
    INFO(result.error().message.toStdString());
    CHECK(result.error().code == code);
    CHECK(result.error().message.contains(part));
}

} // namespace

TEST_CASE("run arguments: settings change the scenario, and an option of its own wins over --set", "[cli][arguments]")
{
    const auto arguments = read(QStringLiteral("mega-order --seed 7 --set seed=3 --set limits.chunkSize=100 --set "
                                               "workload.orders=50 --clock real --rate 5 --out x"));
    REQUIRE(arguments.has_value());
    CHECK(arguments->scenario.seed == 7);
    CHECK(arguments->scenario.limits.chunkSize == 100);
    CHECK(arguments->scenario.workload.orders == 50);
    CHECK(arguments->scenario.clock.kind == engine::ClockKind::Real);
    CHECK(arguments->scenario.clock.rate == 5.0);
    CHECK(arguments->outDirectory == QStringLiteral("x"));
}

TEST_CASE("run arguments: a rate belongs to the real clock", "[cli][arguments]")
{
    checkError(read(QStringLiteral("mega-order --rate 2")), app::ExitCode::Usage, QStringLiteral("--clock real"));
    CHECK(read(QStringLiteral("mega-order --rate 2 --set clock.kind=real")).has_value());
}

TEST_CASE("run arguments: a bad value of an option is usage, a bad setting is bad input", "[cli][arguments]")
{
    using app::ExitCode;
    checkError(read(QStringLiteral("mega-order --seed many")), ExitCode::Usage, QStringLiteral("--seed: found"));
    checkError(read(QStringLiteral("mega-order --clock sundial")), ExitCode::Usage, QStringLiteral("--clock: found"));
    checkError(
        read(QStringLiteral("mega-order --clock real --rate 500")), ExitCode::Usage, QStringLiteral("--rate: found"));
    checkError(read(QStringLiteral("mega-order --set limits.chunkSize=0")), ExitCode::BadInput,
        QStringLiteral("limits.chunkSize"));
    checkError(
        read(QStringLiteral("mega-order --set limits.chunkSise=9")), ExitCode::BadInput, QStringLiteral("chunkSize"));
    checkError(read(QStringLiteral("no-such-scenario")), ExitCode::BadInput, QStringLiteral("no-such-scenario"));
    checkError(read(QStringLiteral("mega-order --strict")), ExitCode::Usage, QStringLiteral("--orders"));
}

TEST_CASE("run arguments: orders without end stop at their number unless asked for", "[cli][arguments]")
{
    CHECK_FALSE(read(QStringLiteral("first-minute"))->scenario.workload.repeatForever);
    CHECK(read(QStringLiteral("first-minute --set workload.repeatForever=true"))->scenario.workload.repeatForever);
}

TEST_CASE("run arguments: an orders file that cannot be read is told before anything runs", "[cli][arguments]")
{
    const QTemporaryDir directory;
    const QString path = directory.filePath(QStringLiteral("orders.csv"));
    const QString line = QStringLiteral("mega-order --orders ") + path;
    checkError(read(line), app::ExitCode::BadInput, path);
    checkError(read(QStringLiteral("mega-order --orders ") + directory.path()), app::ExitCode::BadInput,
        QStringLiteral("directory"));

    QFile file(path);
    REQUIRE(file.open(QIODevice::WriteOnly));
    file.write("number,who\n1,ann\n");
    file.flush();
    checkError(read(line), app::ExitCode::BadInput, path);

    file.resize(0);
    file.seek(0);
    file.write("id,customer,total\n1,ann,12.50\n");
    file.close();
    CHECK(read(line).has_value());
}

TEST_CASE("run arguments: modes are a list without repetition", "[cli][arguments]")
{
    using engine::Mode;
    CHECK(app::parseModes(QStringLiteral("bounded,blocking")).value() == std::vector {Mode::Bounded, Mode::Blocking});
    CHECK(app::parseModes(QStringLiteral("bounded,bounded")).error().message.contains(QStringLiteral("twice")));
    CHECK(app::parseModes(QStringLiteral("bounded,")).error().code == app::ExitCode::Usage);
    CHECK(app::parseModes(QStringLiteral("bonded"))
              .error()
              .message.endsWith(QStringLiteral("did you mean \"bounded\"?")));
}
