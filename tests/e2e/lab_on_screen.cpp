// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/e2e/lab_on_screen.h"

#include "tests/e2e/patience.h"

#include <QCoreApplication>
#include <QDeadlineTimer>
#include <QDir>
#include <QScreen>
#include <QSettings>
#include <QStringList>

#include <catch2/catch_test_macros.hpp>

#include <cmath>
#include <exception>
#include <mutex>
#include <utility>

namespace e2e {

namespace {

using namespace std::chrono_literals;
constexpr auto kAtRest = 150ms; ///< whatever has stayed where it is for that long will not slip away from the pointer

std::mutex warningsMutex;
QStringList warnings;

void noteWarning(QtMsgType type, const QMessageLogContext&, const QString& message)
{
    if (type == QtDebugMsg || type == QtInfoMsg)
        return;
    const std::scoped_lock lock(warningsMutex);
    warnings.append(message);
}

QString takeWarnings()
{
    const std::scoped_lock lock(warningsMutex);
    return std::exchange(warnings, {}).join(u'\n');
}

/// The middle is not cut off by anything around the item, such as a list that is scrolled.
bool middleIsInView(const QQuickItem& item)
{
    const QPointF middle(item.width() / 2, item.height() / 2);
    for (const QQuickItem* around = item.parentItem(); around; around = around->parentItem()) {
        const bool cuts = around->clip() || !around->parentItem(); // the outermost is the window
        if (cuts && !around->contains(around->mapFromItem(&item, middle)))
            return false;
    }
    return true;
}

QQuickItem* findInView(const QQuickItem& parent, const QString& name)
{
    for (auto* child : parent.childItems()) {
        if (!child->isVisible())
            continue;
        if (child->objectName() == name && middleIsInView(*child))
            return child;
        if (auto* found = findInView(*child, name))
            return found;
    }
    return nullptr;
}

} // namespace

Profile::Profile()
{
    QSettings(QSettings::IniFormat, QSettings::UserScope, QStringLiteral("threadweir"), QStringLiteral("window")).clear();
}

LabOnScreen::LabOnScreen(const Profile& profile, const QString& scenario)
    : m_previous(qInstallMessageHandler(noteWarning))
    , m_composition(&engine::Run::start, profile.runs(), profile.scenarios())
{
    REQUIRE(m_composition.load(scenario, QStringLiteral("en")));
    REQUIRE(eventually([this] { return window().isExposed(); }));
    m_hand.focus(window());
}

LabOnScreen::~LabOnScreen()
{
    if (std::uncaught_exceptions() > 0) {
        const QDir folder(QCoreApplication::applicationDirPath());
        const QString path = folder.filePath(QStringLiteral("e2e-%1.png").arg(QCoreApplication::applicationPid()));
        window().screen()->grabWindow(0).save(path);
        WARN("what was on the screen is in " << path.toStdString());
    }
    const std::string said = takeWarnings().toStdString();
    // Whether it is in time is not asked here, and it may say that it was not: on a busy machine it may not be.
    static_cast<void>(m_composition.shutDown());
    qInstallMessageHandler(m_previous);
    static_cast<void>(takeWarnings());
    CHECK(said == "");
}

QQuickItem* LabOnScreen::inView(const char* name) const
{
    return findInView(*window().contentItem(), QString::fromUtf8(name));
}

QVariant LabOnScreen::seen(const char* name, const char* property) const
{
    const auto* item = inView(name);
    return item ? item->property(property) : QVariant();
}

std::string LabOnScreen::says(const char* name, const char* property) const
{
    return seen(name, property).toString().toStdString();
}

bool LabOnScreen::is(const char* name, const char* property) const
{
    return seen(name, property).toBool();
}

double LabOnScreen::number(const char* name, const char* property) const
{
    QString text = seen(name, property).toString();
    bool isNumber = false;
    const double number = text.remove(u',').toDouble(&isNumber);
    return isNumber ? number : std::nan("");
}

QPoint LabOnScreen::placeToClick(const char* name) const
{
    QPoint place;
    QDeadlineTimer rest(kAtRest);
    INFO(name);
    REQUIRE(eventually([&] {
        const auto* item = inView(name);
        const bool there = item && item->isEnabled();
        const QPoint now = there ? item->mapToGlobal(QPointF(item->width() / 2, item->height() / 2)).toPoint() : QPoint();
        if (now.isNull() || now != std::exchange(place, now))
            rest.setRemainingTime(kAtRest);
        return rest.hasExpired();
    }));
    return place;
}

void LabOnScreen::click(const char* name, Button button)
{
    m_hand.click(placeToClick(name), button);
}

void LabOnScreen::drag(const char* name, double from, double to)
{
    static_cast<void>(placeToClick(name));
    const auto* item = inView(name);
    REQUIRE(item);
    const auto at = [item](double share) { return item->mapToGlobal(QPointF(item->width() * share, item->height() / 2)).toPoint(); };
    m_hand.drag(at(from), at(to));
}

QImage LabOnScreen::picture(const QQuickItem& item) const
{
    const QPoint corner = item.mapToGlobal(QPointF()).toPoint();
    const QPixmap grabbed = window().screen()->grabWindow(
        0, corner.x(), corner.y(), static_cast<int>(item.width()), static_cast<int>(item.height()));
    return grabbed.toImage().convertToFormat(QImage::Format_RGB32);
}

} // namespace e2e
