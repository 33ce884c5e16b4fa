// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/scenario_promises.h"

#include <QCoreApplication>

#include <array>

namespace ui {

namespace {

struct Promise {
    const char* name;
    const char* title; ///< as in the scenario's file, for translation
    const char* promise;
};

constexpr std::array kPromises {
    Promise {"cancelled-client", QT_TRANSLATE_NOOP("ui::Scenarios", "The client has gone away"),
        QT_TRANSLATE_NOOP("ui::Scenarios", "Calls go on for orders that nobody waits for any more.")},
    Promise {"climbing", QT_TRANSLATE_NOOP("ui::Scenarios", "How many threads are enough?"),
        QT_TRANSLATE_NOOP("ui::Scenarios", "A pool looks for its best number of threads, one step at a time.")},
    Promise {"first-minute", QT_TRANSLATE_NOOP("ui::Scenarios", "A shop on a busy afternoon"),
        QT_TRANSLATE_NOOP("ui::Scenarios", "Busy, but it keeps up: until you switch to blocking mode.")},
    Promise {"flapping-outage", QT_TRANSLATE_NOOP("ui::Scenarios", "Down, up, down again"),
        QT_TRANSLATE_NOOP("ui::Scenarios", "A circuit breaker opens and closes with its provider.")},
    Promise {"mega-order", QT_TRANSLATE_NOOP("ui::Scenarios", "One request, 5,000 orders"),
        QT_TRANSLATE_NOOP("ui::Scenarios", "The same 5,000 orders end very differently in each mode.")},
    Promise {"poison-orders", QT_TRANSLATE_NOOP("ui::Scenarios", "Some orders can never go through"),
        QT_TRANSLATE_NOOP("ui::Scenarios", "Refusals, hanging calls, and money taken without an answer.")},
    Promise {"retry-storm", QT_TRANSLATE_NOOP("ui::Scenarios", "Everybody tries again at once"),
        QT_TRANSLATE_NOOP("ui::Scenarios", "Retries that are meant to help can keep a provider down.")},
    Promise {"shutdown-under-load", QT_TRANSLATE_NOOP("ui::Scenarios", "Stopping while orders flow"),
        QT_TRANSLATE_NOOP("ui::Scenarios", "Drained, cut off or lost: what stopping does to an order.")},
    Promise {"slow-downstream", QT_TRANSLATE_NOOP("ui::Scenarios", "The payment provider has a bad moment"),
        QT_TRANSLATE_NOOP("ui::Scenarios", "Work piles up for 15 seconds. Does it ever drain again?")},
    Promise {"slow-payment", QT_TRANSLATE_NOOP("ui::Scenarios", "A breaker in front of a slow provider"),
        QT_TRANSLATE_NOOP("ui::Scenarios", "Failing fast, or waiting 50 times as long for each call.")},
    Promise {"slow-tail", QT_TRANSLATE_NOOP("ui::Scenarios", "Quick as a rule, but not always"),
        QT_TRANSLATE_NOOP("ui::Scenarios", "Ask a second time, take the first answer: hedging cuts the tail off.")},
    Promise {"spike", QT_TRANSLATE_NOOP("ui::Scenarios", "Quiet, then 800 orders at once"),
        QT_TRANSLATE_NOOP("ui::Scenarios", "A bounded channel soaks up what would flood the services.")},
    Promise {"starvation", QT_TRANSLATE_NOOP("ui::Scenarios", "Workers that wait for workers"),
        QT_TRANSLATE_NOOP("ui::Scenarios", "Eight threads, all of them blocked, and nobody left to free them.")},
    Promise {"unbounded-10k", QT_TRANSLATE_NOOP("ui::Scenarios", "10,000 orders and services with a limit"),
        QT_TRANSLATE_NOOP("ui::Scenarios", "Starting everything at once makes the services refuse most of it.")},
};

QString translatedText(const char* text)
{
    return QCoreApplication::translate("ui::Scenarios", text);
}

} // namespace

QString promiseOf(const QString& name)
{
    for (const Promise& each : kPromises) {
        if (name == QLatin1String(each.name))
            return translatedText(each.promise);
    }
    return {};
}

QString translatedScenarioTitle(const QString& title)
{
    for (const Promise& each : kPromises) {
        if (title == QLatin1String(each.title))
            return translatedText(each.title);
    }
    return title;
}

} // namespace ui
