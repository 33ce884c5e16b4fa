// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/event_loop.h"
#include "tests/ui/lab_window.h"
#include "ui/models/view_settings.h"

#include <QQuickItem>
#include <QStringList>

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

#include <set>

using support::Lab;
using Look = ui::ViewSettings::Theme;

namespace {

constexpr double kHair = 1.5; ///< what rounding may cost
constexpr double kLeading = 2.5; ///< what a line may lack of the empty space above and below its letters
const QSize kSizes[] = {{1024, 700}, {1280, 800}, {1920, 1080}, {3840, 2160}};

/// A busy run, with numbers as long as they get.
engine::Snapshot busy()
{
    engine::Snapshot snapshot;
    snapshot.ledger = {.submitted = 1'234'567, .persisted = 1'200'000, .rejected = 12'345, .failed = 2'345, .inFlight = 19'877};
    snapshot.throughputPerSecond = 12'345;
    snapshot.at = std::chrono::hours(11);
    snapshot.residentBytes = 1'234'567'890;
    snapshot.doubleCharges = 17;
    snapshot.channel = {.now = 5000, .peak = 5000, .limit = 5000};
    snapshot.pool.threads = 200;
    snapshot.pool.blocked = 200;
    snapshot.pool.pendingWorkItems = 123'456;
    snapshot.latency = {.count = 1'200'000, .p50Ms = 1234, .p95Ms = 99'000, .p99Ms = 999'000, .maxMs = 999'000};
    snapshot.paymentProvider.outage = true;
    return snapshot;
}

bool isText(const QQuickItem& item)
{
    return item.inherits("QQuickText") && !item.property("text").toString().isEmpty();
}

bool clipsAndScrolls(const QQuickItem& item)
{
    return item.inherits("QQuickFlickable");
}

/// What is wrong with a text, or empty. `room` is what has to hold it: the panel that it is in, or the window.
QString trouble(const QQuickItem& text, const QQuickItem& room, bool scrolls)
{
    const double wide = text.property("contentWidth").toDouble();
    const double tall = text.property("contentHeight").toDouble();
    const bool elides = text.property("elide").toInt() != Qt::ElideNone;
    if (wide > text.width() + kHair)
        return QStringLiteral("is %1 wide in %2").arg(wide).arg(text.width());
    if (tall > text.height() + kLeading)
        return QStringLiteral("is %1 tall in %2").arg(tall).arg(text.height());
    if (text.property("truncated").toBool() && !elides)
        return QStringLiteral("is cut short without a sign");
    if (elides && wide < 1)
        return QStringLiteral("has no room at all");
    const QRectF place = text.mapRectToItem(&room, QRectF(0, 0, text.width(), text.height()));
    const QRectF inside(-kHair, -kHair, room.width() + 2 * kHair, room.height() + 2 * kHair);
    if (!scrolls && !inside.contains(place))
        return QStringLiteral("sticks out of its %1").arg(QLatin1String(room.metaObject()->className()));
    return {};
}

/// The components that it is in, the innermost first: "StationColumn < MapPanel < LabPage".
QString placeOf(const QQuickItem& text)
{
    QStringList names;
    for (const auto* item = &text; item; item = item->parentItem()) {
        const QString name = QString::fromLatin1(item->metaObject()->className()).section(QStringLiteral("_QMLTYPE"), 0, 0);
        if (!name.startsWith(QLatin1String("QQuick")) && !name.contains(QLatin1String("_QML")))
            names << name;
    }
    return names.join(QStringLiteral(" < "));
}

void collect(const QQuickItem& item, const QQuickItem& room, bool scrolls, QStringList& troubles)
{
    for (const auto* child : item.childItems()) {
        if (!child->isVisible() || child->opacity() == 0 || child->width() < 0)
            continue;
        if (isText(*child)) {
            const QString wrong = trouble(*child, room, scrolls);
            if (!wrong.isEmpty())
                troubles << QStringLiteral("\"%1\" %2 (%3)").arg(child->property("text").toString(), wrong, placeOf(*child));
        }
        const bool panel = QByteArray(child->metaObject()->className()).contains("Panel") && child->inherits("QQuickRectangle");
        const bool scroller = clipsAndScrolls(*child);
        collect(*child, panel ? *child : room, panel ? false : scrolls || scroller, troubles);
    }
}

QStringList troublesOf(Lab& lab)
{
    static_cast<void>(lab.composition.window()->grabWindow()); // everything is laid out for it
    QCoreApplication::processEvents(); // how many strips stand side by side follows from their room
    static_cast<void>(lab.composition.window()->grabWindow());
    QStringList troubles;
    const auto* content = lab.composition.window()->contentItem();
    collect(*content, *content, false, troubles);
    return troubles;
}

} // namespace

TEST_CASE("window: no text is cut off or sticks out, whatever the size, the theme, the scale and the language", "[window][clipping]")
{
    const auto* language = GENERATE("en", "de");
    const auto scale = GENERATE(1.0, 1.5);
    Lab lab;
    auto* settings = qobject_cast<ui::ViewSettings*>(lab.singleton("ViewSettings"));
    settings->setLanguage(QLatin1String(language));
    settings->setScale(scale);
    lab.fake.current().publish(busy());
    support::processEventsFor(std::chrono::milliseconds(200)); // the figures stand still for a moment
    for (const auto look : {Look::Light, Look::Dark, Look::Projector}) {
        settings->setTheme(look);
        for (const QSize size : kSizes) {
            lab.composition.window()->resize(size);
            support::processEventsFor(std::chrono::milliseconds(20));
            INFO(language << ", scale " << scale << ", theme " << static_cast<int>(look) << ", " << size.width() << " x " << size.height());
            const std::string troubles = troublesOf(lab).join(u'\n').toStdString();
            CHECK(troubles == "");
        }
    }
}

TEST_CASE("window: nothing that opens over it is cut off at its smallest size, in the largest type", "[window][clipping]")
{
    const auto* language = GENERATE("en", "de");
    const auto key = GENERATE(Qt::Key_G, Qt::Key_F1, Qt::Key_S, Qt::Key_V);
    Lab lab;
    auto* settings = qobject_cast<ui::ViewSettings*>(lab.singleton("ViewSettings"));
    settings->setLanguage(QLatin1String(language));
    settings->setScale(1.5);
    settings->setTheme(Look::Projector);
    lab.composition.window()->resize(kSizes[0]);
    support::processEventsFor(std::chrono::milliseconds(20));
    if (key == Qt::Key_V)
        REQUIRE(QMetaObject::invokeMethod(lab.find("viewButton"), "clicked"));
    else
        lab.press(key, key == Qt::Key_S ? Qt::ControlModifier : Qt::NoModifier);
    support::processEventsFor(std::chrono::milliseconds(200));
    INFO(language << ", key " << static_cast<int>(key));
    const std::string troubles = troublesOf(lab).join(u'\n').toStdString();
    CHECK(troubles == "");
}
