// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/workload/scenario_json.h"
#include "tests/ui/event_loop.h"
#include "tests/ui/lab_window.h"

#include <QDir>
#include <QDropEvent>
#include <QFile>
#include <QMimeData>
#include <QSignalSpy>
#include <QtTest/QTest>

#include <catch2/catch_test_macros.hpp>

using support::Lab;
using support::processEventsUntil;

namespace {

QString write(const Lab& lab, const char* name, const QByteArray& content)
{
    const QString path = lab.parent.filePath(QLatin1String(name));
    QFile file(path);
    REQUIRE(file.open(QIODevice::WriteOnly));
    file.write(content);
    return path;
}

void openGallery(Lab& lab)
{
    lab.press(Qt::Key_G);
    REQUIRE(processEventsUntil([&] { return lab.find("gallery")->property("opened").toBool(); }));
}

bool isClosed(Lab& lab, const char* sheet)
{
    return processEventsUntil([&] { return !lab.find(sheet)->property("visible").toBool(); });
}

void type(Lab& lab, const char* text)
{
    for (const char* character = text; *character; ++character)
        QTest::keyClick(lab.composition.window(), *character);
}

/// Ctrl+S, a name, Enter.
void save(Lab& lab, const char* name)
{
    lab.press(Qt::Key_S, Qt::ControlModifier);
    REQUIRE(processEventsUntil([&] { return lab.find("namingSheet")->property("opened").toBool(); }));
    type(lab, name);
    lab.press(Qt::Key_Return);
    REQUIRE(isClosed(lab, "namingSheet"));
}

void drop(Lab& lab, const QString& path)
{
    QMimeData data;
    data.setUrls({QUrl::fromLocalFile(path)});
    const QPoint place(400, 300);
    QDragEnterEvent enter(place, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(lab.composition.window(), &enter);
    QDropEvent drop(place, Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
    QCoreApplication::sendEvent(lab.composition.window(), &drop);
}

} // namespace

TEST_CASE("gallery: G opens it on the card of what runs, arrows and Enter start another", "[window][gallery]")
{
    Lab lab;
    openGallery(lab);
    auto* window = lab.composition.window();
    CHECK(window->activeFocusItem()->objectName() == QStringLiteral("card:first-minute"));
    lab.press(Qt::Key_Right);
    CHECK(window->activeFocusItem()->objectName() == QStringLiteral("card:flapping-outage"));
    lab.press(Qt::Key_Return);
    CHECK(lab.fake.count() == 2);
    CHECK(lab.fake.last().scenario.name == QStringLiteral("flapping-outage"));
    CHECK(lab.fake.last().mode == engine::Mode::Bounded);
    CHECK(isClosed(lab, "gallery"));
    CHECK(lab.text("scenarioButton") == lab.fake.last().scenario.title);
}

TEST_CASE("gallery: a click on a card starts it, the button in the title opens the gallery", "[window][gallery][mouse]")
{
    Lab lab;
    lab.click("scenarioButton");
    REQUIRE(processEventsUntil([&] { return lab.find("gallery")->property("opened").toBool(); }));
    lab.click("card:climbing");
    CHECK(lab.fake.last().scenario.name == QStringLiteral("climbing"));
    CHECK(isClosed(lab, "gallery"));
}

TEST_CASE("gallery: what is saved with Ctrl+S is a card of its own, which can be renamed, deleted and brought back",
    "[window][gallery]")
{
    Lab lab;
    save(lab, "Noon");
    CHECK(lab.fake.count() == 1);
    CHECK(lab.text("scenarioButton") == QStringLiteral("Noon"));
    openGallery(lab);
    const QString path = lab.composition.files().folder() + QStringLiteral("/noon.json");
    const QByteArray card = "card:" + path.toUtf8();
    CHECK(lab.composition.window()->activeFocusItem()->objectName() == QString::fromUtf8(card));

    lab.press(Qt::Key_F2);
    type(lab, "Midnight");
    lab.press(Qt::Key_Return);
    CHECK(processEventsUntil([&] { return engine::loadScenario(path)->title == QStringLiteral("Midnight"); }));
    CHECK(lab.text(card.constData(), "title") == QStringLiteral("Midnight"));

    lab.click("removeCard");
    CHECK_FALSE(QFile::exists(path));
    CHECK_FALSE(lab.findIfThere(card.constData()));
    lab.press(Qt::Key_Z, Qt::ControlModifier);
    CHECK(QFile::exists(path));
    CHECK(processEventsUntil([&] { return lab.findIfThere(card.constData()) != nullptr; }));
}

TEST_CASE("gallery: Ctrl+O asks for a file, in the window and in the gallery", "[window][gallery]")
{
    Lab lab;
    const QSignalSpy wanted(&lab.composition.files(), &ui::ScenarioFiles::dialogWanted);
    lab.press(Qt::Key_O, Qt::ControlModifier);
    CHECK(wanted.count() == 1);
    openGallery(lab);
    lab.press(Qt::Key_O, Qt::ControlModifier);
    CHECK(wanted.count() == 2);
    lab.click("openFile");
    CHECK(wanted.count() == 3);
}

TEST_CASE("window: a scenario file that is dropped onto it runs", "[window][gallery][drop]")
{
    Lab lab;
    engine::Scenario scenario;
    scenario.name = QStringLiteral("dropped");
    drop(lab, write(lab, "dropped.json", engine::toJson(scenario)));
    REQUIRE(lab.fake.count() == 2);
    CHECK(lab.fake.last().scenario.name == QStringLiteral("dropped"));
    CHECK(lab.composition.files().recent().size() == 1);
}

TEST_CASE("window: a bad file is told in it, whole, and the run goes on", "[window][gallery][drop]")
{
    Lab lab;
    const QString path = write(lab, "bad.json", "{\"version\": 1, \"name\": \"bad\",\n \"pool\": {\"threads\": 0}}");
    drop(lab, path);
    CHECK(lab.fake.count() == 1);
    CHECK(lab.composition.commands().active());
    CHECK(lab.text("sentence").contains(path + QStringLiteral(":2: pool.threads")));
    openGallery(lab);
    CHECK(lab.text("problem") == lab.composition.commands().problem());
    lab.click("dismissProblem");
    CHECK(lab.composition.commands().problem().isEmpty());
}

TEST_CASE("window: it opens on the scenario that it is given, or on the first one and says why", "[window][gallery]")
{
    const support::ForgottenSettings settings;
    const QTemporaryDir parent;
    support::FakeEngine fake;
    app::Composition composition(
        [&](engine::Run::Options options) { return fake.start(std::move(options)); }, parent.path(), parent.filePath(QStringLiteral("own")));
    SECTION("a built-in one")
    {
        REQUIRE(composition.load(QStringLiteral("spike")));
        CHECK(fake.last().scenario.name == QStringLiteral("spike"));
        CHECK(composition.commands().problem().isEmpty());
    }
    SECTION("a file")
    {
        engine::Scenario scenario;
        scenario.name = QStringLiteral("mine");
        const QString path = parent.filePath(QStringLiteral("mine.json"));
        QFile file(path);
        REQUIRE(file.open(QIODevice::WriteOnly));
        file.write(engine::toJson(scenario));
        file.close();
        REQUIRE(composition.load(path));
        CHECK(fake.last().scenario.name == QStringLiteral("mine"));
    }
    SECTION("a file that is not there")
    {
        REQUIRE(composition.load(QStringLiteral("/no/such/file.json")));
        CHECK(fake.last().scenario.name == QStringLiteral("first-minute"));
        CHECK(composition.commands().problem().contains(QStringLiteral("/no/such/file.json")));
    }
    CHECK(fake.count() == 1);
    CHECK(fake.last().mode == engine::Mode::Bounded);
    CHECK(composition.shutDown());
}
