// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bridge/rate_scale.h"

#include <algorithm>
#include <cmath>

namespace ui {

namespace {

constexpr double kSnap = 0.02;
constexpr double kTolerance = 1e-6; ///< relative: a rate this near a step is on it

} // namespace

double RateScale::clamp(double rate) noexcept
{
    return std::isfinite(rate) ? std::clamp(rate, kLowest, kHighest) : 1.0;
}

double RateScale::rateAt(double position) noexcept
{
    const double inside = std::clamp(position, 0.0, 1.0);
    for (const double detent : kDetents) {
        if (std::abs(inside - positionOf(detent)) < kSnap)
            return detent;
    }
    return clamp(kLowest * std::pow(kHighest / kLowest, inside));
}

double RateScale::positionOf(double rate) noexcept
{
    return std::log(clamp(rate) / kLowest) / std::log(kHighest / kLowest);
}

double RateScale::faster(double rate) noexcept
{
    const auto step = std::ranges::find_if(kDetents, [rate](double value) { return value > rate * (1.0 + kTolerance); });
    return step == kDetents.end() ? kHighest : *step;
}

double RateScale::slower(double rate) noexcept
{
    for (auto step = kDetents.rbegin(); step != kDetents.rend(); ++step) {
        if (*step < rate * (1.0 - kTolerance))
            return *step;
    }
    return kLowest;
}

} // namespace ui
