// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QQuickPaintedItem>
#include <QtQml/qqmlregistration.h>

namespace ui {

/// How many wait, as a row of small boxes that each stand for one, or for as many as make the row fit.
///
/// Model    a box stands for 1, 2, 5, 10, ... of them, so few that they still fit; as the queue gets shorter that number is
///          kept until half the row is empty at the next smaller one. The last box may stand for fewer.
/// Units    device-independent pixels
/// Threads  GUI thread; paint(): the render thread while the GUI thread waits
class QueueBar : public QQuickPaintedItem {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(double count READ count WRITE setCount NOTIFY countChanged FINAL)
    Q_PROPERTY(double each READ each NOTIFY eachChanged FINAL)
    Q_PROPERTY(int boxWidth READ boxWidth CONSTANT FINAL)
    Q_PROPERTY(QColor color MEMBER m_color NOTIFY colorChanged FINAL)

public:
    static constexpr int kBoxWidth = 5;
    static constexpr int kBoxGap = 2;

    explicit QueueBar(QQuickItem* parent = nullptr);

    [[nodiscard]] double count() const { return m_count; }
    void setCount(double count);
    [[nodiscard]] double each() const { return m_each; } ///< how many a box stands for
    [[nodiscard]] static int boxWidth() { return kBoxWidth; }
    [[nodiscard]] int boxes() const; ///< that are drawn

    void paint(QPainter* painter) override;

Q_SIGNALS:
    void countChanged();
    void eachChanged();
    void colorChanged();

protected:
    void geometryChange(const QRectF& now, const QRectF& before) override;

private:
    void rescale();

    double m_count = 0;
    double m_each = 1;
    QColor m_color;
};

} // namespace ui
