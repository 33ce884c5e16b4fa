// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/workload/scenario_json.h"
#include "tests/support/fake_run.h"
#include "tests/ui/lab_window.h"
#include "ui/bridge/scenario_files.h"

#include <QDir>
#include <QFile>
#include <QSignalSpy>
#include <QTemporaryDir>

#include <catch2/catch_test_macros.hpp>

using ui::ScenarioFiles;

namespace {

/// Files over a fake engine, with `first-minute` running in bounded mode and nothing saved yet.
struct Shelf {
    Shelf() { commands.start(QStringLiteral("first-minute"), ui::Mode::Bounded); }

    QString write(const char* name, const QByteArray& content)
    {
        const QString path = elsewhere.filePath(QLatin1String(name));
        QFile file(path);
        REQUIRE(file.open(QIODevice::WriteOnly));
        file.write(content);
        return path;
    }
    [[nodiscard]] QStringList saved() const { return QDir(files.folder()).entryList(QDir::Files); }
    [[nodiscard]] QString onlyFile() const { return files.folder() + QLatin1Char('/') + saved().constFirst(); }
    [[nodiscard]] QString titleOf(const QString& path) const { return engine::loadScenario(path)->title; }

    support::ForgottenSettings settings;
    QTemporaryDir parent;
    QTemporaryDir elsewhere;
    support::FakeEngine fake;
    ui::SnapshotFeed feed;
    ui::EngineCommands commands {
        feed, [this](engine::Run::Options options) { return fake.start(std::move(options)); }, parent.path()};
    ScenarioFiles files {commands, parent.filePath(QStringLiteral("data/scenarios"))};
};

const QByteArray kBad = "{\"version\": 1, \"name\": \"bad\",\n \"limits\": {\n  \"chunkSiz\": 3\n }\n}";

} // namespace

TEST_CASE("scenario files: what is saved is what runs, with every changed value, under its new name", "[bridge][files]")
{
    Shelf shelf;
    engine::Scenario changed = shelf.commands.wanted();
    changed.limits.chunkSize = 33;
    changed.pool.threads = 5;
    shelf.commands.startScenario(changed, QStringLiteral("first-minute"), ui::Mode::Bounded);
    shelf.commands.setRate(2);

    shelf.files.save(QStringLiteral("  My shop,\tat noon "));
    REQUIRE(shelf.saved() == QStringList {QStringLiteral("my-shop-at-noon.json")});
    auto expected = changed;
    expected.title = QStringLiteral("My shop, at noon");
    expected.name = QStringLiteral("my-shop-at-noon");
    expected.clock.rate = 2;
    CHECK(*engine::loadScenario(shelf.onlyFile()) == expected);
    CHECK(shelf.commands.title() == expected.title);
    CHECK(shelf.commands.scenario() == shelf.onlyFile());
    CHECK(shelf.fake.count() == 2); // the run goes on
    CHECK(shelf.files.notice().contains(expected.title));
}

TEST_CASE("scenario files: a name without a letter, or of the file of another title, gets a file of its own", "[bridge][files]")
{
    Shelf shelf;
    shelf.files.save(QStringLiteral("Noon!"));
    shelf.files.save(QStringLiteral("noon?"));
    shelf.files.save(QStringLiteral("???"));
    shelf.files.save(QStringLiteral("   "));
    CHECK(shelf.saved()
        == QStringList {QStringLiteral("noon-2.json"), QStringLiteral("noon.json"), QStringLiteral("scenario.json")});
}

TEST_CASE("scenario files: the same title replaces the file, and undo brings it back", "[bridge][files]")
{
    Shelf shelf;
    shelf.files.save(QStringLiteral("Noon"));
    engine::Scenario changed = shelf.commands.wanted();
    changed.limits.chunkSize = 33;
    shelf.commands.startScenario(changed, QStringLiteral("first-minute"), ui::Mode::Bounded);
    CHECK(shelf.files.hasTitle(QStringLiteral(" Noon ")));
    CHECK_FALSE(shelf.files.hasTitle(QStringLiteral("Night")));
    shelf.files.save(QStringLiteral("Noon"));
    REQUIRE(shelf.saved().size() == 1);
    CHECK(engine::loadScenario(shelf.onlyFile())->limits.chunkSize == 33);
    CHECK(shelf.files.undoable());
    shelf.files.undo();
    CHECK(engine::loadScenario(shelf.onlyFile())->limits.chunkSize != 33);
    CHECK_FALSE(shelf.files.undoable());
}

TEST_CASE("scenario files: saving, renaming and deleting can each be undone", "[bridge][files]")
{
    Shelf shelf;
    const QSignalSpy changes(&shelf.files, &ScenarioFiles::folderChanged);
    shelf.files.save(QStringLiteral("Noon"));
    const QString path = shelf.onlyFile();
    SECTION("saving")
    {
        shelf.files.undo();
        CHECK(shelf.saved().isEmpty());
    }
    SECTION("renaming")
    {
        shelf.files.rename(path, QStringLiteral("Midnight"));
        CHECK(shelf.titleOf(path) == QStringLiteral("Midnight"));
        shelf.files.undo();
        CHECK(shelf.titleOf(path) == QStringLiteral("Noon"));
    }
    SECTION("deleting")
    {
        shelf.files.remove(path);
        CHECK(shelf.saved().isEmpty());
        shelf.files.undo();
        CHECK(shelf.titleOf(path) == QStringLiteral("Noon"));
    }
    CHECK(changes.count() >= 2);
    shelf.files.undo(); // nothing is left to undo
    CHECK(shelf.commands.problem().isEmpty());
}

TEST_CASE("scenario files: a bad file is told once, with its place, and changes nothing", "[bridge][files]")
{
    Shelf shelf;
    const QString path = shelf.write("bad.json", kBad);
    shelf.files.open(path);
    CHECK(shelf.fake.count() == 1);
    CHECK(shelf.commands.active());
    CHECK(shelf.commands.scenario() == QStringLiteral("first-minute"));
    CHECK(shelf.files.recent().isEmpty());
    const QString problem = shelf.commands.problem();
    CHECK(problem.startsWith(path + QStringLiteral(":3: ")));
    CHECK(problem.contains(QStringLiteral("chunkSiz")));
    CHECK(problem.contains(QStringLiteral("did you mean \"chunkSize\"?")));

    shelf.files.openUrl(QUrl(QStringLiteral("https://example.org/x.json")));
    CHECK(shelf.commands.problem().contains(QStringLiteral("example.org")));
    CHECK(shelf.fake.count() == 1);
}

TEST_CASE("scenario files: a file that is opened runs in the present mode and is remembered, the latest first", "[bridge][files]")
{
    Shelf shelf;
    shelf.commands.switchMode(ui::Mode::Unbounded);
    QStringList opened;
    for (int number = 0; number < ScenarioFiles::kMostRecent + 2; ++number) {
        const auto name = QByteArray::number(number) + ".json";
        opened.prepend(shelf.write(name.constData(), engine::toJson(shelf.commands.wanted())));
        shelf.files.openUrl(QUrl::fromLocalFile(opened.constFirst()));
        CHECK(shelf.commands.scenario() == opened.constFirst());
    }
    CHECK(shelf.fake.last().mode == engine::Mode::Unbounded);
    CHECK(shelf.files.recent() == opened.mid(0, ScenarioFiles::kMostRecent));
    QFile::remove(opened.constFirst());
    CHECK(shelf.files.recent() == opened.mid(1, ScenarioFiles::kMostRecent - 1));
    shelf.files.open(opened.at(3));
    CHECK(shelf.files.recent().constFirst() == opened.at(3));
    CHECK(shelf.files.recent().count(opened.at(3)) == 1);

    shelf.files.save(QStringLiteral("Mine"));
    shelf.files.open(shelf.onlyFile());
    CHECK_FALSE(shelf.files.recent().contains(shelf.onlyFile())); // it is in the gallery anyway
}

TEST_CASE("scenario files: what cannot be written is told, and the run goes on", "[bridge][files]")
{
    Shelf shelf;
    const QString file = shelf.write("a-file", "");
    ScenarioFiles files(shelf.commands, file + QStringLiteral("/scenarios"));
    files.save(QStringLiteral("Noon"));
    CHECK(shelf.commands.problem().contains(file));
    CHECK(files.notice().isEmpty());
    CHECK_FALSE(files.undoable());
    CHECK(shelf.commands.scenario() == QStringLiteral("first-minute"));
    files.remove(QStringLiteral("/no/such/file.json"));
    CHECK(shelf.commands.problem().contains(QStringLiteral("/no/such/file.json")));
}
