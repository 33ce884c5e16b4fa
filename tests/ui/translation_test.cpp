// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/translation.h"
#include "tests/ui/event_loop.h"
#include "tests/ui/lab_window.h"
#include "ui/items/strip_scale.h"
#include "ui/models/format.h"
#include "ui/models/view_settings.h"

#include <QFile>
#include <QRegularExpression>
#include <QXmlStreamReader>

#include <catch2/catch_test_macros.hpp>

#include <set>

using app::Translation;
using support::Lab;
using support::processEventsUntil;

namespace {

std::set<QString> placeholders(const QString& text)
{
    static const QRegularExpression kPlace(QStringLiteral("%\\d"));
    std::set<QString> all;
    for (auto found = kPlace.globalMatch(text); found.hasNext();)
        all.insert(found.next().captured());
    return all;
}

} // namespace

TEST_CASE("translation: the first language that there is counts, and English is always there", "[translation]")
{
    CHECK(Translation::firstKnown({QStringLiteral("de-AT"), QStringLiteral("en")}) == QStringLiteral("de"));
    CHECK(Translation::firstKnown({QStringLiteral("en-GB"), QStringLiteral("de")}) == QStringLiteral("en"));
    CHECK(Translation::firstKnown({QStringLiteral("fr-FR"), QStringLiteral("de-DE")}) == QStringLiteral("de"));
    CHECK(Translation::firstKnown({QStringLiteral("fr")}) == QStringLiteral("en"));
    CHECK(Translation::firstKnown({}) == QStringLiteral("en"));
}

TEST_CASE("translation: numbers are written as the language writes them", "[translation]")
{
    Translation translation;
    translation.use(QStringLiteral("de"));
    CHECK(ui::Format::count(12345) == QStringLiteral("12.345"));
    CHECK(ui::shortNumber(1234) == QStringLiteral("1.234"));
    CHECK(ui::Format::rate(2.5) == QStringLiteral("2,5x"));
    CHECK(ui::Format::rate(1) == QStringLiteral("1x"));
    translation.use(QStringLiteral("en"));
    CHECK(ui::Format::count(12345) == QStringLiteral("12,345"));
    CHECK(ui::shortNumber(1234) == QStringLiteral("1,234"));
    CHECK(ui::Format::rate(2.5) == QStringLiteral("2.5x"));
}

TEST_CASE("translation: each German text has the places of the English one", "[translation]")
{
    QFile file(QStringLiteral(THREADWEIR_SOURCE_DIR "/resources/i18n/threadweir_de.ts"));
    REQUIRE(file.open(QIODevice::ReadOnly));
    QXmlStreamReader xml(&file);
    QString source;
    int texts = 0;
    while (!xml.atEnd()) {
        xml.readNext();
        if (xml.isStartElement() && xml.name() == QLatin1String("source"))
            source = xml.readElementText();
        if (!xml.isStartElement() || xml.name() != QLatin1String("translation"))
            continue;
        const QString translation = xml.readElementText();
        INFO(source.toStdString() << " -> " << translation.toStdString());
        CHECK(placeholders(source) == placeholders(translation));
        ++texts;
    }
    CHECK_FALSE(xml.hasError());
    CHECK(texts > 200);
}

TEST_CASE("translation: the language that is chosen in the menu is spoken at once, and in the next window", "[translation][window]")
{
    {
        Lab lab;
        CHECK(lab.text("resetButton") == QStringLiteral("Reset"));
        auto* settings = qobject_cast<ui::ViewSettings*>(lab.singleton("ViewSettings"));
        settings->setLanguage(QStringLiteral("de"));
        CHECK(lab.text("resetButton") == QStringLiteral("Zurücksetzen"));
        CHECK(lab.text("workload.ratePerSecond", "label") == QStringLiteral("Ankunftsrate"));
        CHECK(lab.text("scenarioButton") == QStringLiteral("Ein Laden an einem vollen Nachmittag"));
        CHECK(lab.text("sentence") == QStringLiteral("Noch ist kein Auftrag angekommen."));
        engine::Snapshot snapshot;
        snapshot.ledger = {.submitted = 1234, .persisted = 1200, .inFlight = 34};
        lab.fake.current().publish(snapshot);
        CHECK(processEventsUntil([&] { return lab.text("submitted", "value") == QStringLiteral("1.234"); }));
        settings->setLanguage(QStringLiteral("en"));
        CHECK(lab.text("resetButton") == QStringLiteral("Reset"));
        CHECK(lab.text("workload.ratePerSecond", "label") == QStringLiteral("Arrival rate"));
        settings->setLanguage(QStringLiteral("de"));
    }
    const QTemporaryDir parent;
    support::FakeEngine fake;
    const auto start = [&](engine::Run::Options options) { return fake.start(std::move(options)); };
    for (const char* forced : {"", "en"}) {
        app::Composition next(start, parent.path());
        REQUIRE(next.load({}, QLatin1String(forced)));
        auto* button = next.window()->findChild<QObject*>(QStringLiteral("resetButton"));
        REQUIRE(button);
        CHECK(button->property("text").toString() == (*forced ? QStringLiteral("Reset") : QStringLiteral("Zurücksetzen")));
        CHECK(next.shutDown());
    }
}
