// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>
#include <QtQml/qqmlregistration.h>

namespace ui {

/// A range of values as a slider and a number field see it.
///
/// Model    linear: value = lowest + position * (highest - lowest). Logarithmic: value = lowest * (highest / lowest)^position;
///          with lowest 0, the first kZeroShare of the way is 0 and the rest begins at 1, or at a ten thousandth of highest
///          where that is less. What a position gives is rounded to what a person would choose: three digits, or about a
///          thousandth of a linear range, and whole numbers where `whole`.
/// Units    positions 0..1
/// Bounds   positions are clamped. Values outside the range are at its end, but stepped() goes on from where they are
/// Threads  GUI thread only
class ValueScale : public QObject {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(double lowest MEMBER m_lowest NOTIFY changed FINAL)
    Q_PROPERTY(double highest MEMBER m_highest NOTIFY changed FINAL)
    Q_PROPERTY(bool logarithmic MEMBER m_logarithmic NOTIFY changed FINAL)
    Q_PROPERTY(bool whole MEMBER m_whole NOTIFY changed FINAL)

public:
    static constexpr double kZeroShare = 0.04;

    explicit ValueScale(QObject* parent = nullptr) : QObject(parent) {}

    Q_INVOKABLE [[nodiscard]] double positionOf(double value) const;
    Q_INVOKABLE [[nodiscard]] double valueAt(double position) const;
    /// So many steps from `value`. Linear: a hundredth of the range, or 1. Logarithmic: its second digit.
    Q_INVOKABLE [[nodiscard]] double stepped(double value, int steps) const;
    /// The same in large steps: a tenth of the range, or its first digit.
    Q_INVOKABLE [[nodiscard]] double paged(double value, int pages) const;

    /// With as few digits as say it, and no separators, so that it can be typed over: "5000", "0.25".
    Q_INVOKABLE [[nodiscard]] static QString text(double value);
    /// What was typed, with a point or a comma before the fraction, or commas between thousands; NaN if it is no number.
    Q_INVOKABLE [[nodiscard]] static double parsed(const QString& text);

Q_SIGNALS:
    void changed();

private:
    [[nodiscard]] double floor() const; ///< the smallest value above 0 that a logarithmic scale reaches
    [[nodiscard]] double tidy(double value) const;
    [[nodiscard]] double moved(double value, int steps, int digits, double linearStep) const;

    double m_lowest = 0.0;
    double m_highest = 1.0;
    bool m_logarithmic = false;
    bool m_whole = false;
};

} // namespace ui
