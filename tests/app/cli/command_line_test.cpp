// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/window_arguments.h"
#include "tests/app/cli/spoken.h"

#include <catch2/catch_test_macros.hpp>

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>
#include <QTemporaryDir>
#include <QTextStream>

#include <algorithm>
#include <thread>
#include <vector>

#ifdef Q_OS_UNIX
#include <fcntl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>
#endif

namespace {

using tests::say;
using tests::Spoken;

Spoken say(const QString& line)
{
    return say(line.split(u' '));
}

QJsonObject readJson(const QString& path)
{
    QFile file(path);
    INFO(path.toStdString());
    REQUIRE(file.open(QIODevice::ReadOnly));
    return QJsonDocument::fromJson(file.readAll()).object();
}

/// The scenario that the window opens with, or "(command)".
QString opened(std::vector<const char*> words)
{
    words.insert(words.begin(), "threadweir");
    const auto window = app::windowArguments(static_cast<int>(words.size()), words.data());
    return window ? window->scenario : QStringLiteral("(command)");
}

const QStringList kRunFiles = {QStringLiteral("orders.sqlite"), QStringLiteral("samples.csv"),
    QStringLiteral("scenario.json"), QStringLiteral("summary.json")};

} // namespace

TEST_CASE("command line: nothing, a scenario file or the word window opens the window; all else is a command", "[cli]")
{
    const QString command = QStringLiteral("(command)");
    CHECK(opened({}).isEmpty());
    CHECK(opened({"-platform", "offscreen"}).isEmpty());
    CHECK(opened({"--platform=offscreen"}).isEmpty());
    CHECK(opened({"window"}).isEmpty());
    CHECK(opened({"window", "spike"}) == QStringLiteral("spike"));
    CHECK(opened({"window", "-platform", "offscreen", "shop"}) == QStringLiteral("shop"));
    CHECK(opened({"/home/me/shop.json"}) == QStringLiteral("/home/me/shop.json"));
    CHECK(opened({"-platform", "xcb", "shop.JSON"}) == QStringLiteral("shop.JSON"));
    CHECK(opened({"run"}) == command);
    CHECK(opened({"--help"}) == command);
    CHECK(opened({"--version"}) == command);
    CHECK(opened({"rnu"}) == command);
    CHECK(opened({"--mode", "bounded"}) == command);
    CHECK(opened({"window", "--help"}) == command);
    CHECK(opened({"window", "a", "b"}) == command);
    CHECK(opened({"shop.json", "--fullscren"}) == command);
}

TEST_CASE("command line: what is wrong with opening the window is said as for any command", "[cli][usage]")
{
    const auto help = say(QStringLiteral("window --help"));
    CHECK(help.code == 0);
    CHECK(help.out.contains(QStringLiteral("Usage: threadweir window [SCENARIO]")));
    for (const char* line : {"window a b", "shop.json another.json"}) {
        const auto spoken = say(QString::fromLatin1(line));
        CHECK(spoken.code == 2);
        CHECK(spoken.err.contains(QStringLiteral("threadweir window: unexpected argument")));
    }
}

TEST_CASE("command line: help and version go to standard output with exit code 0", "[cli]")
{
    const Spoken overview = say(QStringLiteral("--help"));
    CHECK(overview.code == 0);
    CHECK(overview.err.isEmpty());
    for (const char* name : {"run", "compare", "scenarios", "check", "export-orders"}) {
        const QString command = QString::fromLatin1(name);
        CHECK(overview.out.contains(command));
        const Spoken help = say(command + QStringLiteral(" --help"));
        CHECK(help.code == 0);
        CHECK(help.out.startsWith(QStringLiteral("Usage: threadweir ") + command));
    }
    CHECK(say(QStringLiteral("--version")).out.startsWith(QStringLiteral("threadweir ")));
}

TEST_CASE("command line: usage errors exit with 2, point at the help and print nothing else", "[cli]")
{
    const QStringList lines = {QStringLiteral("rnu mega-order"), QStringLiteral("--halp"), QStringLiteral("run"),
        QStringLiteral("run mega-order"), QStringLiteral("run mega-order --mode sideways"),
        QStringLiteral("run mega-order --mode bounded --sed 1"),
        QStringLiteral("compare mega-order --modes blocking,blocking"), QStringLiteral("compare mega-order --rate 2"),
        QStringLiteral("check")};
    for (const QString& line : lines) {
        INFO(line.toStdString());
        const Spoken spoken = say(line);
        CHECK(spoken.code == 2);
        CHECK(spoken.out.isEmpty());
        CHECK(spoken.err.contains(QStringLiteral("--help\".")));
    }
    CHECK(say(QStringLiteral("rnu mega-order")).err.contains(QStringLiteral("did you mean \"run\"?")));
    CHECK(say(QStringLiteral("run mega-order --mode bounded --sed 1"))
              .err.contains(QStringLiteral("did you mean \"--seed\"?")));
}

TEST_CASE("command line: scenarios lists names with titles, prints one, and its schema", "[cli]")
{
    const Spoken list = say(QStringLiteral("scenarios"));
    CHECK(list.code == 0);
    CHECK(list.out.contains(QStringLiteral("mega-order")));
    CHECK(list.out.contains(QStringLiteral("One request, 5,000 orders")));
    const Spoken schema = say(QStringLiteral("scenarios --schema"));
    CHECK_FALSE(QJsonDocument::fromJson(schema.out.toUtf8()).object().isEmpty());
    const Spoken one = say(QStringLiteral("scenarios mega-order"));
    CHECK(QJsonDocument::fromJson(one.out.toUtf8()).object().value(QStringLiteral("limits")).isObject());
}

TEST_CASE("command line: check says OK, or the mistake with exit code 3", "[cli]")
{
    const QTemporaryDir directory;
    const QString path = directory.filePath(QStringLiteral("mine.json"));
    CHECK(say({QStringLiteral("check"), path}).code == 3);

    QFile file(path);
    REQUIRE(file.open(QIODevice::WriteOnly));
    file.write(say(QStringLiteral("scenarios mega-order")).out.toUtf8());
    file.close();
    const Spoken good = say({QStringLiteral("check"), path});
    CHECK(good.code == 0);
    CHECK(good.out.contains(QStringLiteral("OK")));

    REQUIRE(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
    file.write("{\n  \"limits\": {\"chunkSise\": 3}\n}\n");
    file.close();
    const Spoken bad = say({QStringLiteral("check"), path});
    CHECK(bad.code == 3);
    CHECK(bad.out.isEmpty());
    CHECK(bad.err.contains(QStringLiteral("mine.json:2")));
}

TEST_CASE("command line: run writes its four files, names them, and the numbers agree", "[cli][run]")
{
    const QTemporaryDir directory;
    const QString out = directory.filePath(QStringLiteral("new/place"));
    const Spoken spoken = say({QStringLiteral("run"), QStringLiteral("mega-order"), QStringLiteral("--mode"),
        QStringLiteral("bounded"), QStringLiteral("--set"), QStringLiteral("workload.orders=50"),
        QStringLiteral("--seed"), QStringLiteral("9"), QStringLiteral("--out"), out});
    INFO(spoken.err.toStdString());
    REQUIRE(spoken.code == 0);
    CHECK(spoken.err.isEmpty());
    CHECK(QDir(out).entryList(QDir::Files, QDir::Name) == kRunFiles);
    for (const QString& name : kRunFiles) {
        CHECK(spoken.out.contains(QDir(out).filePath(name)));
    }
    const QJsonObject summary = readJson(QDir(out).filePath(QStringLiteral("summary.json")));
    CHECK(summary.value(QStringLiteral("seed")).toInteger() == 9);
    CHECK(summary.value(QStringLiteral("persisted")).toInteger() == 50);
    CHECK(summary.value(QStringLiteral("outcome")).toString() == QStringLiteral("completed"));
    CHECK(summary.value(QStringLiteral("left")).toInteger() == 0);
    const QJsonObject scenario = readJson(QDir(out).filePath(QStringLiteral("scenario.json")));
    CHECK(scenario.value(QStringLiteral("seed")).toInteger() == 9);
    CHECK(scenario.value(QStringLiteral("workload")).toObject().value(QStringLiteral("orders")).toInteger() == 50);
    CHECK(say({QStringLiteral("check"), QDir(out).filePath(QStringLiteral("scenario.json"))}).code == 0);
}

TEST_CASE("command line: run without a directory leaves no file behind", "[cli][run]")
{
    const QTemporaryDir directory;
    const QByteArray previous = qgetenv("TMPDIR");
    qputenv("TMPDIR", directory.path().toLocal8Bit());
    const Spoken spoken = say(QStringLiteral("run mega-order --mode bounded --set workload.orders=20"));
    previous.isNull() ? qunsetenv("TMPDIR") : qputenv("TMPDIR", previous);
    CHECK(spoken.code == 0);
    CHECK_FALSE(spoken.out.contains(QStringLiteral("wrote")));
    CHECK(QDir(directory.path()).isEmpty());
}

TEST_CASE("command line: compare writes a directory for each mode and one comparison", "[cli][compare]")
{
    const QTemporaryDir directory;
    for (int repeat = 0; repeat < 2; ++repeat) { // the second time the files are replaced
        const Spoken spoken = say({QStringLiteral("compare"), QStringLiteral("mega-order"), QStringLiteral("--set"),
            QStringLiteral("workload.orders=100"), QStringLiteral("--out"), directory.path()});
        INFO(spoken.err.toStdString());
        REQUIRE(spoken.code == 0);
        CHECK(spoken.out.contains(QStringLiteral("blocking deadlocked: nothing could change any more.")));
        CHECK(spoken.out.contains(directory.filePath(QStringLiteral("comparison.json"))));
    }
    const QJsonArray runs =
        readJson(directory.filePath(QStringLiteral("comparison.json"))).value(QStringLiteral("runs")).toArray();
    REQUIRE(runs.size() == 3);
    const QStringList modes = {QStringLiteral("blocking"), QStringLiteral("unbounded"), QStringLiteral("bounded")};
    for (qsizetype i = 0; i < modes.size(); ++i) {
        CHECK(runs[i].toObject().value(QStringLiteral("mode")).toString() == modes[i]);
        CHECK(QDir(directory.filePath(modes[i])).entryList(QDir::Files, QDir::Name) == kRunFiles);
    }
    CHECK(runs[0].toObject().value(QStringLiteral("outcome")).toString() == QStringLiteral("deadlocked"));
    CHECK(runs[2].toObject().value(QStringLiteral("persisted")).toInteger() == 100);
}

TEST_CASE("command line: a directory that cannot be made is a clear error with exit code 3", "[cli][run]")
{
    const QTemporaryDir directory;
    const QString path = directory.filePath(QStringLiteral("taken"));
    QFile file(path);
    REQUIRE(file.open(QIODevice::WriteOnly));
    file.close();
    for (const QString& out : {path, path + QStringLiteral("/below")}) {
        const Spoken spoken = say({QStringLiteral("run"), QStringLiteral("mega-order"), QStringLiteral("--mode"),
            QStringLiteral("bounded"), QStringLiteral("--out"), out});
        CHECK(spoken.code == 3);
        CHECK(spoken.out.isEmpty());
        CHECK(spoken.err.contains(out));
    }
}

TEST_CASE("command line: bad lines are told and skipped, or end a strict run with exit code 3", "[cli][run]")
{
    const QTemporaryDir directory;
    const QString orders = directory.filePath(QStringLiteral("orders.csv"));
    QFile file(orders);
    REQUIRE(file.open(QIODevice::WriteOnly));
    file.write("id,customer,total\n1,ann,12.50\n2,bob,a lot\n3,cid,1.00\n");
    file.close();
    const QStringList run = {QStringLiteral("run"), QStringLiteral("mega-order"), QStringLiteral("--mode"),
        QStringLiteral("bounded"), QStringLiteral("--orders"), orders};

    const Spoken lenient = say(run);
    INFO(lenient.err.toStdString());
    CHECK(lenient.code == 0);
    CHECK(lenient.out.contains(QStringLiteral("2 submitted: 2 persisted")));
    CHECK(lenient.err.contains(QStringLiteral("orders.csv:3: ")));
    CHECK(lenient.err.contains(QStringLiteral("1 line in ")));
    const Spoken strict = say(run + QStringList {QStringLiteral("--strict")});
    CHECK(strict.code == 3);
    CHECK(strict.err.contains(QStringLiteral("orders.csv:3")));
}

TEST_CASE("command line: compare refuses orders that can be read only once", "[cli][compare]")
{
    const Spoken spoken = say(QStringLiteral("compare mega-order --orders /dev/null"));
    CHECK(spoken.code == 3);
    CHECK(spoken.err.contains(QStringLiteral("once for each mode")));
}

#ifdef Q_OS_UNIX
namespace {

/// What `run` says to orders that come through a pipe, which it cannot look at before.
Spoken sayWithPipe(const QByteArray& text, const QStringList& more = {})
{
    const QTemporaryDir directory;
    const QString path = directory.filePath(QStringLiteral("orders.pipe"));
    REQUIRE(mkfifo(QFile::encodeName(path).constData(), 0600) == 0);
    std::thread writer([&] {
        QFile pipe(path);
        if (pipe.open(QIODevice::WriteOnly)) // waits for the reader
            pipe.write(text);
    });
    const Spoken spoken = say(QStringList {QStringLiteral("run"), QStringLiteral("mega-order"),
                                  QStringLiteral("--mode"), QStringLiteral("bounded"), QStringLiteral("--orders"), path}
        + more);
    // Were the pipe never opened, its writer would wait for ever.
    const int reader = open(QFile::encodeName(path).constData(), O_RDONLY | O_NONBLOCK);
    writer.join();
    close(reader);
    return spoken;
}

} // namespace

TEST_CASE("command line: what is wrong with orders from a pipe is bad input too", "[cli][run]")
{
    const Spoken good = sayWithPipe("id,customer,total\n1,ann,12.50\n2,bob,3\n", {QStringLiteral("--strict")});
    INFO(good.err.toStdString());
    CHECK(good.code == 0);
    const Spoken header = sayWithPipe("id,name\n1,ann\n");
    CHECK(header.code == 3);
    CHECK(header.err.contains(QStringLiteral("orders.pipe:1: ")));
    const Spoken line = sayWithPipe("id,customer,total\n1,ann,12.50\n2,bob,a lot\n", {QStringLiteral("--strict")});
    CHECK(line.code == 3);
    CHECK(line.out.contains(QStringLiteral("1 submitted")));
    CHECK(line.err.contains(QStringLiteral("orders.pipe:3: ")));
}

TEST_CASE("command line: an orders file that there is but that cannot be read is bad input", "[cli][run]")
{
    const QTemporaryDir directory;
    const QString path = directory.filePath(QStringLiteral("socket"));
    const QByteArray name = QFile::encodeName(path);
    sockaddr_un address {};
    address.sun_family = AF_UNIX;
    REQUIRE(name.size() < static_cast<qsizetype>(sizeof address.sun_path));
    std::copy(name.cbegin(), name.cend(), address.sun_path);
    const int listener = socket(AF_UNIX, SOCK_STREAM, 0);
    REQUIRE(bind(listener, reinterpret_cast<const sockaddr*>(&address), sizeof address) == 0);
    const Spoken spoken = say({QStringLiteral("run"), QStringLiteral("mega-order"), QStringLiteral("--mode"),
        QStringLiteral("bounded"), QStringLiteral("--orders"), path});
    close(listener);
    CHECK(spoken.code == 3);
    CHECK(spoken.err.contains(path));
}
#endif
