// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QFont>
#include <QImage>
#include <QRect>
#include <QString>

class QPainter;

namespace ui {

struct LaneLook {
    QColor idle;
    QColor running;
    QColor blocked;
    QColor surface;
    QColor text;
    QColor muted;
    QFont font;
};

/// Draws workers, one place of the grid at a time: a lane with words, or a cell without.
///
/// Model    state is WorkerLanes::State. Idle is an outline, running filled, blocked hatched, not started a dotted outline.
/// Units    device-independent pixels
class LanePainter {
public:
    /// Both must outlive it. Switches antialiasing on.
    LanePainter(QPainter& painter, const LaneLook& look, bool lanes);

    void place(const QRect& place, int state);
    void text(const QRect& place, int state, const QString& text); ///< of a lane
    void badge(const QRect& place, bool plus); ///< a plus on a worker that is new, a minus on one that has gone
    void frame(const QRect& place); ///< around the one that keys have chosen

    /// A cell with nothing around it, to be drawn many times.
    [[nodiscard]] static QImage sprite(const QSize& size, int state, double ratio, const LaneLook& look);

private:
    QPainter& m_painter;
    const LaneLook& m_look;
    bool m_lanes;
};

} // namespace ui
