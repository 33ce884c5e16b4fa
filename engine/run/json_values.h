// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QJsonValue>

#include <chrono>
#include <cmath>
#include <cstdint>

namespace engine {

// How the documents of a run write numbers: whole ones as they are, others to three digits, times in milliseconds of clock
// time and so to the microsecond; what is not finite is null.

[[nodiscard]] inline QJsonValue integer(std::int64_t value) { return QJsonValue(static_cast<qint64>(value)); }

[[nodiscard]] inline QJsonValue rounded(double value)
{
    return std::isfinite(value) ? QJsonValue(std::round(value * 1000.0) / 1000.0) : QJsonValue();
}

[[nodiscard]] inline double toMs(std::chrono::nanoseconds duration)
{
    return std::chrono::duration<double, std::milli>(duration).count();
}

} // namespace engine
