// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window_place.h"

#include <QGuiApplication>
#include <QQuickWindow>
#include <QScreen>
#include <QSettings>

#include <algorithm>

namespace app {

namespace {

constexpr QLatin1String kPlace {"window/place"};
constexpr QLatin1String kMaximised {"window/maximised"};
constexpr QSize kGraspable {160, 48}; ///< what has to be seen of a window for it to be moved with the pointer

QSettings settings()
{
    return {QSettings::IniFormat, QSettings::UserScope, QStringLiteral("threadweir"), QStringLiteral("window")};
}

void keep(const QQuickWindow& window)
{
    auto file = settings();
    if (window.visibility() == QWindow::Windowed)
        file.setValue(kPlace, window.geometry());
    if (window.visibility() == QWindow::Windowed || window.visibility() == QWindow::Maximized)
        file.setValue(kMaximised, window.visibility() == QWindow::Maximized);
}

} // namespace

QRect visiblePlace(const QRect& wanted, const QList<QRect>& screens)
{
    if (screens.isEmpty())
        return wanted;
    const auto seenOn = [&wanted](const QRect& screen) { return screen.intersected(wanted); };
    const QRect best = *std::ranges::max_element(screens, {}, [&seenOn](const QRect& screen) {
        return static_cast<qint64>(seenOn(screen).width()) * seenOn(screen).height();
    });
    const QSize size = wanted.size().boundedTo(best.size());
    if (seenOn(best).width() < kGraspable.width() || seenOn(best).height() < kGraspable.height()) {
        QRect middle({}, wanted.size().boundedTo(screens.constFirst().size()));
        middle.moveCenter(screens.constFirst().center());
        return middle;
    }
    return {std::clamp(wanted.x(), best.x(), best.right() + 1 - size.width()),
        std::clamp(wanted.y(), best.y(), best.bottom() + 1 - size.height()), size.width(), size.height()};
}

QVariantMap WindowPlace::initialProperties()
{
    const auto file = settings();
    const QRect kept = file.value(kPlace).toRect();
    QVariantMap properties;
    if (kept.isValid()) {
        QList<QRect> screens;
        for (const QScreen* screen : QGuiApplication::screens())
            screens << screen->availableGeometry();
        const QRect place = visiblePlace(kept, screens);
        properties = {{QStringLiteral("x"), place.x()}, {QStringLiteral("y"), place.y()},
            {QStringLiteral("width"), place.width()}, {QStringLiteral("height"), place.height()}};
    }
    if (file.value(kMaximised).toBool())
        properties.insert(QStringLiteral("visibility"), QWindow::Maximized);
    return properties;
}

void WindowPlace::watch(QQuickWindow& window)
{
    const auto changed = [&window] { keep(window); };
    connect(&window, &QQuickWindow::xChanged, this, changed);
    connect(&window, &QQuickWindow::yChanged, this, changed);
    connect(&window, &QQuickWindow::widthChanged, this, changed);
    connect(&window, &QQuickWindow::heightChanged, this, changed);
    connect(&window, &QQuickWindow::visibilityChanged, this, changed);
}

} // namespace app
