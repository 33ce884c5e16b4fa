// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/export_orders.h"
#include "tests/app/cli/spoken.h"

#include <catch2/catch_test_macros.hpp>

#include <QDir>
#include <QFile>
#include <QTemporaryDir>
#include <QTextStream>

#include <csignal>

namespace {

using tests::say;
using tests::Spoken;

QByteArray contentOf(const QString& path)
{
    QFile file(path);
    INFO(path.toStdString());
    REQUIRE(file.open(QIODevice::ReadOnly));
    return file.readAll();
}

/// What a run of 700 orders has left.
struct Stored {
    Stored()
    {
        const Spoken spoken = say({QStringLiteral("run"), QStringLiteral("mega-order"), QStringLiteral("--mode"),
            QStringLiteral("bounded"), QStringLiteral("--set"), QStringLiteral("workload.orders=700"),
            QStringLiteral("--out"), directory.path()});
        REQUIRE(spoken.code == 0);
    }
    [[nodiscard]] Spoken exported(const QStringList& more = {}) const
    {
        return say(QStringList {QStringLiteral("export-orders"), database} + more);
    }

    QTemporaryDir directory;
    QString database = directory.filePath(QStringLiteral("orders.sqlite"));
    QString csv = directory.filePath(QStringLiteral("orders.csv"));
};

} // namespace

TEST_CASE("export-orders: rows go to standard output and nothing else does, streamed or collected", "[cli][export]")
{
    const Stored stored;
    const Spoken streamed = stored.exported();
    CHECK(streamed.code == 0);
    CHECK(streamed.err.isEmpty());
    CHECK(streamed.out.startsWith(QStringLiteral("id,customer,lines,total,persistedAtMs\n")));
    CHECK(streamed.out.count(u'\n') == 701);
    CHECK(stored.exported({QStringLiteral("--collect")}).out == streamed.out);
    const Spoken few =
        stored.exported({QStringLiteral("--limit"), QStringLiteral("2"), QStringLiteral("--row-delay-ms=0.5")});
    CHECK(few.code == 0);
    CHECK(few.out == streamed.out.section(u'\n', 0, 2) + u'\n');
}

TEST_CASE("export-orders: a file is replaced and named, and can be run again", "[cli][export]")
{
    const Stored stored;
    const QString csv = stored.csv;
    QFile old(csv);
    REQUIRE(old.open(QIODevice::WriteOnly));
    old.write("old");
    old.close();
    const Spoken spoken = stored.exported({QStringLiteral("--csv"), csv});
    CHECK(spoken.code == 0);
    CHECK(spoken.err.isEmpty());
    CHECK(spoken.out.startsWith(QStringLiteral("700 orders, the first one after ")));
    CHECK(spoken.out.endsWith(QStringLiteral("wrote ") + csv + u'\n'));
    CHECK(QString::fromUtf8(contentOf(csv)) == stored.exported().out);

    const Spoken again = say({QStringLiteral("run"), QStringLiteral("mega-order"), QStringLiteral("--mode"),
        QStringLiteral("bounded"), QStringLiteral("--orders"), csv, QStringLiteral("--strict")});
    CHECK(again.code == 0);
    CHECK(again.out.contains(QStringLiteral("700 submitted: 700 persisted")));
}

TEST_CASE("export-orders: usage errors exit with 2", "[cli][export]")
{
    for (const char* line : {"export-orders", "export-orders x --limit -1", "export-orders x --limit 1.5",
             "export-orders x --row-delay-ms soon", "export-orders x --row-delay-ms nan",
             "export-orders x --row-delay-ms 60001", "export-orders x --colect"}) {
        INFO(line);
        const Spoken spoken = say(QString::fromLatin1(line).split(u' '));
        CHECK(spoken.code == 2);
        CHECK(spoken.out.isEmpty());
        CHECK(spoken.err.contains(QStringLiteral("threadweir export-orders --help\".")));
    }
}

TEST_CASE("export-orders: what cannot be read or written is named, with exit code 3", "[cli][export]")
{
    const Stored stored;
    const QString missing = stored.directory.filePath(QStringLiteral("no/orders.sqlite"));
    const QString foreign = stored.directory.filePath(QStringLiteral("summary.json"));
    for (const QString& database : {missing, foreign, stored.directory.path()}) {
        const Spoken spoken = say({QStringLiteral("export-orders"), database, QStringLiteral("--csv"), stored.csv});
        CHECK(spoken.code == 3);
        CHECK(spoken.out.isEmpty());
        CHECK(spoken.err.contains(database));
        CHECK_FALSE(QFile::exists(stored.csv));
    }
    for (const QString& csv : {stored.directory.path(), missing}) {
        const Spoken spoken = stored.exported({QStringLiteral("--csv"), csv});
        CHECK(spoken.code == 3);
        CHECK(spoken.out.isEmpty());
        CHECK(spoken.err.contains(csv + QStringLiteral(": cannot be written: ")));
    }
}

#ifdef Q_OS_LINUX
TEST_CASE("export-orders: a full disk is told with the file's name", "[cli][export]")
{
    const Spoken spoken = Stored().exported({QStringLiteral("--csv"), QStringLiteral("/dev/full")});
    CHECK(spoken.code == 3);
    CHECK(spoken.err.contains(QStringLiteral("/dev/full: ")));
    CHECK(spoken.err.contains(QStringLiteral("No space left on device")));
}
#endif

TEST_CASE("export-orders: interrupted it ends with 130, and leaves the file as it was", "[cli][export][interruption]")
{
    const Stored stored;
    app::OrdersExport what {.databasePath = stored.database, .csvPath = stored.csv, .collect = false, .how = {}};
    what.how.rowDelay = std::chrono::minutes(1);
    Spoken spoken;
    QTextStream out(&spoken.out);
    QTextStream err(&spoken.err);
    app::Console console {out, err};
    const app::Interruption interruption;
    std::raise(SIGINT);
    const app::CommandResult result = app::exportOrders(what, interruption, console);
    REQUIRE(result.has_value());
    CHECK(*result == app::ExitCode::Interrupted);
    CHECK(spoken.err.contains(stored.csv + QStringLiteral(" was not written")));
    CHECK_FALSE(QFile::exists(stored.csv));
    const QStringList files = QDir(stored.directory.path()).entryList(QDir::Files, QDir::Name);
    CHECK(files
        == QStringList {QStringLiteral("orders.sqlite"), QStringLiteral("samples.csv"), QStringLiteral("scenario.json"),
            QStringLiteral("summary.json")});
}
