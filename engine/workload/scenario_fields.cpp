// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/workload/scenario_fields.h"

#include <QLocale>

#include <cmath>

namespace engine::fields {

std::span<const Word<ArrivalKind>> wordsOf(ArrivalKind) noexcept
{
    static constexpr Word<ArrivalKind> kWords[] = {
        {"burst", ArrivalKind::Burst},
        {"steady", ArrivalKind::Steady},
        {"poisson", ArrivalKind::Poisson},
        {"spikes", ArrivalKind::Spikes},
    };
    return kWords;
}

std::span<const Word<LatencyKind>> wordsOf(LatencyKind) noexcept
{
    static constexpr Word<LatencyKind> kWords[] = {
        {"constant", LatencyKind::Constant},
        {"uniform", LatencyKind::Uniform},
        {"exponential", LatencyKind::Exponential},
        {"logNormal", LatencyKind::LogNormal},
        {"log-normal", LatencyKind::LogNormal, true},
    };
    return kWords;
}

std::span<const Word<BoundedShape>> wordsOf(BoundedShape) noexcept
{
    static constexpr Word<BoundedShape> kWords[] = {
        {"pipelined", BoundedShape::Pipelined},
        {"batchwise", BoundedShape::Batchwise},
    };
    return kWords;
}

std::span<const Word<BlockingKind>> wordsOf(BlockingKind) noexcept
{
    static constexpr Word<BlockingKind> kWords[] = {
        {"syncOverAsync", BlockingKind::SyncOverAsync},
        {"synchronous", BlockingKind::Synchronous},
        {"sync-over-async", BlockingKind::SyncOverAsync, true},
    };
    return kWords;
}

std::span<const Word<LimitKind>> wordsOf(LimitKind) noexcept
{
    static constexpr Word<LimitKind> kWords[] = {
        {"fixed", LimitKind::Fixed},
        {"aimd", LimitKind::Aimd},
        {"gradient", LimitKind::Gradient},
    };
    return kWords;
}

std::span<const Word<ClockKind>> wordsOf(ClockKind) noexcept
{
    static constexpr Word<ClockKind> kWords[] = {
        {"virtual", ClockKind::Virtual},
        {"real", ClockKind::Real},
    };
    return kWords;
}

QString numberText(double number)
{
    const bool wholeAndShort = std::trunc(number) == number && std::fabs(number) < 1e15;
    return wholeAndShort ? QString::number(static_cast<qint64>(number))
                         : QString::number(number, 'g', QLocale::FloatingPointShortest);
}

} // namespace engine::fields
