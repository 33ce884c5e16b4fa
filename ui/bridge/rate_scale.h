// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>

namespace ui {

/// The clock's rate as a slider sees it: 0.05x to 20x on a logarithmic scale.
///
/// Model    rate = 0.05 * 400^position, so that 1x is the middle
/// Units    rate: clock seconds for each wall second; position: 0..1
/// Bounds   values outside are clamped; a position within 0.02 of a detent is the detent
struct RateScale {
    static constexpr double kLowest = 0.05;
    static constexpr double kHighest = 20.0;
    static constexpr std::array kDetents {0.05, 0.1, 0.25, 0.5, 1.0, 2.0, 5.0, 10.0, 20.0};

    [[nodiscard]] static double clamp(double rate) noexcept;
    [[nodiscard]] static double rateAt(double position) noexcept;
    [[nodiscard]] static double positionOf(double rate) noexcept;

    /// The next detent in that direction.
    [[nodiscard]] static double faster(double rate) noexcept;
    [[nodiscard]] static double slower(double rate) noexcept;
};

} // namespace ui
