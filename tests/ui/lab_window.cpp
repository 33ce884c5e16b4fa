// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/ui/lab_window.h"

#include "tests/ui/event_loop.h"

#include <QCoreApplication>
#include <QQmlEngine>
#include <QQmlExpression>
#include <QSettings>
#include <QStringList>
#include <QtTest/QTest>

#include <catch2/catch_test_macros.hpp>

namespace support {

namespace {

QStringList& warnings()
{
    static QStringList all;
    return all;
}

void noteWarning(QtMsgType type, const QMessageLogContext&, const QString& message)
{
    // The offscreen platform cannot do some of what a window manager is asked for, and says so.
    if (type != QtDebugMsg && type != QtInfoMsg && !message.contains(QStringLiteral("This plugin does not support")))
        warnings().append(message);
}

/// What a Repeater makes is nobody's child but on the screen.

} // namespace

QQuickItem* findItem(const QQuickItem& parent, const QString& name)
{
    for (auto* child : parent.childItems()) {
        if (child->objectName() == name)
            return child;
        if (auto* found = findItem(*child, name))
            return found;
    }
    return nullptr;
}

ForgottenSettings::ForgottenSettings()
{
    QSettings file(QSettings::IniFormat, QSettings::UserScope, QStringLiteral("threadweir"), QStringLiteral("window"));
    file.clear();
}

Lab::Lab()
{
    warnings().clear();
    m_previous = qInstallMessageHandler(noteWarning);
    REQUIRE(composition.load());
    composition.window()->requestActivate();
    REQUIRE(processEventsUntil([this] { return composition.window()->isActive(); }));
    const auto* parameters = find("parameterPanel")->property("parameters").value<ui::ParameterList*>();
    REQUIRE(processEventsUntil([parameters] { return parameters->complete(); }));
}

Lab::~Lab()
{
    const bool inTime = composition.shutDown();
    qInstallMessageHandler(m_previous);
    CHECK(inTime);
    const std::string said = warnings().join(u'\n').toStdString();
    CHECK(said == "");
}

void Lab::press(Qt::Key key, Qt::KeyboardModifiers modifiers)
{
    QTest::keyClick(composition.window(), key, modifiers);
    QCoreApplication::processEvents();
}

void Lab::click(const char* name)
{
    auto* item = qobject_cast<QQuickItem*>(find(name));
    REQUIRE(item);
    const auto middle = item->mapToScene(QPointF(item->width() / 2, item->height() / 2)).toPoint();
    QTest::mouseClick(composition.window(), Qt::LeftButton, Qt::NoModifier, middle);
    QCoreApplication::processEvents();
}

QObject* Lab::find(const char* name)
{
    auto* found = findIfThere(name);
    INFO(name);
    REQUIRE(found);
    return found;
}

QObject* Lab::findIfThere(const char* name)
{
    auto* found = composition.window()->findChild<QObject*>(QString::fromUtf8(name));
    return found ? found : findItem(*composition.window()->contentItem(), QString::fromUtf8(name));
}

QString Lab::text(const char* name, const char* property)
{
    return find(name)->property(property).toString();
}

QObject* Lab::singleton(const char* name)
{
    QQmlExpression expression(qmlContext(composition.window()), composition.window(), QLatin1String(name));
    auto* found = expression.evaluate().value<QObject*>();
    REQUIRE(found);
    return found;
}

} // namespace support
