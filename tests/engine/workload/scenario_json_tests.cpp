// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/workload/scenario_json.h"

#include <catch2/catch_test_macros.hpp>
#include <catch2/generators/catch_generators.hpp>

#include <QFile>
#include <QTemporaryDir>

#include <limits>
#include <string>

using namespace engine;

namespace {

const QString kFile = QStringLiteral("s.json");

Scenario parsed(const QByteArray& json)
{
    const auto result = parseScenario(json, kFile);
    REQUIRE(result.has_value());
    return *result;
}

/// The error's one line, or "no error".
std::string errorOf(const QByteArray& json)
{
    const auto result = parseScenario(json, kFile);
    return result ? "no error" : result.error().toString().toStdString();
}

std::string settingError(const char* assignment, const Scenario& scenario = {})
{
    const auto result = withSetting(scenario, QString::fromUtf8(assignment));
    return result ? "no error" : result.error().toString().toStdString();
}

bool contains(const std::string& text, const char* part)
{
    return text.find(part) != std::string::npos;
}

} // namespace

TEST_CASE("scenario JSON: a document without fields is the default scenario", "[workload][scenario]")
{
    CHECK(parsed("{}") == Scenario {});
    CHECK(parsed(R"({"version": 1})") == Scenario {});
    CHECK(parsed("\xef\xbb\xbf{\r\n}\r\n") == Scenario {});
    CHECK(parsed(R"({"$schema": "anywhere", "limits": {}, "ruleEngine": {"latency": {}}})") == Scenario {});
}

TEST_CASE("scenario JSON: what a document leaves out keeps its default, also inside a group", "[workload][scenario]")
{
    const Scenario scenario =
        parsed(R"({"ruleEngine": {"latency": {"kind": "exponential"}}, "pool": {"threads": 16.0}})");
    Scenario expected;
    expected.ruleEngine.latency.kind = LatencyKind::Exponential;
    expected.pool.threads = 16;
    CHECK(scenario == expected);
    CHECK(scenario.ruleEngine.latency.meanMs == 50.0);
    CHECK(scenario.paymentProvider.latency.meanMs == 80.0);
}

TEST_CASE("scenario JSON: every word of every choice is read", "[workload][scenario]")
{
    CHECK(parsed(R"({"workload": {"arrival": "burst"}})").workload.arrival == ArrivalKind::Burst);
    CHECK(parsed(R"({"workload": {"arrival": "steady"}})").workload.arrival == ArrivalKind::Steady);
    CHECK(parsed(R"({"workload": {"arrival": "poisson"}})").workload.arrival == ArrivalKind::Poisson);
    CHECK(parsed(R"({"workload": {"arrival": "spikes"}})").workload.arrival == ArrivalKind::Spikes);
    CHECK(parsed(R"({"store": {}, "ruleEngine": {"latency": {"kind": "constant"}}})").ruleEngine.latency.kind
        == LatencyKind::Constant);
    CHECK(
        parsed(R"({"ruleEngine": {"latency": {"kind": "uniform"}}})").ruleEngine.latency.kind == LatencyKind::Uniform);
    CHECK(parsed(R"({"ruleEngine": {"latency": {"kind": "logNormal"}}})").ruleEngine.latency.kind
        == LatencyKind::LogNormal);
    CHECK(parsed(R"({"limits": {"boundedShape": "batchwise"}})").limits.boundedShape == BoundedShape::Batchwise);
    CHECK(parsed(R"({"limits": {"blockingKind": "synchronous"}})").limits.blockingKind == BlockingKind::Synchronous);
    CHECK(
        parsed(R"({"limits": {"blockingKind": "syncOverAsync"}})").limits.blockingKind == BlockingKind::SyncOverAsync);
    CHECK(parsed(R"({"limits": {"blockingKind": "sync-over-async"}})").limits.blockingKind
        == BlockingKind::SyncOverAsync);
    CHECK(parsed(R"({"clock": {"kind": "real"}})").clock.kind == ClockKind::Real);
}

TEST_CASE("scenario JSON: lists of outages and latency changes are read and written", "[workload][scenario]")
{
    const Scenario scenario = parsed(R"({"paymentProvider": {
        "outages": [{"fromSeconds": 1.5, "forSeconds": 2}],
        "latencyChanges": [{"atSeconds": 3, "latencyFactor": 4}, {"atSeconds": 5}]}})");
    REQUIRE(scenario.paymentProvider.outages.size() == 1);
    CHECK(scenario.paymentProvider.outages[0] == OutageSpec {1.5, 2});
    REQUIRE(scenario.paymentProvider.latencyChanges.size() == 2);
    CHECK(scenario.paymentProvider.latencyChanges[0] == LatencyChangeSpec {3, 4});
    CHECK(scenario.paymentProvider.latencyChanges[1] == LatencyChangeSpec {5, 1});
    CHECK(parsed(toJson(scenario)) == scenario);
}

TEST_CASE("scenario JSON: seeds of 64 bits survive, as numbers up to 2^53 and as texts above", "[workload][scenario]")
{
    const auto seed = GENERATE(std::uint64_t {0}, 1U, (1ULL << 53) - 1, 1ULL << 53, (1ULL << 53) + 1, 1ULL << 63,
        std::numeric_limits<std::uint64_t>::max());
    Scenario scenario;
    scenario.seed = seed;
    CHECK(parsed(toJson(scenario)).seed == seed);
    CHECK(parsed("{\"seed\": \"" + QByteArray::number(static_cast<qulonglong>(seed)) + "\"}").seed == seed);
    CHECK(toJson(scenario).contains("\"seed\": \"") == (seed > (1ULL << 53)));
}

TEST_CASE("scenario JSON: a seed that cannot be kept exactly is an error", "[workload][scenario]")
{
    for (const char* const seed :
        {"9007199254740993", "9007199254740994.0", "1e17", "-1", "0.5", "18446744073709551616",
            "\"18446744073709551616\"", "\"\"", "\"-1\"", "\"0x10\"", "\" 1\"", "true", "null", "[]"}) {
        INFO(seed);
        CHECK(contains(errorOf(QByteArray("{\"seed\": ") + seed + "}"), "s.json:1: seed: found "));
    }
}

TEST_CASE(
    "scenario JSON: an error names file, line, path, what was found and what was expected", "[workload][scenario]")
{
    CHECK(errorOf("{\n  \"limits\": {\n    \"chunkSize\": 0\n  }\n}")
        == "s.json:3: limits.chunkSize: found 0, expected a whole number from 1 to 100000");
    CHECK(errorOf("{\"ruleEngine\": {\"outages\": [\n{},\n{\"forSeconds\": \"long\"}]}}")
        == "s.json:3: ruleEngine.outages[1].forSeconds: found \"long\", expected a number from 0 to 86400");
    CHECK(errorOf(R"({"clock": {"rate": 20.5}})")
        == "s.json:1: clock.rate: found 20.5, expected a number from 0.05 to 20");
    CHECK(errorOf(R"({"pool": {"threads": 2.5}})")
        == "s.json:1: pool.threads: found 2.5, expected a whole number from 1 to 512");
    CHECK(errorOf(R"({"pool": []})") == "s.json:1: pool: found a list, expected an object");
    CHECK(errorOf(R"({"workload": {"repeatForever": 1}})")
        == "s.json:1: workload.repeatForever: found 1, expected true or false");
    CHECK(errorOf(R"({"workload": {"arrival": "poison"}})")
        == "s.json:1: workload.arrival: found \"poison\", expected one of \"burst\", \"steady\", \"poisson\", "
           "\"spikes\";"
           " did you mean \"poisson\"?");
    CHECK(errorOf(R"({"name": ""})")
        == "s.json:1: name: found a text of 0 characters, expected a text of 1 to 100 characters");
    CHECK(errorOf(R"({"version": 2, "later": true})") == "s.json:1: version: found 2, expected 1");
    CHECK(errorOf(R"({"title": null})") == "s.json:1: title: found null, expected a text of 0 to 200 characters");
}

TEST_CASE("scenario JSON: an unknown key is an error that guesses what was meant", "[workload][scenario]")
{
    const std::string near = errorOf("{\"limits\": {\n\"chunkSise\":\n 5}}");
    CHECK(contains(
        near, "s.json:2: limits.chunkSise: found unknown key \"chunkSise\", expected one of \"channelCapacity\""));
    CHECK(contains(near, "; did you mean \"chunkSize\"?"));
    CHECK(contains(errorOf(R"({"chunkSize": 5})"), "; did you mean \"limits.chunkSize\"?"));
    CHECK(contains(errorOf(R"({"workload": {"threads": 5}})"), "; did you mean \"pool.threads\"?"));
    CHECK_FALSE(contains(errorOf(R"({"colour": 5})"), "did you mean"));
    CHECK(contains(errorOf(R"({"limits": {"$schema": ""}})"), "unknown key"));
}

TEST_CASE("scenario JSON: a key that comes twice is an error", "[workload][scenario]")
{
    CHECK(errorOf("{\"seed\": 1,\n\"\\u0073eed\": 2}")
        == "s.json:2: seed: found the key \"seed\" a second time, expected each key once");
    CHECK(contains(errorOf(R"({"limits": {"chunkSize": 1, "chunkSize": 1}})"), "limits.chunkSize: found the key"));
}

TEST_CASE("scenario JSON: fields that contradict each other are an error", "[workload][scenario]")
{
    CHECK(contains(errorOf("{\"ruleEngine\":\n{\"latency\": {\"kind\": \"uniform\",\n\"spreadMs\": 50.5}}}"),
        "s.json:3: ruleEngine.latency.spreadMs: found 50.5, expected at most meanMs (50)"));
    CHECK(errorOf(R"({"ruleEngine": {"latency": {"kind": "uniform", "spreadMs": 50}}})") == "no error");
    CHECK(errorOf(R"({"ruleEngine": {"latency": {"kind": "logNormal", "spreadMs": 500}}})") == "no error");
    CHECK(contains(errorOf(R"({"paymentProvider": {"latency": {"kind": "logNormal", "meanMs": 0}}})"),
        "paymentProvider.latency.meanMs: found 0, expected more than 0"));
    CHECK(contains(errorOf(R"({"workload": {"repeatForever": true}})"), "workload.repeatForever: found true"));
}

TEST_CASE("scenario JSON: broken JSON is an error with its line", "[workload][scenario]")
{
    CHECK(contains(errorOf("{\n\"seed\": 1\n\"name\": \"x\"}"), "s.json:3: found broken JSON near"));
    CHECK(contains(errorOf("{\"seed\": NaN}"), "expected a number that JSON allows"));
    CHECK(contains(errorOf("{\"seed\": Infinity}"), "s.json:1: found broken JSON"));
    CHECK(contains(errorOf("{\"clock\": {\"rate\": 1e400}}"), "s.json:1: "));
    CHECK(contains(errorOf("{} trailing"), "expected nothing after the closing"));
    CHECK(contains(errorOf("{\"name\": \"x"), "expected a closing quote"));
    CHECK(contains(errorOf("{\"seed\": 1,}"), "expected another key or value after \",\""));
    CHECK(contains(errorOf("{\"seed\": 1"), "found the end of the file"));
    CHECK(contains(errorOf("{'seed': 1}"), "s.json:1: found broken JSON"));
    CHECK(contains(errorOf("// note\n{}"), "s.json:1: found \"// note"));
    CHECK(contains(errorOf("5"), "found \"5\", expected a scenario as a JSON object"));
    CHECK(contains(errorOf("[]"), "found a list, expected a scenario as a JSON object"));
}

TEST_CASE("scenario JSON: what is no UTF-8 text is an error", "[workload][scenario]")
{
    CHECK(contains(errorOf("{\"name\": \"\xff\"}"), "expected text in UTF-8"));
    CHECK(contains(errorOf("{\"name\": \"\xc3\"}"), "expected text in UTF-8"));
    CHECK(contains(errorOf(QByteArray("\xff\xfe{\0}\0", 6)), "expected text in UTF-8"));
    CHECK(contains(errorOf(QByteArray("{\0}", 3)), "expected text in UTF-8"));
    CHECK(contains(errorOf(R"({"name": "\ud800"})"), "without control characters or halves of characters"));
    CHECK(contains(errorOf(R"({"name": "a\u0000b"})"), "without control characters or halves of characters"));
    CHECK(parsed(R"({"name": "Bestellung für Zoë 🛒"})").name == QString::fromUtf8("Bestellung für Zoë 🛒"));
}

TEST_CASE("scenario JSON: nothing, too much and too deep are errors", "[workload][scenario]")
{
    CHECK(contains(errorOf(""), "s.json:1: found an empty file"));
    CHECK(contains(errorOf(" \n \n"), "found an empty file"));
    CHECK(contains(errorOf("\xef\xbb\xbf"), "expected a scenario as a JSON object"));
    CHECK(contains(errorOf(QByteArray(10'000, '[')), "nested less deeply"));
    CHECK(contains(errorOf(QByteArray("{\"a\":").repeated(10'000)), "nested less deeply"));
    CHECK(contains(errorOf("{\"a\":" + QByteArray(500, '[') + QByteArray(500, ']') + "}"), "unknown key \"a\""));
    CHECK(contains(errorOf(QByteArray(3'000'000, ' ')), "found more than 1048576 bytes"));
    CHECK(contains(errorOf("{\"ruleEngine\": {\"outages\": [" + QByteArray("{},").repeated(1000) + "{}]}}"),
        "ruleEngine.outages: found a list of 1001, expected a list of at most 1000 objects"));
}

TEST_CASE("scenario JSON: a message stays on one line and short, whatever the document holds", "[workload][scenario]")
{
    const std::string error = errorOf("{\"clock\": {\"kind\": \"" + QByteArray("\\n\\u0007x").repeated(1000) + "\"}}");
    CHECK(error.size() < 300);
    CHECK_FALSE(contains(error, "\n"));
    CHECK_FALSE(contains(error, "\a"));
}

TEST_CASE("load scenario: a file is read, and what cannot be read is an error", "[workload][scenario]")
{
    const QTemporaryDir directory;
    REQUIRE(directory.isValid());
    const QString path = directory.filePath(QStringLiteral("mine.json"));
    QFile file(path);
    REQUIRE(file.open(QIODevice::WriteOnly));
    file.write("{\"seed\": 7}");
    file.close();

    const auto scenario = loadScenario(path);
    REQUIRE(scenario.has_value());
    CHECK(scenario->seed == 7);

    const auto folder = loadScenario(directory.path());
    REQUIRE_FALSE(folder.has_value());
    CHECK(folder.error().found.text() == "a directory");
    CHECK(folder.error().file == directory.path());

    const auto missing = loadScenario(QStringLiteral("mega-ordr"));
    REQUIRE_FALSE(missing.has_value());
    CHECK(missing.error().hint.text() == "did you mean \"mega-order\"?");
    CHECK(missing.error().line == 0);
}

TEST_CASE("scenario setting: a field is set from text and checked like a file's", "[workload][scenario]")
{
    const auto set = [](const char* assignment, const Scenario& scenario = {}) {
        const auto result = withSetting(scenario, QString::fromUtf8(assignment));
        REQUIRE(result.has_value());
        return *result;
    };
    CHECK(set("limits.chunkSize=100").limits.chunkSize == 100);
    CHECK(set(" limits.chunkSize = 1e2 ").limits.chunkSize == 100);
    CHECK(set("clock.rate=0.5").clock.rate == 0.5);
    CHECK(set("workload.arrival=steady").workload.arrival == ArrivalKind::Steady);
    CHECK(set("limits.blockingKind=sync-over-async").limits.blockingKind == BlockingKind::SyncOverAsync);
    CHECK(set("seed=18446744073709551615").seed == std::numeric_limits<std::uint64_t>::max());
    CHECK(set("seed=9007199254740993").seed == 9007199254740993U);
    CHECK(set("title=a = b").title == QStringLiteral("a = b"));
    CHECK(set("title=7").title == QStringLiteral("7"));
    CHECK(set("ruleEngine.outages[0].forSeconds=5").ruleEngine.outages == std::vector<OutageSpec> {{0, 5}});
    CHECK(set("ruleEngine.outages=[{\"fromSeconds\": 1}]").ruleEngine.outages == std::vector<OutageSpec> {{1, 0}});
    CHECK(set("workload.repeatForever=true", set("workload.arrival=poisson")).workload.repeatForever);
}

TEST_CASE("scenario: the strategies that an order leaves out follow in their usual order", "[workload][scenario]")
{
    const auto orderOf = [](const char* list) {
        const auto result = withSetting({}, QStringLiteral("paymentProvider.resilience.order=%1").arg(QLatin1String(list)));
        REQUIRE(result.has_value());
        return result->paymentProvider.resilience.order;
    };
    using enum StrategyKind;
    using Order = decltype(ResilienceSpec::order);
    CHECK(orderOf("[]") == ResilienceSpec().order);
    CHECK(orderOf(R"(["timeout", "hedging"])") == Order {Timeout, Hedging, Limiter, Retry, RateLimit, Breaker, Chaos});
    CHECK(orderOf(R"(["chaos", "timeout", "breaker", "rateLimit", "hedging", "retry", "limiter"])")
        == Order {Chaos, Timeout, Breaker, RateLimit, Hedging, Retry, Limiter});
    // A document of the time when there were five of them.
    CHECK(orderOf(R"(["retry", "limiter", "breaker", "timeout", "chaos"])")
        == Order {Retry, Limiter, Breaker, Timeout, Chaos, Hedging, RateLimit});
    CHECK(contains(settingError(R"(paymentProvider.resilience.order=["retry", "retry"])"),
        "resilience.order[1]: found \"retry\", expected a list of"));
    CHECK(contains(settingError(R"(paymentProvider.resilience.order=["retri"])"), "did you mean \"retry\"?"));
    CHECK(contains(settingError("paymentProvider.resilience.order=retry"), "each at most once"));
}

TEST_CASE("scenario: hedging and the rate limit are read within their ranges", "[workload][scenario]")
{
    const ResilienceSpec spec = parsed(R"({"ruleEngine": {"resilience": {
        "hedging": {"enabled": true, "maxHedgedAttempts": 3, "delayMs": 80},
        "rateLimit": {"kind": "spaced", "permits": 50, "periodMs": 500, "burst": 5, "queueLimit": 7}}}})")
                                    .ruleEngine.resilience;
    CHECK(spec.hedging == HedgingSpec {true, 3, 80.0});
    CHECK(spec.rateLimit == RateLimitSpec {RateLimitKind::Spaced, 50, 500.0, 5, 7});
    CHECK_FALSE(spec.isOff());
    for (const char* const bad : {"hedging.maxHedgedAttempts=0", "hedging.maxHedgedAttempts=11", "hedging.delayMs=-1",
             "rateLimit.kind=leaky", "rateLimit.permits=0", "rateLimit.periodMs=0", "rateLimit.burst=0",
             "rateLimit.queueLimit=-1"})
        CHECK(contains(settingError((std::string("ruleEngine.resilience.") + bad).c_str()), "expected"));
}

TEST_CASE("scenario setting: what does not fit is an error without a line", "[workload][scenario]")
{
    CHECK(settingError("limits.chunkSize=0")
        == "--set: limits.chunkSize: found 0, expected a whole number from 1 to 100000");
    CHECK(settingError("limits.chunkSize=")
        == "--set: limits.chunkSize: found \"\", expected a whole number from 1 to 100000");
    CHECK(contains(settingError("limits.chunkSise=5"), "; did you mean \"chunkSize\"?"));
    CHECK(contains(settingError("chunkSize=5"), "; did you mean \"limits.chunkSize\"?"));
    CHECK(contains(settingError("limits=5"), "found a group of fields"));
    CHECK(contains(settingError("pool.threads.x=5"), "this field holds a single value"));
    CHECK(contains(settingError("chunkSize"), "expected path=value"));
    CHECK(contains(settingError("=5"), "expected path=value"));
    CHECK(contains(settingError(""), "expected path=value"));
    CHECK(contains(settingError("clock.rate=nan"), "expected a number from 0.05 to 20"));
    CHECK(contains(settingError("clock.rate=inf"), "expected a number from 0.05 to 20"));
    CHECK(contains(settingError("ruleEngine.outages=5"), "expected a list of at most 1000 objects"));
    for (const char* const position : {"[1]", "[-1]", "[x]", "[]", "[0", "[99999999999]"})
        CHECK(contains(settingError((std::string("ruleEngine.outages") + position + ".forSeconds=1").c_str()),
            "expected a position"));
    CHECK(contains(settingError("ruleEngine.outages.a0b.forSeconds=1"), "expected a position"));
    CHECK(contains(settingError("ruleEngine.outages[0]=1"), "expected one of its fields"));
    CHECK(contains(settingError("workload.repeatForever=true"), "a burst without end"));
}
