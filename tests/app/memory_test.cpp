// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/child_program.h"

#include <catch2/catch_test_macros.hpp>

TEST_CASE("run: the length of an orders file does not show in the memory that bounded mode takes", "[run][memory]")
{
    // The promise is about 2,000,000 lines, which take minutes in a build for work on the code;
    // tests/bench/program_bench measures those. Less is enough to see it broken: whatever is kept of each order, an
    // Order has 56 bytes and what it ends in, and 380,000 of these are more than the limit.
    constexpr std::int64_t kLimitBytes = 16 * 1024 * 1024;
    const tests::ChildProgram threadweir {QStringLiteral(THREADWEIR_PROGRAM)};
    const std::int64_t few = threadweir.peakResidentBytesForOrders(20'000);
    const std::int64_t many = threadweir.peakResidentBytesForOrders(400'000);
    CAPTURE(few, many);
    CHECK(few > 1024 * 1024);
    CHECK(many - few <= kLimitBytes);
}
