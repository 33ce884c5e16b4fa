// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/format.h"

#include "ui/bridge/spoken.h"

#include <QRegularExpression>

#include <cmath>

namespace ui {

namespace {

QString number(double value, int decimals)
{
    return std::isfinite(value) ? spokenLocale().toString(value, 'f', decimals) : QStringLiteral("–");
}

QString withoutEmptyDecimals(QString text)
{
    const QString point = spokenLocale().decimalPoint();
    if (text.contains(point)) {
        while (text.endsWith(QLatin1Char('0')))
            text.chop(1);
        if (text.endsWith(point))
            text.chop(point.size());
    }
    return text;
}

} // namespace

QString Format::count(double value)
{
    return number(value, 0);
}

QString Format::plain(double value)
{
    return withoutEmptyDecimals(number(value, 2));
}

QString Format::brief(double value)
{
    constexpr double kThousand = 1000.0;
    constexpr double kMillion = 1e6;
    if (!std::isfinite(value) || std::abs(value) < kThousand)
        return number(value, 0);
    const bool millions = std::abs(value) >= kMillion - kThousand / 2;
    const double scaled = value / (millions ? kMillion : kThousand);
    const bool exact = std::abs(scaled) >= 9.95 || scaled == std::round(scaled);
    return number(scaled, exact ? 0 : 1) + QLatin1Char(millions ? 'M' : 'k');
}

QString Format::perSecond(double value)
{
    return number(value, std::abs(value) < 99.95 ? 1 : 0);
}

QString Format::milliseconds(double value)
{
    constexpr double kSecond = 1000.0;
    if (!std::isfinite(value))
        return number(value, 0);
    if (value >= 10 * kSecond)
        return QStringLiteral("%1 s").arg(number(value / kSecond, 1));
    return QStringLiteral("%1 ms").arg(number(value, value < 9.995 ? 2 : value < 99.95 ? 1 : 0));
}

QString Format::measured(double milliseconds, double count)
{
    return count > 0 ? Format::milliseconds(milliseconds) : QStringLiteral("–");
}

QString Format::clockTime(double seconds)
{
    if (!std::isfinite(seconds) || seconds < 0)
        return QStringLiteral("–");
    const auto tenths = static_cast<qint64>(seconds * 10.0);
    const auto whole = tenths / 10;
    return QStringLiteral("%1:%2:%3.%4")
        .arg(whole / 3600, 2, 10, QLatin1Char('0'))
        .arg(whole / 60 % 60, 2, 10, QLatin1Char('0'))
        .arg(whole % 60, 2, 10, QLatin1Char('0'))
        .arg(tenths % 10);
}

QString Format::shortTime(double seconds)
{
    constexpr double kHour = 3600;
    const QString text = clockTime(seconds);
    const qsizetype hours = seconds < kHour ? 3 : 0;
    return text.startsWith(QLatin1Char('0')) ? text.mid(text.at(hours) == QLatin1Char('0') ? hours + 1 : hours) : text;
}

QString Format::rate(double value)
{
    return withoutEmptyDecimals(number(value, value < 0.9995 ? 2 : value < 9.95 ? 1 : 0)) + QStringLiteral("x");
}

QString Format::bytes(double value)
{
    constexpr double kKibibyte = 1024.0;
    constexpr double kMebibyte = kKibibyte * kKibibyte;
    if (value > 0 && value < kMebibyte)
        return QStringLiteral("%1 KiB").arg(number(value / kKibibyte, value < kKibibyte ? 1 : 0));
    return QStringLiteral("%1 MiB").arg(number(value / kMebibyte, 0));
}

QString Format::unbroken(QString sentence)
{
    static const QRegularExpression kBeforeUnit(QStringLiteral("(?<=\\d) (?=(?:ms|s|min|h|%|KiB|MiB)\\b|%)"));
    return sentence.replace(kBeforeUnit, QString(QChar(0x00a0)));
}

} // namespace ui
