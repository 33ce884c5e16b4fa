// SPDX-License-Identifier: GPL-3.0-or-later
// What users were promised of the whole program, measured on it. Takes minutes; run it in a release.
#include "tests/support/child_program.h"

#include <algorithm>
#include <cstdio>
#include <exception>

namespace {

constexpr double kMiB = 1024.0 * 1024.0;

void compareMegaOrder(const tests::ChildProgram& threadweir)
{
    constexpr double kLimitSeconds = 5.0;
    double best = 0;
    double worst = 0;
    for (int round = 0; round < 3; ++round) {
        const double seconds = threadweir.run({QStringLiteral("compare"), QStringLiteral("mega-order")}).count();
        best = round == 0 ? seconds : std::min(best, seconds);
        worst = std::max(worst, seconds);
    }
    std::printf("compare mega-order, wall time of 3 rounds            %6.2f to %6.2f s     limit %6.2f s    %s\n", best,
        worst, kLimitSeconds, worst <= kLimitSeconds ? "kept" : "BROKEN");
    std::fflush(stdout);
}

void ordersFileMemory(const tests::ChildProgram& threadweir)
{
    constexpr double kLimitMiB = 16.0;
    const double few = static_cast<double>(threadweir.peakResidentBytesForOrders(20'000)) / kMiB;
    const double many = static_cast<double>(threadweir.peakResidentBytesForOrders(2'000'000)) / kMiB;
    std::printf("20,000 and 2,000,000 orders from a file, peak memory %6.1f to %6.1f MiB   limit %+6.1f MiB  %s\n", few,
        many, kLimitMiB, many - few <= kLimitMiB ? "kept" : "BROKEN");
}

} // namespace

int main()
{
    const tests::ChildProgram threadweir {QStringLiteral(THREADWEIR_PROGRAM)};
    try {
        compareMegaOrder(threadweir);
        ordersFileMemory(threadweir);
    } catch (const std::exception& error) {
        std::fprintf(stderr, "%s\n", error.what());
        return 1;
    }
    return 0;
}
