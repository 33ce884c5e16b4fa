// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/telemetry/figure_text.h"

#include <QLocale>

namespace engine {

std::string grouped(std::int64_t number)
{
    return QLocale(QLocale::English, QLocale::UnitedStates).toString(static_cast<qlonglong>(number)).toStdString();
}

std::string counted(std::int64_t number, const char* singular, const char* plural)
{
    return grouped(number) + ' ' + (number == 1 ? singular : plural);
}

std::string duration(std::chrono::nanoseconds time)
{
    const double ms = static_cast<double>(time.count()) / 1e6;
    const QLocale locale(QLocale::English, QLocale::UnitedStates);
    if (ms < 1000)
        return locale.toString(ms, 'f', ms < 10 ? 1 : 0).toStdString() + " ms";
    return locale.toString(ms / 1000, 'f', ms < 100'000 ? 2 : 0).toStdString() + " s";
}

} // namespace engine
