// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/items/token_colors.h"

#include <QQuickPaintedItem>
#include <QtQml/qqmlregistration.h>

namespace ui {

/// One token as the map draws it, for its legend.
///
/// Threads  properties: GUI thread; paint(): the render thread while the GUI thread waits
class TokenGlyph : public QQuickPaintedItem {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(int state MEMBER m_state NOTIFY changed FINAL)
    Q_PROPERTY(ui::TokenColors* colors READ colors WRITE setColors NOTIFY changed FINAL)

public:
    explicit TokenGlyph(QQuickItem* parent = nullptr);

    [[nodiscard]] TokenColors* colors() const { return m_colors; }
    void setColors(TokenColors* colors);

    void paint(QPainter* painter) override;

Q_SIGNALS:
    void changed();

private:
    int m_state = 0; // a TokenState
    TokenColors* m_colors = nullptr;
};

} // namespace ui
