// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/telemetry/snapshot.h"
#include "ui/items/order_map.h"
#include "ui/models/run_model.h"
#include "ui/models/view_settings.h"

#include <QImage>
#include <QQuickView>
#include <QSize>

#include <memory>

namespace render {

/// The map's panel in a window of its own, as the lab shows it.
class MapPicture {
public:
    using Theme = ui::ViewSettings::Theme;
    using SnapshotPointer = std::shared_ptr<const engine::Snapshot>;

    explicit MapPicture(const QSize& size, Theme theme = Theme::Dark);
    ~MapPicture();

    void begin(const SnapshotPointer& snapshot); ///< another run: everything is at once where it is
    void show(const SnapshotPointer& snapshot);
    void settle(); ///< lets every token come to rest
    [[nodiscard]] QImage grab(); ///< the whole window
    [[nodiscard]] QImage grabMap(); ///< the part between heads and feet of the stations
    [[nodiscard]] ui::OrderMap& map() { return *m_map; }
    [[nodiscard]] QQuickView& window() { return m_view; }
    [[nodiscard]] QObject* panel() const;

private:
    ui::RunModel m_model;
    QQuickView m_view;
    ui::OrderMap* m_map = nullptr;
};

} // namespace render
