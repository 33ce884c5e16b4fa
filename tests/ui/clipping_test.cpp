// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/event_loop.h"
#include "tests/ui/lab_window.h"
#include "ui/models/view_settings.h"

#include <QGuiApplication>
#include <QQuickItem>
#include <QStringList>

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

#include <set>
#include <vector>

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
    snapshot.recentLatency = {.count = 1'200'000, .p50Ms = 1234, .p95Ms = 99'000, .p99Ms = 999'000, .maxMs = 999'000};
    snapshot.paymentProvider.outage = true;
    return snapshot;
}

bool isText(const QQuickItem& item)
{
    return item.inherits("QQuickText") && !item.property("text").toString().isEmpty();
}

/// What has to hold a text: the panel that it is in, or the window; but not where it can be scrolled.
struct Room {
    const QQuickItem* item = nullptr;
    bool scrollsAcross = false;
    bool scrollsDown = false;

    [[nodiscard]] Room within(const QQuickItem& child) const
    {
        if (QByteArray(child.metaObject()->className()).contains("Panel") && child.inherits("QQuickRectangle"))
            return {&child};
        if (!child.inherits("QQuickFlickable"))
            return *this;
        return {item, scrollsAcross || child.property("contentWidth").toDouble() > child.width() + 1,
            scrollsDown || child.property("contentHeight").toDouble() > child.height() + 1};
    }
    [[nodiscard]] bool holds(const QQuickItem& text) const
    {
        const QRectF place = text.mapRectToItem(item, QRectF(0, 0, text.width(), text.height()));
        const bool across = place.left() >= -kHair && place.right() <= item->width() + kHair;
        const bool down = place.top() >= -kHair && place.bottom() <= item->height() + kHair;
        return (across || scrollsAcross) && (down || scrollsDown);
    }
};

/// What is wrong with a text, or empty.
QString trouble(const QQuickItem& text, const Room& room)
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
    if (!room.holds(text))
        return QStringLiteral("sticks out of its %1").arg(QLatin1String(room.item->metaObject()->className()));
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

void collect(const QQuickItem& item, const Room& room, QStringList& troubles)
{
    for (const auto* child : item.childItems()) {
        if (!child->isVisible() || child->opacity() == 0 || child->width() < 0)
            continue;
        if (isText(*child)) {
            const QString wrong = trouble(*child, room);
            if (!wrong.isEmpty())
                troubles << QStringLiteral("\"%1\" %2 (%3)").arg(child->property("text").toString(), wrong, placeOf(*child));
        }
        collect(*child, room.within(*child), troubles);
    }
}

struct Printed {
    const QQuickItem* text = nullptr;
    QRectF place; ///< of its letters, as far as they can be seen
};

void collectPrinted(const QQuickItem& item, const QQuickItem& root, const QRectF& seen, std::vector<Printed>& all)
{
    for (const auto* child : item.childItems()) {
        if (!child->isVisible() || child->opacity() == 0)
            continue;
        const QRectF place = child->mapRectToItem(&root, QRectF(0, 0, child->width(), child->height()));
        if (isText(*child)) {
            const QRectF letters = child->mapRectToItem(&root, child->boundingRect()) & seen;
            if (!letters.isEmpty())
                all.push_back({child, letters});
        }
        collectPrinted(*child, root, child->clip() ? seen & place : seen, all);
    }
}

/// Texts that lie over one another. What opens over a page covers it on purpose, so each is looked at by itself.
void collectOverlaps(const QQuickItem& root, QStringList& troubles)
{
    std::vector<Printed> all;
    collectPrinted(root, root, QRectF(0, 0, root.width(), root.height()), all);
    for (std::size_t a = 0; a < all.size(); ++a) {
        for (std::size_t b = a + 1; b < all.size(); ++b) {
            const QRectF both = all[a].place & all[b].place;
            if (both.width() > kHair && both.height() > 2 * kLeading)
                troubles << QStringLiteral("\"%1\" and \"%2\" lie over one another (%3)").arg(all[a].text->property("text").toString(), all[b].text->property("text").toString(), placeOf(*all[a].text));
        }
    }
}

QQuickWindow* windowCalled(const char* name)
{
    for (QWindow* window : QGuiApplication::topLevelWindows()) {
        if (window->objectName() == QLatin1String(name))
            return qobject_cast<QQuickWindow*>(window);
    }
    return nullptr;
}

QStringList troublesOf(QQuickWindow& window)
{
    static_cast<void>(window.grabWindow()); // everything is laid out for it
    QCoreApplication::processEvents(); // how many strips stand side by side follows from their room
    static_cast<void>(window.grabWindow());
    QStringList troubles;
    const auto* content = window.contentItem();
    collect(*content, {content}, troubles);
    for (const auto* layer : content->childItems()) {
        if (layer->isVisible())
            collectOverlaps(*layer, troubles);
    }
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
            const std::string troubles = troublesOf(*lab.composition.window()).join(u'\n').toStdString();
            CHECK(troubles == "");
        }
    }
}

TEST_CASE("window: nothing that opens over it is cut off at its smallest size, in the largest type", "[window][clipping]")
{
    const auto* language = GENERATE("en", "de");
    const auto key = GENERATE(Qt::Key_G, Qt::Key_F1, Qt::Key_K, Qt::Key_S, Qt::Key_V);
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
    const std::string troubles = troublesOf(*lab.composition.window()).join(u'\n').toStdString();
    CHECK(troubles == "");
}

TEST_CASE("window: nothing in the speaker's and the audience's window is cut off", "[window][clipping][lesson]")
{
    const auto* language = GENERATE("en", "de");
    const bool going = GENERATE(false, true);
    Lab lab;
    qobject_cast<ui::ViewSettings*>(lab.singleton("ViewSettings"))->setLanguage(QLatin1String(language));
    lab.fake.current().publish(busy());
    support::processEventsFor(std::chrono::milliseconds(200)); // the figures stand still for a moment
    lab.press(Qt::Key_F5);
    if (going)
        lab.composition.lesson().start(0);
    for (const char* name : {"presenterWindow", "audienceWindow"}) {
        auto* window = windowCalled(name);
        REQUIRE(window);
        window->show();
        for (const QSize size : kSizes) {
            window->resize(size);
            support::processEventsFor(std::chrono::milliseconds(20));
            INFO(language << ", " << name << (going ? ", in a lesson, " : ", ") << size.width() << " x " << size.height());
            const std::string troubles = troublesOf(*window).join(u'\n').toStdString();
            CHECK(troubles == "");
        }
    }
}
