// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/items/strip_source.h"

#include <QPointer>

namespace ui {

/// Which part of the time all strips of a window show, and the instant at which they are read.
///
/// Model    live: the axis ends at the last sample and is as long as `window`, or, while the run is younger than that,
///          the shortest of the round lengths that holds all of it. Moving or zooming it by hand stops that; goLive()
///          and a new window resume it.
///          An instant is read where the pointer is (it stays there while time moves on), or where it was pinned (it
///          moves with its time, and is given up when it leaves the axis).
/// Units    seconds of clock time; `window` 0 is all there is
/// Threads  GUI thread only
class StripAxis : public QObject {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(ui::StripSource* source READ source WRITE setSource NOTIFY sourceChanged FINAL)
    Q_PROPERTY(double window READ window WRITE setWindow NOTIFY axisChanged FINAL)
    Q_PROPERTY(bool live READ live NOTIFY axisChanged FINAL)
    Q_PROPERTY(double from READ from NOTIFY axisChanged FINAL)
    Q_PROPERTY(double to READ to NOTIFY axisChanged FINAL)
    Q_PROPERTY(bool reading READ reading NOTIFY readingChanged FINAL)
    Q_PROPERTY(bool pinned READ pinned NOTIFY readingChanged FINAL)
    Q_PROPERTY(double readAt READ readAt NOTIFY readingChanged FINAL)
    Q_PROPERTY(double readFraction READ readFraction NOTIFY readingChanged FINAL)

public:
    static constexpr double kShortest = 1.0; ///< of an axis
    static constexpr double kFirstLength = 10.0; ///< of a young run's

    explicit StripAxis(QObject* parent = nullptr);

    [[nodiscard]] StripSource* source() const { return m_source; }
    void setSource(StripSource* source);
    [[nodiscard]] double window() const { return m_window; }
    void setWindow(double seconds);
    [[nodiscard]] bool live() const { return m_live; }
    [[nodiscard]] double from() const { return m_from; }
    [[nodiscard]] double to() const { return m_to; }
    [[nodiscard]] bool reading() const { return m_reading != Reading::None; }
    [[nodiscard]] bool pinned() const { return m_reading == Reading::Pinned; }
    [[nodiscard]] double readAt() const; ///< the end of the axis while nothing is read
    [[nodiscard]] double readFraction() const; ///< 0 at the left end of the axis, 1 at the right

    Q_INVOKABLE void goLive();
    Q_INVOKABLE void panBy(double fraction); ///< of the length; positive: to later times
    Q_INVOKABLE void zoom(double factor, double fraction); ///< above 1: a longer time; what is at `fraction` stays
    Q_INVOKABLE void hover(double fraction); ///< without effect while an instant is pinned
    Q_INVOKABLE void unhover();
    Q_INVOKABLE void pin(double at); ///< shows that time, if the axis does not
    Q_INVOKABLE void stopReading();

Q_SIGNALS:
    void sourceChanged();
    void axisChanged();
    void readingChanged();

private:
    enum class Reading { None, Hovered, Pinned };

    void follow();
    void setRange(double from, double to);
    [[nodiscard]] double liveLength() const;

    QPointer<StripSource> m_source;
    double m_window = 60;
    bool m_live = true;
    double m_from = 0;
    double m_to = kFirstLength;
    Reading m_reading = Reading::None;
    double m_hoverFraction = 0;
    double m_pinnedAt = 0;
};

} // namespace ui
