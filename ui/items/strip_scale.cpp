// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/items/strip_scale.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <cmath>

namespace ui {

namespace {

constexpr double kMebibyte = 1024.0 * 1024.0;
constexpr double kRoom = 1.04;
constexpr double kMsPerSecond = 1000.0;
constexpr int kMinute = 60;
constexpr int kHour = 3600;

QLocale& axisLocale()
{
    static QLocale locale(QLocale::English, QLocale::UnitedStates);
    return locale;
}

struct Words {
    Q_DECLARE_TR_FUNCTIONS(ui::StripScale)
};

double roundUp(double value, StripUnit unit)
{
    if (unit == StripUnit::Bytes)
        return kMebibyte * std::exp2(std::ceil(std::log2(std::max(value / kMebibyte, 1.0)) - 1e-9));
    const double power = std::pow(10.0, std::floor(std::log10(value)));
    for (const double digit : {1.0, 2.0, 4.0, 6.0, 8.0}) {
        if (value <= digit * power * (1 + 1e-9))
            return digit * power;
    }
    return 10 * power;
}

QString valueText(double value, double top, StripUnit unit)
{
    switch (unit) {
    case StripUnit::Milliseconds:
        return top >= 2 * kMsPerSecond ? Words::tr("%1 s").arg(value / kMsPerSecond) : shortNumber(value);
    case StripUnit::Bytes:
        return shortNumber(value / kMebibyte);
    default:
        return shortNumber(value);
    }
}

/// Into how many equal parts of a round length an axis falls that ends at 1, 2, 4, 6 or 8 times a power of ten.
int roundParts(double top, StripUnit unit)
{
    if (unit == StripUnit::Bytes)
        return 4;
    const double digit = std::round(top / std::pow(10.0, std::floor(std::log10(top) + 1e-9)));
    return digit == 1 ? 5 : digit == 6 ? 3 : 4;
}

QString clockText(double at)
{
    const int whole = static_cast<int>(std::lround(at));
    const QString seconds = QStringLiteral("%1").arg(whole % kMinute, 2, 10, QLatin1Char('0'));
    if (whole < kHour)
        return QStringLiteral("%1:%2").arg(whole / kMinute).arg(seconds);
    const QString minutes = QStringLiteral("%1").arg(whole / kMinute % kMinute, 2, 10, QLatin1Char('0'));
    return QStringLiteral("%1:%2:%3").arg(whole / kHour).arg(minutes, seconds);
}

QString agoText(double seconds)
{
    if (seconds < 0.001)
        return Words::tr("now");
    const bool minutes = seconds >= 2 * kMinute && std::fmod(seconds, kMinute) == 0;
    return minutes ? Words::tr("−%1 min").arg(seconds / kMinute) : Words::tr("−%1 s").arg(seconds);
}

} // namespace

void setAxisLocale(const QLocale& locale)
{
    axisLocale() = locale;
}

QString shortNumber(double value)
{
    constexpr double kThousand = 1e3;
    constexpr double kMillion = 1e6;
    if (value >= kMillion)
        return QStringLiteral("%1M").arg(axisLocale().toString(value / kMillion, 'g', 3));
    if (value >= 9999.5)
        return QStringLiteral("%1k").arg(axisLocale().toString(value / kThousand, 'g', 3));
    return value >= 100 ? axisLocale().toString(std::round(value), 'f', 0) : axisLocale().toString(value, 'g', 3);
}

double axisTop(double highest, double least, double before, StripUnit unit)
{
    const double wanted = roundUp(std::max(highest * kRoom, least), unit);
    return wanted < before && wanted > before / 2 ? before : wanted;
}

std::vector<AxisLabel> valueLabels(double top, bool many, StripUnit unit)
{
    const int parts = many ? roundParts(top, unit) : 2;
    std::vector<AxisLabel> labels;
    for (int part = 0; part <= parts; ++part) {
        const double value = top * part / parts;
        labels.push_back({value, part == 0 ? QStringLiteral("0") : valueText(value, top, unit)});
    }
    return labels;
}

std::vector<AxisLabel> timeLabels(double from, double to, bool relative, int most)
{
    static constexpr std::array kSteps {1.0, 2.0, 5.0, 10.0, 15.0, 20.0, 30.0, 60.0, 120.0, 300.0, 600.0, 1200.0, 1800.0};
    double step = kSteps.back();
    for (const double candidate : kSteps) {
        if ((to - from) / candidate <= std::max(most - 1, 1)) {
            step = candidate;
            break;
        }
    }
    while ((to - from) / step > std::max(most - 1, 1))
        step *= 2;

    std::vector<AxisLabel> labels;
    if (relative) {
        for (double ago = 0; ago <= to - from + step * 1e-6; ago += step)
            labels.push_back({to - ago, agoText(ago)});
        return labels;
    }
    for (double at = std::ceil(from / step - 1e-9) * step; at <= to; at += step) {
        if (at >= 0)
            labels.push_back({at, clockText(at)});
    }
    return labels;
}

} // namespace ui
