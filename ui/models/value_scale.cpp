// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/value_scale.h"

#include <QLocale>
#include <QRegularExpression>

#include <algorithm>
#include <cmath>
#include <limits>

namespace ui {

namespace {

constexpr int kDigits = 3;

/// The power of ten of the last of `digits` digits of `value`.
double unitOf(double value, int digits)
{
    return std::pow(10.0, std::floor(std::log10(value) + 1e-9) - digits + 1);
}

/// Without what arithmetic in base two leaves behind: 0.30000000000000004 is 0.3.
double clean(double value)
{
    return QString::number(value, 'g', 12).toDouble();
}

/// A step of 1, 2 or 5 times a power of ten, close to `step`.
double niceStep(double step)
{
    const double power = std::pow(10.0, std::floor(std::log10(step) + 1e-9));
    const double first = step / power;
    return power * (first < 1.5 ? 1.0 : first < 3.5 ? 2.0 : first < 7.5 ? 5.0 : 10.0);
}

} // namespace

double ValueScale::floor() const
{
    if (m_lowest > 0)
        return m_lowest;
    return m_whole ? 1.0 : std::min(1.0, m_highest / 10'000.0);
}

double ValueScale::tidy(double value) const
{
    const double unit = m_logarithmic ? unitOf(std::max(value, floor()), kDigits) : niceStep((m_highest - m_lowest) / 1000.0);
    const double step = m_whole ? std::max(unit, 1.0) : unit;
    return clean(std::round(value / step) * step);
}

double ValueScale::positionOf(double value) const
{
    if (!(m_highest > m_lowest) || !std::isfinite(value))
        return 0.0;
    const double inside = std::clamp(value, m_lowest, m_highest);
    if (!m_logarithmic)
        return (inside - m_lowest) / (m_highest - m_lowest);
    const double zeroShare = m_lowest > 0 ? 0.0 : kZeroShare;
    if (inside < floor())
        return 0.0;
    return zeroShare + (1.0 - zeroShare) * std::log(inside / floor()) / std::log(m_highest / floor());
}

double ValueScale::valueAt(double position) const
{
    const double inside = std::clamp(position, 0.0, 1.0);
    if (!(m_highest > m_lowest) || inside <= 0.0)
        return m_lowest;
    if (inside >= 1.0)
        return m_highest;
    if (!m_logarithmic)
        return std::clamp(tidy(m_lowest + inside * (m_highest - m_lowest)), m_lowest, m_highest);
    const double zeroShare = m_lowest > 0 ? 0.0 : kZeroShare;
    if (inside < zeroShare)
        return m_lowest;
    const double share = (inside - zeroShare) / (1.0 - zeroShare);
    return std::clamp(tidy(floor() * std::pow(m_highest / floor(), share)), m_lowest, m_highest);
}

double ValueScale::moved(double value, int steps, int digits, double linearStep) const
{
    double at = value;
    for (int n = 0; n < std::abs(steps); ++n) {
        const bool up = steps > 0;
        double step = linearStep;
        if (m_logarithmic) {
            if (at < floor() * (up ? 1.0 - 1e-9 : 1.0 + 1e-9)) {
                at = up ? floor() : m_lowest;
                continue;
            }
            // Downwards from a round number the step is that of what lies below it: 100, 99.
            step = unitOf(up ? at : at * (1.0 - 1e-6), digits);
        }
        if (m_whole)
            step = std::max(step, 1.0);
        const double whole = std::round(at / step) * step;
        const bool onStep = std::abs(whole - at) < 1e-6 * step;
        at = onStep ? whole + (up ? step : -step) : up ? std::ceil(at / step) * step : std::floor(at / step) * step;
    }
    return std::clamp(clean(at), std::min(m_lowest, value), std::max(m_highest, value));
}

double ValueScale::stepped(double value, int steps) const
{
    return moved(value, steps, 2, niceStep((m_highest - m_lowest) / 100.0));
}

double ValueScale::paged(double value, int pages) const
{
    return moved(value, pages, 1, niceStep((m_highest - m_lowest) / 10.0));
}

QString ValueScale::text(double value)
{
    if (!std::isfinite(value))
        return {};
    if (std::trunc(value) == value && std::abs(value) < 1e15)
        return QString::number(static_cast<qint64>(value));
    return QString::number(value, 'g', QLocale::FloatingPointShortest);
}

double ValueScale::parsed(const QString& text)
{
    static const QRegularExpression kGrouped(QStringLiteral("^[+-]?\\d{1,3}(,\\d{3})+(\\.\\d+)?$"));
    QString plain = text.simplified().remove(QLatin1Char(' '));
    if (kGrouped.match(plain).hasMatch())
        plain.remove(QLatin1Char(','));
    else if (plain.count(QLatin1Char(',')) == 1)
        plain.replace(QLatin1Char(','), QLatin1Char('.'));
    bool good = false;
    const double number = QLocale::c().toDouble(plain, &good);
    return good && std::isfinite(number) ? number : std::numeric_limits<double>::quiet_NaN();
}

} // namespace ui
