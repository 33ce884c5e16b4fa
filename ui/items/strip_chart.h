// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/items/strip_kind.h"
#include "ui/items/strip_picture.h"
#include "ui/items/strip_source.h"

#include <QColor>
#include <QElapsedTimer>
#include <QFont>
#include <QImage>
#include <QPointer>
#include <QQuickItem>
#include <QTimer>
#include <QtQml/qqmlregistration.h>

#include <chrono>
#include <vector>

namespace ui {

/// Two or three lines over time, with axes, limits and marks, as one image.
///
/// Model    its lines are asked for when the source or the axis has changed, in columns of kPointWidth: a line goes
///          through their means, a band from their lows to their highs. Columns lie on whole multiples of their time, so
///          a line that scrolls moves by whole pixels and keeps its shape. An image is drawn only when something in it
///          differs from the one before, and none while the chart cannot be seen. While it follows a run it is drawn
///          about as often as it moves by a pixel: every kFastest to kSlowest.
///          A limit that is more than kFarAbove times what is held against it does not stretch the axis; it is named at
///          the top edge. In a row with a scale of its own the limit is always within it.
/// Units    seconds and device-independent pixels
/// Threads  properties and updatePolish(): GUI thread; updatePaintNode(): the render thread while the GUI thread waits
class StripChart : public QQuickItem {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(ui::StripSource* source READ source WRITE setSource NOTIFY sourceChanged FINAL)
    Q_PROPERTY(ui::StripKind* kind READ kind WRITE setKind NOTIFY kindChanged FINAL)
    Q_PROPERTY(double from MEMBER m_from WRITE setFrom NOTIFY axisChanged FINAL)
    Q_PROPERTY(double to MEMBER m_to WRITE setTo NOTIFY axisChanged FINAL)
    Q_PROPERTY(bool relative MEMBER m_relative NOTIFY lookChanged FINAL)
    Q_PROPERTY(QColor background MEMBER m_background NOTIFY lookChanged FINAL)
    Q_PROPERTY(QColor gridColor MEMBER m_gridColor NOTIFY lookChanged FINAL)
    Q_PROPERTY(QColor textColor MEMBER m_textColor NOTIFY lookChanged FINAL)
    Q_PROPERTY(QColor strongColor MEMBER m_strongColor NOTIFY lookChanged FINAL)
    Q_PROPERTY(QFont font MEMBER m_font NOTIFY lookChanged FINAL)
    Q_PROPERTY(double areaOpacity MEMBER m_areaOpacity NOTIFY lookChanged FINAL)
    Q_PROPERTY(QRectF plot READ plot NOTIFY plotChanged FINAL)
    Q_PROPERTY(double topValue READ topValue NOTIFY topValueChanged FINAL)

public:
    static constexpr double kFarAbove = 4.0;
    static constexpr std::chrono::milliseconds kFastest {33};
    static constexpr std::chrono::milliseconds kSlowest {100};
    static constexpr double kPointWidth = 3.0; ///< with fewer pixels a noisy line would be a thicket

    explicit StripChart(QQuickItem* parent = nullptr);

    [[nodiscard]] StripSource* source() const { return m_source; }
    void setSource(StripSource* source);
    [[nodiscard]] StripKind* kind() const { return m_kind; }
    void setKind(StripKind* kind);
    void setFrom(double from);
    void setTo(double to);
    [[nodiscard]] QRectF plot() const { return m_plot; } ///< where the lines are, in the item
    [[nodiscard]] double topValue() const; ///< of the value axis, or of the first row's

    /// How many images have been drawn: what does not change costs nothing.
    [[nodiscard]] int imagesDrawn() const { return m_imagesDrawn; }
    [[nodiscard]] const StripPicture& picture() const { return m_picture; }

Q_SIGNALS:
    void sourceChanged();
    void kindChanged();
    void axisChanged();
    void lookChanged();
    void plotChanged();
    void topValueChanged();

protected:
    void updatePolish() override;
    QSGNode* updatePaintNode(QSGNode* old, UpdatePaintNodeData* data) override;
    void geometryChange(const QRectF& now, const QRectF& before) override;
    void itemChange(ItemChange change, const ItemChangeData& data) override;

private:
    void refresh();
    void follow(); ///< refresh() at that pace
    [[nodiscard]] StripPicture gather() const;
    [[nodiscard]] double topFor(const StripPicture& picture, int row) const; ///< row -1: of all together
    [[nodiscard]] double topBefore(int row) const; ///< in the picture that is shown; 0: there was none

    QPointer<StripSource> m_source;
    QPointer<StripKind> m_kind;
    double m_from = 0;
    double m_to = 1;
    bool m_relative = true;
    QColor m_background;
    QColor m_gridColor;
    QColor m_textColor;
    QColor m_strongColor;
    QFont m_font;
    double m_areaOpacity = 0.25;
    QRectF m_plot;

    QTimer m_pace;
    QElapsedTimer m_sincePolish;
    StripPicture m_picture;
    StripPainter m_painter;
    QImage m_image; ///< kept, because a window that was hidden asks for it again
    bool m_shown = false; ///< the scene graph has the image
    int m_imagesDrawn = 0;
};

} // namespace ui
