// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/workload/scenario_json.h"
#include "tests/support/fake_run.h"
#include "tests/ui/event_loop.h"
#include "tests/ui/lab_window.h"
#include "ui/bridge/lesson_player.h"

#include <QFile>
#include <QGuiApplication>

#include <catch2/catch_test_macros.hpp>

using support::Lab;
using support::processEventsUntil;
using ui::Lesson;

namespace {

const QByteArray kLesson = R"({"version": 1, "title": "Small", "cues": [
    {"title": {"en": "One", "de": "Eins"}, "notes": "First.", "scenario": "first-minute", "mode": "bounded"},
    {"title": "Two", "notes": "Second.", "mode": "blocking", "settings": ["pool.threads=3"]},
    {"title": "Three", "notes": "Third.", "settings": ["pool.threads=4"]}]})";

QByteArray with(const char* old, const char* text)
{
    return QByteArray(kLesson).replace(old, text);
}

QWindow* windowCalled(const char* name)
{
    for (auto* window : QGuiApplication::topLevelWindows()) {
        if (window->objectName() == QLatin1String(name))
            return window;
    }
    return nullptr;
}

} // namespace

TEST_CASE("lesson: each cue keeps what it does not change", "[bridge][lesson]")
{
    const auto lesson = Lesson::read(kLesson);
    REQUIRE(lesson);
    CHECK(lesson->cues[0].title.in(QStringLiteral("de")) == QStringLiteral("Eins"));
    CHECK(lesson->cues[1].title.in(QStringLiteral("de")) == QStringLiteral("Two"));
    CHECK(*lesson->scenarioAt(0) == *engine::loadScenario(QStringLiteral("first-minute")));
    CHECK(lesson->scenarioAt(1)->pool.threads == 3);
    CHECK(lesson->scenarioAt(2)->pool.threads == 4);
    CHECK(lesson->modeAt(0) == ui::Mode::Bounded);
    CHECK(lesson->modeAt(2) == ui::Mode::Blocking);
}

TEST_CASE("lesson: what is wrong with a file is said, with its place", "[bridge][lesson]")
{
    const auto error = [](const QByteArray& json) {
        const auto lesson = Lesson::read(json);
        return lesson ? std::string() : lesson.error().toStdString();
    };
    CHECK(error(kLesson).empty());
    CHECK(error("{").starts_with("at byte "));
    CHECK(error(with("\"version\": 1", "\"version\": 2")).starts_with("version: "));
    CHECK(error(with("\"notes\": \"Second.\"", "\"nots\": \"\"")).starts_with("cues[1]: unknown key \"nots\""));
    CHECK(error(with("\"blocking\"", "\"blokking\"")).starts_with("cues[1].mode: "));
    CHECK(error(with("pool.threads=4", "pool.threads=0")).find("pool.threads") != std::string::npos);
    CHECK(error(with("\"scenario\": \"first-minute\", ", "")).starts_with("cues[0].scenario"));
    CHECK(error(with("first-minute", "no-such")).find("no-such") != std::string::npos);
    CHECK_FALSE(error("[1, 2]").empty());
}

TEST_CASE("lesson: each one that comes with the program can be read, in both languages", "[bridge][lesson]")
{
    support::FakeEngine fake;
    const QTemporaryDir parent;
    ui::SnapshotFeed feed;
    ui::EngineCommands commands(feed, [&](engine::Run::Options options) { return fake.start(std::move(options)); }, parent.path());
    ui::LessonPlayer player(commands);
    REQUIRE_FALSE(player.lessons().isEmpty());
    for (int lesson = 0; lesson < player.lessons().size(); ++lesson) {
        player.start(lesson);
        for (int cue = 0; cue < player.cues().size(); ++cue) {
            player.goTo(cue);
            player.setLanguage(QStringLiteral("en"));
            const QString english = player.notes();
            player.setLanguage(QStringLiteral("de"));
            CHECK_FALSE(english.isEmpty());
            CHECK(player.notes() != english);
        }
    }
}

TEST_CASE("lesson: a cue is the same forwards, backwards and by a jump; what runs so already goes on", "[window][lesson]")
{
    Lab lab;
    auto& player = lab.composition.lesson();
    lab.press(Qt::Key_PageDown);
    CHECK(lab.fake.count() == 1); // no lesson is going on
    player.start(0);
    CHECK(player.index() == 0);
    CHECK(lab.fake.count() == 1); // first-minute in bounded mode is what runs
    lab.press(Qt::Key_PageDown);
    CHECK(lab.composition.commands().mode() == ui::Mode::Blocking);
    const auto runs = lab.fake.count();
    lab.press(Qt::Key_PageDown); // only words
    CHECK(lab.fake.count() == runs);
    player.goTo(3);
    CHECK(lab.composition.commands().wanted().pool.threads == 64);
    lab.press(Qt::Key_PageUp);
    CHECK(lab.composition.commands().wanted().pool.threads == 8);
    CHECK(lab.composition.commands().mode() == ui::Mode::Blocking);
    player.goTo(100);
    CHECK(player.index() == 2);
    player.end();
    CHECK(player.title().isEmpty());
    CHECK(lab.composition.commands().active());
}

TEST_CASE("window: F5 opens the speaker's window, which shows the audience the same run", "[window][lesson]")
{
    Lab lab;
    lab.press(Qt::Key_F5);
    auto* presenter = windowCalled("presenterWindow");
    auto* audience = windowCalled("audienceWindow");
    REQUIRE(presenter);
    REQUIRE(audience);
    CHECK(presenter->isVisible());
    CHECK_FALSE(audience->isVisible());
    auto* show = presenter->findChild<QObject*>(QStringLiteral("showAudience"));
    REQUIRE(show);
    REQUIRE(QMetaObject::invokeMethod(show, "clicked"));
    CHECK(audience->visibility() == QWindow::FullScreen);
    QQuickItem* sentence = nullptr;
    const auto* picture = qobject_cast<QQuickWindow*>(audience)->contentItem();
    CHECK(processEventsUntil([&] { return (sentence = support::findItem(*picture, QStringLiteral("bigSentence"))) != nullptr; }));
    REQUIRE(sentence);
    CHECK(sentence->isVisible());
    CHECK(sentence->property("text").toString() == lab.text("sentence"));
    lab.composition.lesson().start(0);
    auto* notes = presenter->findChild<QObject*>(QStringLiteral("notes"));
    REQUIRE(notes);
    CHECK(notes->property("text").toString() == lab.composition.lesson().notes());
    presenter->close();
    CHECK(processEventsUntil([] { return windowCalled("audienceWindow") == nullptr; }));
    CHECK(lab.composition.window()->isVisible());
}
