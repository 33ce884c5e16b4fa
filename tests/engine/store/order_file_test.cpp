// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/engine/store/store_fixture.h"

#include <QDir>
#include <QFile>

#ifdef Q_OS_LINUX
#include <sys/fsuid.h>
#include <sys/stat.h>
#include <unistd.h>
#endif

using namespace engine;
using tests::contains;
using tests::makeOrders;
using tests::PlainSqlite;
using tests::StoreFixture;

namespace {

void write(const QString& path, const QByteArray& content)
{
    QFile file(path);
    REQUIRE(file.open(QIODevice::WriteOnly));
    REQUIRE(file.write(content) == content.size());
}

QByteArray read(const QString& path)
{
    QFile file(path);
    REQUIRE(file.open(QIODevice::ReadOnly));
    return file.readAll();
}

#ifdef Q_OS_LINUX
/// The calling thread meets the permissions of files as any user does, even if the tests run as root.
class Unprivileged {
public:
    Unprivileged()
        : m_user(::setfsuid(kNobody))
    {
    }
    ~Unprivileged() { ::setfsuid(m_user); }

private:
    static constexpr uid_t kNobody = 65534;
    uid_t m_user;
};
#endif

} // namespace

TEST_CASE("order file: an old order database is replaced", "[store][file]")
{
    StoreFixture fixture;
    REQUIRE(fixture.open());
    REQUIRE(fixture.insert(makeOrders(1).front()));
    fixture.store->close();

    REQUIRE(fixture.open());
    CHECK(fixture.store->rowCount() == 0);
    CHECK(fixture.insert(makeOrders(1).front()));
    CHECK(fixture.store->rowCount() == 1);
}

TEST_CASE("order file: an order database whose run was killed is replaced, log and all", "[store][file]")
{
    StoreFixture fixture;
    REQUIRE(fixture.open());
    REQUIRE(fixture.insertEach(makeOrders(20)) == 20);
    // What a killed process leaves: the file and a log that was not put back into it.
    const QString copy = fixture.directory.filePath(QStringLiteral("killed.sqlite"));
    REQUIRE(QFile::copy(fixture.path(), copy));
    REQUIRE(QFile::copy(fixture.path() + QStringLiteral("-wal"), copy + QStringLiteral("-wal")));
    fixture.store->close();
    SECTION("as it was left")
    {
        REQUIRE(QFile::exists(copy));
    }
    SECTION("of which somebody removed the file only")
    {
        REQUIRE(QFile::remove(copy));
    }

    fixture.options.file.path = copy;
    REQUIRE(fixture.open());
    CHECK(fixture.store->rowCount() == 0);
    CHECK(fixture.insertEach(makeOrders(5)) == 5);
    CHECK(fixture.store->rowCount() == 5);
}

TEST_CASE("order file: an empty file is taken over, and directories on the way are made", "[store][file]")
{
    StoreFixture fixture;
    SECTION("empty")
    {
        write(fixture.path(), {});
    }
    SECTION("directories")
    {
        fixture.options.file.path = fixture.directory.filePath(QStringLiteral("a/b/orders.sqlite"));
        REQUIRE_FALSE(QFile::exists(fixture.path()));
    }
    SECTION("a name that a URI would have to quote")
    {
        fixture.options.file.path =
            fixture.directory.filePath(QStringLiteral("50% of #1?mode=ro & größer/orders.sqlite"));
        REQUIRE_FALSE(QFile::exists(fixture.path()));
    }
    REQUIRE(fixture.open());
    REQUIRE(fixture.insert(makeOrders(1).front()));
    fixture.store->close();
    PlainSqlite sqlite(fixture.path());
    CHECK(sqlite("SELECT count(*) FROM orders").toInt() == 1);
}

TEST_CASE("order file: what is not an order database is left as it is", "[store][file]")
{
    StoreFixture fixture;
    SECTION("a text")
    {
        write(fixture.path(), QByteArray("Dear diary, ").repeated(100));
    }
    SECTION("a short text")
    {
        write(fixture.path(), "Hello");
    }
    SECTION("another program's database")
    {
        PlainSqlite other(fixture.path());
        other("CREATE TABLE orders (id INTEGER)");
        other("INSERT INTO orders VALUES (1)");
        CHECK(other("SELECT count(*) FROM orders").toInt() == 1);
    }
    SECTION("another program's database with an application id")
    {
        PlainSqlite other(fixture.path());
        other("PRAGMA application_id = 1234");
        other("CREATE TABLE t (x)");
        CHECK(other("PRAGMA application_id").toInt() == 1234);
    }
    const QByteArray before = read(fixture.path());
    const auto opened = fixture.open();
    REQUIRE_FALSE(opened);
    CHECK(opened.error().kind == FailureKind::Invalid);
    CHECK(contains(opened.error(), "not an order database"));
    CHECK(contains(opened.error(), fixture.path().toStdString()));
    CHECK(read(fixture.path()) == before);
    CHECK(QDir(fixture.directory.path()).entryList(QDir::Files).size() == 1);
}

TEST_CASE("order file: every call after a failed open fails with the same message", "[store][file]")
{
    StoreFixture fixture;
    SECTION("a file where a directory should be")
    {
        write(fixture.directory.filePath(QStringLiteral("file")), "x");
        fixture.options.file.path = fixture.directory.filePath(QStringLiteral("file/orders.sqlite"));
    }
    SECTION("a directory where the file should be")
    {
        REQUIRE(QDir().mkpath(fixture.path()));
    }
#ifdef Q_OS_LINUX
    SECTION("a file system that takes no files")
    {
        fixture.options.file.path = QStringLiteral("/proc/orders.sqlite");
        REQUIRE_FALSE(QFile::exists(fixture.path()));
    }
#endif
    const auto opened = fixture.open();
    REQUIRE_FALSE(opened);
    const std::string message = opened.error().message;
    INFO(message);
    CHECK(contains(opened.error(), fixture.path().toStdString()));
    CHECK(contains(opened.error(), "hoose another path"));

    const auto order = makeOrders(1).front();
    CHECK(fixture.insert(order).error().message == message);
    CHECK(fixture.insertChunk({order}).error().message == message);
    CHECK(fixture.addDeadLetters({DeadLetter {}}).error().message == message);
    CHECK(fixture.run([&] { return fixture.store->insertOnWorker(order, CancellationToken::none()); }).error().message
        == message);
    CHECK_FALSE(fixture.store->rowCount());
    fixture.store->close();
    CHECK(fixture.insert(order).error().message == message);
}

#ifdef Q_OS_LINUX
TEST_CASE("order file: a read-only file or directory is an error of the user's, who is told so", "[store][file]")
{
    StoreFixture fixture;
    const QByteArray directory = fixture.directory.path().toUtf8();
    const QByteArray file = fixture.path().toUtf8();
    SECTION("a read-only directory")
    {
        REQUIRE(::chmod(directory.constData(), 0555) == 0);
    }
    SECTION("an order database of which the file is read-only")
    {
        REQUIRE(fixture.open());
        fixture.store->close();
        REQUIRE(::chmod(file.constData(), 0444) == 0);
        REQUIRE(::chmod(directory.constData(), 0777) == 0);
    }
    SECTION("an order database of which the directory is read-only")
    {
        REQUIRE(fixture.open());
        fixture.store->close();
        REQUIRE(::chmod(file.constData(), 0666) == 0);
        REQUIRE(::chmod(directory.constData(), 0555) == 0);
    }
    Outcome<void> opened;
    {
        const Unprivileged nobody;
        opened = fixture.open();
    }
    ::chmod(directory.constData(), 0700);
    REQUIRE_FALSE(opened);
    INFO(opened.error().message);
    CHECK((contains(opened.error(), "writable") && contains(opened.error(), "hoose another path")));
}
#endif

TEST_CASE("order file: a database that another program has open is not replaced", "[store][file]")
{
    StoreFixture fixture;
    fixture.options.file.busyTimeout = std::chrono::milliseconds(1);
    REQUIRE(fixture.open());
    REQUIRE(fixture.insertEach(makeOrders(3)) == 3);
    fixture.store->close();
    {
        PlainSqlite reader(fixture.path());
        CHECK(reader("SELECT count(*) FROM orders").toInt() == 3);
        const auto opened = fixture.open();
        REQUIRE_FALSE(opened);
        INFO(opened.error().message);
        CHECK(opened.error().kind == FailureKind::Unavailable);
        CHECK(contains(opened.error(), "another program"));
        CHECK(reader("SELECT count(*) FROM orders").toInt() == 3);
    }
    CHECK(fixture.open());
}

TEST_CASE("order file: a disk without room for the empty tables is an error of open", "[store][file]")
{
    StoreFixture fixture;
    fixture.options.file.maxPages = 2;
    const auto opened = fixture.open();
    REQUIRE_FALSE(opened);
    CHECK(opened.error().kind == FailureKind::Unavailable);
    CHECK(contains(opened.error(), "the disk is full"));
}
