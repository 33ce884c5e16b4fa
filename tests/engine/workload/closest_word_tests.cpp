// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/workload/closest_word.h"

#include <catch2/catch_test_macros.hpp>

using engine::closestWord;

TEST_CASE("closest word: the nearest candidate is told, and none if nothing is near", "[workload][hint]")
{
    const QStringList candidates {QStringLiteral("chunkSize"), QStringLiteral("chunkWaitMs"), QStringLiteral("seed")};

    CHECK(closestWord(QStringLiteral("chunkSise"), candidates) == QStringLiteral("chunkSize"));
    CHECK(closestWord(QStringLiteral("chunksize"), candidates) == QStringLiteral("chunkSize"));
    CHECK(closestWord(QStringLiteral("chunkSzie"), candidates) == QStringLiteral("chunkSize"));
    CHECK(closestWord(QStringLiteral("chunkWait"), candidates) == QStringLiteral("chunkWaitMs"));
    CHECK(closestWord(QStringLiteral("seeds"), candidates) == QStringLiteral("seed"));
    CHECK(closestWord(QStringLiteral("colour"), candidates).isEmpty());
    CHECK(closestWord(QString(), candidates).isEmpty());
    CHECK(closestWord(QStringLiteral("seed"), {}).isEmpty());
    CHECK(closestWord(QString(1'000'000, u'x'), candidates).isEmpty());
}
