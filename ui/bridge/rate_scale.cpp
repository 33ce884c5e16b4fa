// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bridge/rate_scale.h"

#include <algorithm>
#include <array>
#include <cmath>

namespace ui {

namespace {

constexpr std::array kSteps {0.05, 0.1, 0.25, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0};
constexpr double kSnap = 0.015;
constexpr double kTolerance = 1e-6; ///< relative: a rate this near a step is on it

} // namespace

double RateScale::clamp(double rate) noexcept
{
    return std::isfinite(rate) ? std::clamp(rate, kLowest, kHighest) : 1.0;
}

double RateScale::rateAt(double position) noexcept
{
    const double inside = std::clamp(position, 0.0, 1.0);
    if (std::abs(inside - positionOf(1.0)) < kSnap)
        return 1.0;
    return clamp(kLowest * std::pow(kHighest / kLowest, inside));
}

double RateScale::positionOf(double rate) noexcept
{
    return std::log(clamp(rate) / kLowest) / std::log(kHighest / kLowest);
}

double RateScale::faster(double rate) noexcept
{
    const auto step = std::ranges::find_if(kSteps, [rate](double value) { return value > rate * (1.0 + kTolerance); });
    return step == kSteps.end() ? kHighest : *step;
}

double RateScale::slower(double rate) noexcept
{
    for (auto step = kSteps.rbegin(); step != kSteps.rend(); ++step) {
        if (*step < rate * (1.0 - kTolerance))
            return *step;
    }
    return kLowest;
}

} // namespace ui
