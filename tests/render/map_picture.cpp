// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/render/map_picture.h"

#include "tests/ui/event_loop.h"
#include "ui/models/typefaces.h"

#include <QQmlComponent>
#include <QQmlEngine>
#include <QQuickItem>

#include <catch2/catch_test_macros.hpp>

namespace render {

namespace {

constexpr auto kPanel = R"(
import QtQuick
import Threadweir

Rectangle {
    id: root

    required property RunModel run
    required property int theme
    readonly property Item panel: panel

    color: Theme.window
    Component.onCompleted: ViewSettings.theme = root.theme

    MapPanel {
        id: panel

        anchors.fill: parent
        run: root.run
    }
}
)";

} // namespace

MapPicture::MapPicture(const QSize& size, Theme theme)
{
    ui::Typefaces::load();
    m_view.engine()->addImportPath(QStringLiteral("qrc:/qt/qml"));
    QQmlComponent component(m_view.engine());
    component.setData(kPanel, QUrl(QStringLiteral("qrc:/map_picture.qml")));
    INFO(component.errorString().toStdString());
    auto* root = qobject_cast<QQuickItem*>(component.createWithInitialProperties(
        {{QStringLiteral("run"), QVariant::fromValue(&m_model)}, {QStringLiteral("theme"), static_cast<int>(theme)}}));
    REQUIRE(root);
    m_view.setResizeMode(QQuickView::SizeRootObjectToView);
    m_view.setContent({}, nullptr, root);
    m_view.resize(size);
    m_view.show();
    REQUIRE(support::processEventsUntil([this] { return m_view.isExposed(); }));
    m_map = root->findChild<ui::OrderMap*>(QStringLiteral("orderMap"));
    REQUIRE(m_map);
}

MapPicture::~MapPicture() = default;

QObject* MapPicture::panel() const
{
    return m_view.rootObject()->property("panel").value<QObject*>();
}

void MapPicture::begin(const SnapshotPointer& snapshot)
{
    m_model.begin(snapshot);
}

void MapPicture::show(const SnapshotPointer& snapshot)
{
    m_model.show(snapshot);
}

void MapPicture::settle()
{
    REQUIRE(support::processEventsUntil([this] { return !m_map->moving(); }));
}

QImage MapPicture::grab()
{
    support::processEventsFor(std::chrono::milliseconds(200)); // figures follow at their own pace
    return m_view.grabWindow().convertToFormat(QImage::Format_RGB32);
}

QImage MapPicture::grabMap()
{
    const QImage whole = grab();
    const QRectF area = m_map->mapRectToScene(QRectF(0, 0, m_map->width(), m_map->height()));
    return whole.copy(area.toAlignedRect());
}

} // namespace render
