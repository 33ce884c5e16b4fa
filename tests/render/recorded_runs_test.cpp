// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/render/map_check.h"
#include "tests/render/pool_picture.h"
#include "tests/support/scenario_run.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

#include <algorithm>

namespace {

struct Recorded {
    const char* scenario;
    engine::Mode mode;
    QStringList settings;
};

} // namespace

TEST_CASE("pictures of map and pool: they are true for snapshots of recorded runs", "[map][pool][render][recorded]")
{
    using engine::Mode;
    const auto recorded = GENERATE(Recorded {"first-minute", Mode::Bounded, {QStringLiteral("workload.orders=400")}},
        Recorded {"first-minute", Mode::Blocking, {QStringLiteral("workload.orders=400")}},
        Recorded {"slow-payment", Mode::Bounded, {}}, Recorded {"mega-order", Mode::Unbounded, {}},
        Recorded {"flapping-outage", Mode::Bounded, {}}, Recorded {"poison-orders", Mode::Unbounded, {}});
    auto scenario = tests::scenarioWith(recorded.scenario, recorded.settings);
    scenario.workload.repeatForever = false;
    const tests::EndedRun run = tests::runFollowed(std::move(scenario), recorded.mode);
    REQUIRE(run.snapshots.size() >= 4);
    render::MapPicture picture(QSize(1400, 700));
    picture.begin(run.snapshots.front());
    int looked = 0;
    for (std::size_t part = 1; part <= 4; ++part) { // spread over the run
        const auto& snapshot = run.snapshots[(run.snapshots.size() - 1) * part / 5];
        REQUIRE(snapshot->orders.enabled);
        INFO(recorded.scenario << " in " << engine::toString(recorded.mode) << " mode, snapshot " << snapshot->sequence);
        picture.show(snapshot);
        picture.settle();
        render::checkPicture(picture, *snapshot);
        render::checkPool(*snapshot, QSize(1200, 140));
        ++looked;
    }
    CHECK(looked == 4);
}
