// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/translation.h"
#include "engine/governor/decision_text.h"
#include "engine/run/outcome_text.h"
#include "engine/workload/scenario_json.h"
#include "tests/engine/diagnosis/diagnosis_story.h"
#include "tests/ui/event_loop.h"
#include "tests/ui/lab_window.h"
#include "ui/bridge/spoken.h"
#include "ui/models/governor_text.h"
#include "ui/models/narration.h"
#include "ui/models/run_log.h"
#include "ui/models/view_settings.h"

#include <QCoreApplication>
#include <QSignalSpy>
#include <catch2/catch_test_macros.hpp>

#include <set>

using namespace engine;
using namespace std::chrono_literals;
using app::Translation;
using tests::DiagnosisStory;
using ui::Narration;

namespace {

/// Units are the same in both languages.
const std::set<QString> kAlike = {QStringLiteral("%1 ms"), QStringLiteral("%1 s"), QStringLiteral("%1 min"), QStringLiteral("%1/s")};

/// The patterns of a phrase that have words and no translation.
QStringList untranslated(const Phrase& phrase)
{
    QStringList missing;
    const auto lookUp = [&missing](const char* pattern) {
        const QString english = QString::fromUtf8(pattern);
        QString translated = QCoreApplication::translate("engine", pattern);
        const bool hasWords = std::any_of(english.begin(), english.end(), [](QChar c) { return c.isLetter(); });
        if (hasWords && translated == english && !kAlike.contains(english))
            missing << english;
        return translated;
    };
    (void)phrase.said(lookUp, QLocale::c());
    return missing;
}

void block(Snapshot& snapshot)
{
    snapshot.pool.blocked = snapshot.pool.threads;
    snapshot.pool.idle = 0;
    snapshot.pool.pendingWorkItems = 4212;
}

std::vector<Finding> starved()
{
    DiagnosisStory story;
    (void)story.go(1s);
    return story.go(3150ms, block);
}

void makeUnbounded(Snapshot& snapshot)
{
    snapshot.mode = Mode::Unbounded;
    snapshot.channel.limit = 0;
    snapshot.stages[0].inFlight.limit = 0;
    snapshot.stages[1].inFlight.limit = 0;
}

void openBreaker(Snapshot& snapshot)
{
    BreakerView& breaker = snapshot.paymentPolicy.breaker;
    snapshot.paymentPolicy.brokenCircuitRejections += 5;
    if (breaker.enabled)
        return;
    breaker.enabled = true;
    breaker.state = BreakerState::Open;
    breaker.changes.push_back({snapshot.at, BreakerState::Closed, BreakerState::Open,
        Phrase("The trial call failed: %1", Phrase::quoted("the provider is down.", "the service was not available."))});
}

/// A run of six seconds in bounded mode that suffers from what `change` does to each snapshot.
std::vector<Finding> sufferingFrom(const DiagnosisStory::Change& change)
{
    DiagnosisStory story;
    return story.go(6s, change);
}

/// At least one finding of each kind.
std::vector<Finding> everyFinding()
{
    std::vector<Finding> all = starved();
    const auto add = [&all](const std::vector<Finding>& more) { all.insert(all.end(), more.begin(), more.end()); };
    add(sufferingFrom([count = 0](Snapshot& s) mutable {
        makeUnbounded(s);
        s.stages[0].inFlight.now = 3800;
        tests::flow(s, ++count % 2 ? 8 : 7, 5);
        s.pool.pendingWorkItems = s.ledger.inFlight;
    }));
    add(sufferingFrom([](Snapshot& s) {
        s.channel.now = s.channel.limit;
        s.ruleEngine.refused += 1582;
        s.paymentPolicy.attempts += 16;
        s.paymentPolicy.retries += 11;
        openBreaker(s);
    }));
    add(sufferingFrom([](Snapshot& s) {
        s.habits.orphansNow = 3;
        s.habits.orphansTotal = 1200;
        ++s.doubleCharges;
        ++s.ledger.lost;
        ++s.habits.unobservedErrors;
    }));
    add(sufferingFrom([](Snapshot& s) {
        s.stages[1].inFlight.limit = 50;
        s.stages[1].inFlight.now = 50;
        s.paymentProvider.busyServers.now = 10;
        s.paymentProvider.acceptQueue.now = 40;
    }));
    Scenario steady;
    steady.workload.arrival = ArrivalKind::Steady;
    DiagnosisStory tight(steady);
    add(tight.go(16s, [](Snapshot& s) {
        tests::flow(s, 8, 6);
        s.channel.now = std::min(s.ledger.inFlight, s.channel.limit);
        s.stages[1].inFlight.now = 10;
        s.paymentProvider.busyServers = {10, 10, 20};
    }));
    DiagnosisStory stopped;
    (void)stopped.go(1s, [](Snapshot& s) { s.draining = true; });
    add(stopped.end(RunOutcome::Cancelled, [](Snapshot& s) { s.endings.cancelledByShutdown = 400; }));
    return all;
}

QString shown(const Narration& narration, int role)
{
    return narration.data(narration.index(0), role).toString();
}

} // namespace

TEST_CASE("spoken: a finding is told in the language of the window, with its numbers", "[spoken][narration]")
{
    Translation translation;
    Narration narration;
    narration.show(starved());
    REQUIRE(narration.count() == 1);
    const QString space(QChar(0x00a0));
    CHECK(shown(narration, Narration::Sentence)
        == QStringLiteral("All 8 workers have been blocked for 3.1%1s while 4,212 work items wait, and nothing has got done "
                          "for 3.1%1s.").arg(space));

    QSignalSpy changed(&narration, &QAbstractItemModel::dataChanged);
    QSignalSpy told(&narration, &Narration::newsChanged);
    translation.use(QStringLiteral("de"));
    narration.showAgain();
    CHECK(changed.count() == 1);
    CHECK(told.count() == 1);
    CHECK(shown(narration, Narration::Sentence)
        == QStringLiteral("Alle 8 Worker sind seit 3,1%1s blockiert, während 4.212 Arbeitspakete warten, und seit 3,1%1s ist "
                          "nichts fertig geworden.").arg(space));
    CHECK(shown(narration, Narration::Remedy).startsWith(QStringLiteral("Warten Sie mit co_await auf die Aufrufe")));
    CHECK(narration.news().startsWith(QStringLiteral("Verhungern: Alle 8 Worker sind seit")));
}

TEST_CASE("spoken: each kind of finding has a German sentence and remedy", "[spoken][translation]")
{
    Translation translation;
    translation.use(QStringLiteral("de"));
    std::set<std::string> kinds;
    for (const Finding& finding : everyFinding()) {
        kinds.insert(toString(finding.kind));
        INFO(finding.sentence.text() << ' ' << finding.remedy.text());
        for (const Phrase& phrase : {finding.sentence, finding.remedy}) {
            CHECK_FALSE(phrase.empty());
            CHECK(ui::spoken(phrase) != QString::fromStdString(phrase.text()));
            CHECK(untranslated(phrase).join(QStringLiteral(" | ")).toStdString().empty());
        }
    }
    CHECK(kinds.size() == 14); // of engine::FindingKind
}

TEST_CASE("spoken: what a breaker quotes is said in German words", "[spoken][translation]")
{
    Translation translation;
    translation.use(QStringLiteral("de"));
    const auto findings = sufferingFrom(openBreaker);
    REQUIRE(tests::kindsOf(findings) == "breakerOpen");
    CHECK(findings.front().sentence.text().ends_with("The trial call failed: the provider is down."));
    CHECK(ui::spoken(findings.front().sentence)
        == QStringLiteral("Der Schutzschalter vor dem Zahlungsanbieter ist seit 6,0 s offen und hat in der letzten Sekunde "
                          "100 Aufrufe abgewiesen. Der Probeaufruf ist fehlgeschlagen: Dienst nicht verfügbar."));
    translation.use(QStringLiteral("en"));
    CHECK(ui::spoken(findings.front().sentence).toStdString() == findings.front().sentence.text());
}

TEST_CASE("spoken: how a run ended is told in German", "[spoken][translation]")
{
    Translation translation;
    translation.use(QStringLiteral("de"));
    CHECK(ui::spoken(completedText({.submitted = 5000, .persisted = 4990, .rejected = 10}, false))
        == QStringLiteral("Alle 5.000 Aufträge sind abgeschlossen: 4.990 gespeichert, 10 abgelehnt."));
    CHECK(ui::spoken(timeLimitText(2.5, 1))
        == QStringLiteral("Das Zeitlimit von 2,50 s war erreicht, und 1 Auftrag war noch unterwegs; was übrig war, wurde "
                          "abgebrochen."));
    Snapshot still;
    still.at = 1250ms;
    still.ledger.inFlight = 3;
    for (const Phrase& phrase : {completedText({}, true), completedText({.submitted = 1, .lost = 1}, true), deadlockedText(still),
             drainedOutText(0.5, 7), abruptlyStoppedText(7), cancelledText(1), brokenFlowsText(2), brokenLedgerText(1, 2)}) {
        CHECK(untranslated(phrase).join(QStringLiteral(" | ")).toStdString().empty());
    }
}

TEST_CASE("spoken: why the governor changed the number of threads is told in German", "[spoken][translation]")
{
    Translation translation;
    translation.use(QStringLiteral("de"));
    GovernorView governor;
    governor.decisions.resize(2);
    governor.decisions[0].why = starvationText(500ms, 8, 9);
    governor.decisions[1].why = userText(9, 12);
    CHECK(ui::governorReasons(governor)
        == QStringList {QStringLiteral("Die Zahl der Threads wurde von Hand gesetzt: drei Threads mehr (9 -> 12)."),
            QStringLiteral("Arbeit wartete 0,5 s, und kein Worker nahm sie: ein Thread mehr (8 -> 9).")});
}

TEST_CASE("spoken: what is wrong with a scenario file is told in German, with what the file has to say as it is",
    "[spoken][translation]")
{
    Translation translation;
    translation.use(QStringLiteral("de"));
    const auto problem = [](const char* json) {
        const auto scenario = parseScenario(json, QStringLiteral("shop.json"));
        return scenario ? QString() : ui::spoken(scenario.error().phrase());
    };
    CHECK(problem(R"({"workload": {"orders": 0.5}})")
        == QStringLiteral(
            "shop.json:1: workload.orders: gefunden: 0.5, erwartet: eine ganze Zahl von 1 bis 100000000"));
    CHECK(problem(R"({"pool": {"thread": 8}})").endsWith(QStringLiteral("; war „threads“ gemeint?")));
    CHECK(problem("{\n")
        == QStringLiteral("shop.json:2: gefunden: das Ende der Datei, erwartet: \",\" oder \"}\" nach einem Wert"));
}

TEST_CASE("spoken: findings that are shown change their language with the window", "[spoken][window]")
{
    support::Lab lab;
    Snapshot snapshot;
    snapshot.ledger = {.submitted = 10, .inFlight = 10};
    snapshot.findings = starved();
    lab.fake.current().publish(snapshot);
    const auto says = [&lab](const char* beginning) {
        return [&lab, beginning] {
            return lab.findIfThere("finding") && lab.text("finding", "sentence").startsWith(QString::fromUtf8(beginning));
        };
    };
    REQUIRE(support::processEventsUntil(says("All 8 workers have been blocked")));
    auto* settings = qobject_cast<ui::ViewSettings*>(lab.singleton("ViewSettings"));
    settings->setLanguage(QStringLiteral("de"));
    CHECK(lab.text("finding", "sentence").startsWith(QStringLiteral("Alle 8 Worker sind seit")));
    settings->setLanguage(QStringLiteral("en"));
    CHECK(lab.text("finding", "sentence").startsWith(QStringLiteral("All 8 workers have been blocked")));
}
