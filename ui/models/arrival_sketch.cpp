// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/arrival_sketch.h"

#include "engine/workload/arrival_process.h"

#include <algorithm>
#include <chrono>
#include <cmath>

namespace ui {

namespace {

constexpr double kLeastSeconds = 10;
constexpr double kMostSeconds = 60;
constexpr std::int64_t kMostBatches = 100'000; ///< a picture is not worth more time than that

double lastTrouble(const engine::ServiceSpec& service)
{
    double last = 0;
    for (const auto& outage : service.outages)
        last = std::max(last, outage.fromSeconds + outage.forSeconds);
    for (const auto& change : service.latencyChanges)
        last = std::max(last, change.atSeconds);
    return last;
}

/// Long enough for what happens, and a little on.
double secondsShown(const engine::Scenario& scenario)
{
    constexpr double kAfterwards = 1.25;
    const auto& workload = scenario.workload;
    const double arriving = workload.arrival == engine::ArrivalKind::Burst || workload.ratePerSecond <= 0
        ? 0
        : static_cast<double>(workload.orders) / workload.ratePerSecond;
    const double troubled = std::max(lastTrouble(scenario.ruleEngine), lastTrouble(scenario.paymentProvider));
    return std::clamp(std::max(arriving, troubled * kAfterwards), kLeastSeconds, kMostSeconds);
}

void addOutages(QList<double>& marks, const engine::ServiceSpec& service, double seconds)
{
    for (const auto& outage : service.outages) {
        if (outage.fromSeconds < seconds)
            marks << outage.fromSeconds / seconds << std::min(1.0, (outage.fromSeconds + outage.forSeconds) / seconds);
    }
}

void addSlowTimes(QList<double>& marks, const engine::ServiceSpec& service, double seconds)
{
    double since = -1;
    for (const auto& change : service.latencyChanges) {
        const bool slow = change.latencyFactor > 1;
        if (slow && since < 0)
            since = change.atSeconds;
        if (!slow && since >= 0 && since < seconds)
            marks << since / seconds << std::min(1.0, change.atSeconds / seconds);
        if (!slow)
            since = -1;
    }
    if (since >= 0 && since < seconds)
        marks << since / seconds << 1.0;
}

QList<double> arrivals(const engine::Scenario& scenario, double seconds, int bars)
{
    QList<double> counts(bars, 0.0);
    engine::ArrivalProcess process(scenario.workload, scenario.seed);
    std::int64_t arrived = 0;
    const bool endless = scenario.workload.repeatForever;
    for (std::int64_t batch = 0; batch < kMostBatches && (endless || arrived < scenario.workload.orders); ++batch) {
        const auto next = process.next();
        const double share = std::chrono::duration<double>(next.at).count() / seconds;
        if (share >= 1)
            break;
        counts[static_cast<qsizetype>(share * bars)] += static_cast<double>(next.orders);
        arrived += next.orders;
        if (scenario.workload.arrival == engine::ArrivalKind::Burst)
            break; // a burst that is repeated comes again and again at the same moment
    }
    const double most = *std::ranges::max_element(counts);
    for (double& count : counts)
        count = most > 0 ? count / most : 0;
    return counts;
}

} // namespace

ArrivalSketch ArrivalSketch::of(const engine::Scenario& scenario, int bars)
{
    ArrivalSketch sketch;
    sketch.seconds = secondsShown(scenario);
    sketch.bars = arrivals(scenario, sketch.seconds, std::max(bars, 1));
    for (const auto* service : {&scenario.ruleEngine, &scenario.paymentProvider}) {
        addOutages(sketch.outages, *service, sketch.seconds);
        addSlowTimes(sketch.slowTimes, *service, sketch.seconds);
    }
    return sketch;
}

} // namespace ui
