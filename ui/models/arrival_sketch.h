// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/workload/scenario.h"

#include <QList>

namespace ui {

/// The shape of a scenario in a picture of a few bars: when its orders arrive, and when its services are in trouble.
///
/// Model    bars: orders that really arrive in each of `bars` equal parts of the time shown, as a share of the most;
///          they are drawn by the same process and from the same seed as in a run. troubles: pairs of begin and end, as
///          shares of the time shown, in which a service has an outage or is slower than usual.
/// Units    seconds of clock time
struct ArrivalSketch {
    QList<double> bars;
    QList<double> outages; ///< begin, end, begin, end, ...
    QList<double> slowTimes; ///< likewise
    double seconds = 0; ///< the time shown

    [[nodiscard]] static ArrivalSketch of(const engine::Scenario& scenario, int bars = 48);
};

} // namespace ui
