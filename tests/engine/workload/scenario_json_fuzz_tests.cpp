// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/runtime/random.h"
#include "engine/workload/scenario_json.h"

#include <catch2/catch_test_macros.hpp>

#include <algorithm>
#include <array>

using namespace engine;

namespace {

constexpr std::array kPieces = {"{", "}", "[", "]", ",", ":", "\"", "\\", "\\u0000", "\\ud800", "null", "true", "-1",
    "1e999", "1e-999", "-0", "0.5", "99999999999999999999", "NaN", "\n", "\t", "\xff", "\xef\xbb\xbf", "\xc3",
    "\"seed\":\"7\",", "\"limits\":{},", "[[[[[[", "[{}]", "{\"kind\":\"uniform\"}", "\"\"", "//", "/*"};

/// A document with one to eight random injuries: bytes changed, removed, repeated, or pieces of JSON put in.
QByteArray injured(QByteArray json, std::uint64_t seed)
{
    auto draw = [seed, step = std::uint64_t {0}](qsizetype below) mutable {
        return static_cast<qsizetype>(drawBits(seed, DrawPurpose::Test, step++) % static_cast<std::uint64_t>(below));
    };
    for (qsizetype injuries = 1 + draw(8); injuries > 0; --injuries) {
        const qsizetype at = draw(json.size() + 1);
        const qsizetype size = draw(12);
        switch (draw(5)) {
        case 0:
            json.remove(at, size);
            break;
        case 1:
            json.insert(at, json.mid(draw(json.size() + 1), size));
            break;
        case 2:
            json.insert(at, kPieces[static_cast<std::size_t>(draw(kPieces.size()))]);
            break;
        case 3:
            json.insert(at, static_cast<char>(draw(256)));
            break;
        default:
            if (at < json.size())
                json[at] = static_cast<char>('0' + draw(10));
            break;
        }
    }
    return json;
}

/// Either a scenario that can be written and read, or an error that says something.
bool isSound(const ScenarioResult<Scenario>& result)
{
    if (!result)
        return !result.error().expected.empty() && !result.error().found.empty()
            && !result.error().toString().contains(u'\n');
    const auto again = parseScenario(toJson(*result), QStringLiteral("again"));
    return again.has_value() && *again == *result;
}

} // namespace

TEST_CASE("scenario JSON: whatever happens to a document, reading it gives a scenario or an error that says what was "
          "expected",
    "[workload][scenario][fuzz]")
{
    const QString file = QStringLiteral("injured.json");
    int scenarios = 0;
    int errors = 0;
    for (const QString& name : builtInScenarios()) {
        const auto original = loadScenario(name);
        REQUIRE(original.has_value());
        const QByteArray json = toJson(*original);
        for (std::uint64_t seed = 0; seed < 1000; ++seed) {
            const QByteArray text = injured(json, seed);
            const auto result = parseScenario(text, file);
            (result ? scenarios : errors) += 1;
            if (!isSound(result))
                FAIL(name.toStdString() << ", seed " << seed << ": " << text.toStdString());
            if (!result && (result.error().file != file || result.error().line < 1))
                FAIL(name.toStdString() << ", seed " << seed << ": " << result.error().toString().toStdString());
        }
    }
    CHECK(scenarios > 100);
    CHECK(errors > 1000);
}

TEST_CASE("scenario JSON: every beginning of a document but the whole is an error", "[workload][scenario][fuzz]")
{
    const QByteArray json = toJson(Scenario {}).trimmed();
    int accepted = 0;
    for (qsizetype size = 0; size < json.size(); ++size) {
        const auto result = parseScenario(json.left(size), QStringLiteral("cut.json"));
        accepted += result.has_value() ? 1 : 0;
        if (!isSound(result))
            FAIL("cut after " << size << " bytes");
    }
    CHECK(accepted == 0);
    CHECK(parseScenario(json, QStringLiteral("whole.json")).has_value());
}

TEST_CASE("scenario setting: whatever is assigned gives a scenario or an error that says what was expected",
    "[workload][scenario][fuzz]")
{
    const QByteArrayList starts {"limits.chunkSize=100", "ruleEngine.outages[0].forSeconds=5",
        "seed=18446744073709551615", "ruleEngine.latencyChanges=[{\"atSeconds\":1}]", "clock.rate=0.5",
        "workload.arrival=spikes", "name=x"};
    for (const QByteArray& start : starts) {
        for (std::uint64_t seed = 0; seed < 500; ++seed) {
            const QByteArray text = injured(start, seed);
            if (!isSound(withSetting(Scenario {}, QString::fromUtf8(text))))
                FAIL("seed " << seed << ": " << text.toStdString());
        }
    }
    SUCCEED();
}
