// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/e2e/hand.h"

#include "tests/e2e/patience.h"

#include <QProcess>
#include <QQuickWindow>

#include <catch2/catch_test_macros.hpp>

namespace e2e {

namespace {

constexpr int kDragSteps = 8;

QStringList movedTo(QPoint place)
{
    return {QStringLiteral("mousemove"), QString::number(place.x()), QString::number(place.y())};
}

} // namespace

QString xdotool(const QStringList& arguments)
{
    QProcess process;
    process.start(QStringLiteral("xdotool"), arguments, QIODevice::ReadOnly);
    INFO("xdotool " << arguments.join(u' ').toStdString());
    REQUIRE(eventually([&] { return process.state() == QProcess::NotRunning; }));
    INFO(process.errorString().toStdString() << '\n' << process.readAllStandardError().toStdString());
    REQUIRE(process.error() == QProcess::UnknownError); // which is that there was none
    REQUIRE(process.exitCode() == 0);
    return QString::fromUtf8(process.readAllStandardOutput()).trimmed();
}

void Hand::focus(const QQuickWindow& window)
{
    xdotool({QStringLiteral("windowfocus"), QString::number(window.winId())});
    REQUIRE(eventually([&] { return window.isActive(); }));
}

void Hand::press(const QString& key)
{
    xdotool({QStringLiteral("key"), key});
}

void Hand::type(const QString& text)
{
    xdotool({QStringLiteral("type"), text});
}

void Hand::click(QPoint place, Button button)
{
    xdotool(movedTo(place) + QStringList {QStringLiteral("click"), QString::number(static_cast<int>(button))});
}

void Hand::drag(QPoint from, QPoint to)
{
    QStringList way = movedTo(from) + QStringList {QStringLiteral("mousedown"), QStringLiteral("1")};
    for (int step = 1; step <= kDragSteps; ++step)
        way += movedTo(from + (to - from) * step / kDragSteps);
    xdotool(way + QStringList {QStringLiteral("mouseup"), QStringLiteral("1")});
}

} // namespace e2e
