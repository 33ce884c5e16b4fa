// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/render/pool_picture.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>
#include <catch2/generators/catch_generators_range.hpp>

#include <random>

namespace {

engine::Snapshot poolNumber(unsigned seed, int workers)
{
    std::mt19937 random(seed);
    engine::Snapshot snapshot;
    snapshot.governor.goal = workers + static_cast<int>(random() % 4);
    snapshot.pool.threads = workers;
    for (int worker = 0; worker < workers; ++worker) {
        const auto state = static_cast<engine::WorkerState>(random() % 3);
        (state == engine::WorkerState::Running ? snapshot.pool.running : state == engine::WorkerState::Blocked ? snapshot.pool.blocked : snapshot.pool.idle) += 1;
        snapshot.pool.workers.push_back({state, state == engine::WorkerState::Idle ? 0 : 1 + random() % 90'000, engine::OrderPlace::Charge});
    }
    snapshot.pool.pendingWorkItems = static_cast<std::int64_t>(random() % 6000);
    return snapshot;
}

} // namespace

TEST_CASE("pool picture: as many places look running, blocked, idle and not started as the snapshot has, and boxes stand for what waits", "[pool][lanes]")
{
    const auto seed = GENERATE(range(1U, 21U));
    const int workers = seed % 2 == 0 ? static_cast<int>(1 + seed) : static_cast<int>(seed * 6);
    const auto snapshot = poolNumber(seed, workers);
    render::checkPool(snapshot, QSize(1200, 140));
}

TEST_CASE("pool picture: 500 workers are told apart in small cells", "[pool][lanes]")
{
    auto snapshot = poolNumber(7, 500);
    snapshot.governor.goal = 500;
    render::checkPool(snapshot, QSize(940, 140));
}
