// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>
#include <QtQml/qqmlregistration.h>

#include <limits>
#include <span>
#include <vector>

namespace ui {

/// What a line does within a short time, as wide as a column of pixels or a few. All NaN: it has no value there.
struct StripColumn {
    static constexpr float kNothing = std::numeric_limits<float>::quiet_NaN();

    float low = kNothing;
    float high = kNothing;
    float mean = kNothing;

    [[nodiscard]] bool has() const { return mean == mean; }
};

/// An event that all charts of one time axis show.
struct StripMark {
    double at = 0;
    QString text;
    int rank = 0; ///< 0 is the most important: it is labelled first where there is little room

    friend bool operator==(const StripMark&, const StripMark&) = default;
};

/// A small event without a label: something became more or less.
struct StripTick {
    double at = 0;
    int by = 0;

    friend bool operator==(const StripTick&, const StripTick&) = default;
};

/// Where the charts of one time axis take their lines and marks from.
///
/// Shape    a line is asked for as one array with a value for each column, so that a chart costs what it is wide
/// Units    times in seconds; values as the line has them
/// Threads  GUI thread only
class StripSource : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("A model is one.")

public:
    using QObject::QObject;

    [[nodiscard]] virtual double firstSeconds() const = 0; ///< NaN while there is nothing
    [[nodiscard]] virtual double lastSeconds() const = 0; ///< NaN while there is nothing
    /// Column k is for the times [from + k * perColumn, from + (k + 1) * perColumn).
    virtual void columns(int series, double from, double perColumn, std::span<StripColumn> out) const = 0;
    [[nodiscard]] virtual std::vector<StripMark> marks(double from, double to) const = 0; ///< oldest first
    [[nodiscard]] virtual std::vector<StripTick> ticks(double from, double to) const = 0; ///< oldest first

Q_SIGNALS:
    void changed();
};

} // namespace ui
