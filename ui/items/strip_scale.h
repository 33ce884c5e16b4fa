// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLocale>
#include <QString>

#include <vector>

namespace ui {

/// The numbers on the axes of a strip chart.

/// What the values of a chart are, as far as the text beside its axis depends on it.
enum class StripUnit { Number, Milliseconds, Bytes };

/// A label and the place on its axis: a value, or a time in seconds.
struct AxisLabel {
    double at = 0;
    QString text;

    friend bool operator==(const AxisLabel&, const AxisLabel&) = default;
};

/// The end of an axis that holds `highest` with a little room above: 1, 2, 4, 6 or 8 times a power of ten (of bytes: a
/// power of two in MiB), at least `least`. An axis that ended at `before` gets shorter only when it would be half as
/// long: so it does not jump to and fro.
[[nodiscard]] double axisTop(double highest, double least, double before, StripUnit unit);
/// Zero, the end, and round numbers at equal distances between them: one, or where there is room (`many`) up to four.
/// Short: "0", "2.5", "12k"; "30 s"; "64" for MiB.
[[nodiscard]] std::vector<AxisLabel> valueLabels(double top, bool many, StripUnit unit);
/// Round times between `from` and `to`, at most `most` of them. Relative: counted back from `to`, which is "now".
[[nodiscard]] std::vector<AxisLabel> timeLabels(double from, double to, bool relative, int most);

/// "0", "2.5", "129", "1,200", "12k".
[[nodiscard]] QString shortNumber(double value);
/// Whose separators the numbers have; American ones until then. GUI thread, like everything that asks for a number.
void setAxisLocale(const QLocale& locale);

} // namespace ui
