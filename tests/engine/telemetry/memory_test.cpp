// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/telemetry/memory.h"

#include <catch2/catch_test_macros.hpp>

#include <vector>

TEST_CASE("memory: resident bytes follow what is really used", "[telemetry][memory]")
{
    constexpr std::size_t kBytes = std::size_t{64} << 20;
    const std::int64_t before = engine::residentBytes();
    if (before == 0)
        SKIP("This system does not tell how much memory a process uses.");
    const std::vector<char> used(kBytes, 1);
    const std::int64_t after = engine::residentBytes();
    CHECK(used.back() == 1);
    CHECK(after - before > static_cast<std::int64_t>(kBytes) * 9 / 10);
}
