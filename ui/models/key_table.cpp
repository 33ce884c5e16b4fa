// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/key_table.h"

#include "ui/models/log.h"

#include <QCoreApplication>

#include <algorithm>
#include <array>
#include <utility>

namespace ui {

namespace {

/// `sequences`: for Shortcut, separated by blanks; empty where a control takes the key itself.
struct Entry {
    const char* name;
    const char* sequences;
    const char* shown;
    const char* topic;
    const char* what;
};

constexpr auto kRun = QT_TRANSLATE_NOOP("ui::KeyTable", "Run");
constexpr auto kScenario = QT_TRANSLATE_NOOP("ui::KeyTable", "Scenario");
constexpr auto kChange = QT_TRANSLATE_NOOP("ui::KeyTable", "Change");
constexpr auto kSee = QT_TRANSLATE_NOOP("ui::KeyTable", "See");
constexpr auto kTeach = QT_TRANSLATE_NOOP("ui::KeyTable", "Teach");
constexpr auto kWindow = QT_TRANSLATE_NOOP("ui::KeyTable", "Window");

constexpr std::array kEntries {
    Entry {"blocking", "1", "1", kRun, QT_TRANSLATE_NOOP("ui::KeyTable", "Blocking mode: what has not started goes there")},
    Entry {"unbounded", "2", "2", kRun, QT_TRANSLATE_NOOP("ui::KeyTable", "Unbounded mode")},
    Entry {"bounded", "3", "3", kRun, QT_TRANSLATE_NOOP("ui::KeyTable", "Bounded mode")},
    Entry {"hold", "", "Space", kRun,
        QT_TRANSLATE_NOOP("ui::KeyTable", "Hold the engine, or let it go on; on a focused button: press it")},
    Entry {"step", "S .", "S  .", kRun, QT_TRANSLATE_NOOP("ui::KeyTable", "Step to the next timer that is due, and hold")},
    Entry {"jump", "J", "J", kRun, QT_TRANSLATE_NOOP("ui::KeyTable", "Jump 10 s ahead, in virtual time")},
    Entry {"drain", "D", "D", kRun, QT_TRANSLATE_NOOP("ui::KeyTable", "Drain: take no more orders, finish those in flight")},
    Entry {"cancel", "C", "C", kRun, QT_TRANSLATE_NOOP("ui::KeyTable", "Cancel: the client goes away")},
    Entry {"reset", "R", "R", kRun,
        QT_TRANSLATE_NOOP("ui::KeyTable", "Reset: the same scenario from the beginning, with its own values")},
    Entry {"again", "Shift+R", "Shift+R", kRun, QT_TRANSLATE_NOOP("ui::KeyTable", "From the beginning, with your changes")},
    Entry {"faster", "+ =", "+", kRun, QT_TRANSLATE_NOOP("ui::KeyTable", "Faster clock, up to 20x")},
    Entry {"slower", "-", "−", kRun, QT_TRANSLATE_NOOP("ui::KeyTable", "Slower clock, down to 0.05x")},
    Entry {"realTime", "0", "0", kRun, QT_TRANSLATE_NOOP("ui::KeyTable", "Clock at 1x")},
    Entry {"gallery", "G", "G", kScenario, QT_TRANSLATE_NOOP("ui::KeyTable", "Every scenario to choose from")},
    Entry {"openFile", "Ctrl+O", "Ctrl+O", kScenario, QT_TRANSLATE_NOOP("ui::KeyTable", "Open a scenario file")},
    Entry {"save", "Ctrl+S", "Ctrl+S", kScenario,
        QT_TRANSLATE_NOOP("ui::KeyTable", "Save what runs, with the values that you have changed")},
    Entry {"undo", "Ctrl+Z", "Ctrl+Z", kChange, QT_TRANSLATE_NOOP("ui::KeyTable", "Take the last change back")},
    Entry {"redo", "Ctrl+Shift+Z Ctrl+Y", "Ctrl+Shift+Z", kChange, QT_TRANSLATE_NOOP("ui::KeyTable", "Make it again")},
    Entry {"search", "Ctrl+F /", "Ctrl+F  /", kChange, QT_TRANSLATE_NOOP("ui::KeyTable", "Search the parameters")},
    Entry {"parameters", "P", "P", kChange, QT_TRANSLATE_NOOP("ui::KeyTable", "To the parameters")},
    Entry {"habits", "A", "A", kChange, QT_TRANSLATE_NOOP("ui::KeyTable", "To the anti-patterns")},
    Entry {"values", "", "↑  ↓", kChange,
        QT_TRANSLATE_NOOP("ui::KeyTable", "Move a value; Page Up and Page Down in large steps, Home and End to its ends")},
    Entry {"restore", "", "Delete", kChange, QT_TRANSLATE_NOOP("ui::KeyTable", "On a slider or switch: the scenario's own value")},
    Entry {"freeze", "F", "F", kSee, QT_TRANSLATE_NOOP("ui::KeyTable", "Freeze the picture while the engine goes on, or catch up")},
    Entry {"order", "O", "O", kSee, QT_TRANSLATE_NOOP("ui::KeyTable", "Find an order by its number, and follow it")},
    Entry {"code", "K", "K", kSee, QT_TRANSLATE_NOOP("ui::KeyTable", "The mode in C++ and C#, side by side")},
    Entry {"foldParameters", "B", "B", kSee, QT_TRANSLATE_NOOP("ui::KeyTable", "The parameters, or more room for the map")},
    Entry {"foldStrips", "V", "V", kSee, QT_TRANSLATE_NOOP("ui::KeyTable", "The strips over time, or more room above them")},
    Entry {"theme", "T", "T", kSee, QT_TRANSLATE_NOOP("ui::KeyTable", "Next theme: light, dark, projector")},
    Entry {"larger", "Ctrl++ Ctrl+=", "Ctrl++", kSee, QT_TRANSLATE_NOOP("ui::KeyTable", "Everything larger, up to 200 %")},
    Entry {"smaller", "Ctrl+-", "Ctrl+−", kSee, QT_TRANSLATE_NOOP("ui::KeyTable", "Everything smaller, down to 75 %")},
    Entry {"normalSize", "Ctrl+0", "Ctrl+0", kSee, QT_TRANSLATE_NOOP("ui::KeyTable", "Everything at 100 %")},
    Entry {"stations", "", "←  →", kSee,
        QT_TRANSLATE_NOOP("ui::KeyTable", "On the map: the next station; Home and End: the first and the last")},
    Entry {"stationMenu", "", "Enter", kSee,
        QT_TRANSLATE_NOOP("ui::KeyTable", "On a stage of the map: break or heal what it calls, command its breaker")},
    Entry {"fullScreen", "F11", "F11", kSee, QT_TRANSLATE_NOOP("ui::KeyTable", "The whole screen, or a window again")},
    Entry {"teach", "F5", "F5", kTeach, QT_TRANSLATE_NOOP("ui::KeyTable", "Speaker's window, with the audience's picture")},
    Entry {"nextCue", "PgDown", "Page down", kTeach, QT_TRANSLATE_NOOP("ui::KeyTable", "Next step of the lesson")},
    Entry {"previousCue", "PgUp", "Page up", kTeach, QT_TRANSLATE_NOOP("ui::KeyTable", "The step before")},
    Entry {"tab", "", "Tab", kWindow, QT_TRANSLATE_NOOP("ui::KeyTable", "Next control; Escape leaves it")},
    Entry {"help", "F1 ?", "F1  ?", kWindow, QT_TRANSLATE_NOOP("ui::KeyTable", "This list")},
    Entry {"quit", "Ctrl+Q Ctrl+W", "Ctrl+Q", kWindow,
        QT_TRANSLATE_NOOP("ui::KeyTable", "Close the window; the run is cancelled")},
};

const Entry* find(const QString& name)
{
    const auto* const found =
        std::ranges::find_if(kEntries, [&name](const Entry& entry) { return name == QLatin1String(entry.name); });
    return found == kEntries.end() ? nullptr : found;
}

QString translated(const char* text)
{
    return QCoreApplication::translate("ui::KeyTable", text);
}

/// The names of keys that are words, as they stand on the keyboards of other languages.
constexpr std::array kKeyWords {QT_TRANSLATE_NOOP("ui::KeyTable", "Ctrl"), QT_TRANSLATE_NOOP("ui::KeyTable", "Space"),
    QT_TRANSLATE_NOOP("ui::KeyTable", "Page down"), QT_TRANSLATE_NOOP("ui::KeyTable", "Page up")};

QString shownKeys(const Entry& entry)
{
    QString keys = QString::fromUtf8(entry.shown);
    for (const char* word : kKeyWords)
        keys.replace(QLatin1String(word), translated(word));
    return keys;
}

} // namespace

int KeyTable::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(kEntries.size());
}

QVariant KeyTable::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const Entry& entry = kEntries.at(static_cast<std::size_t>(index.row()));
    switch (role) {
    case Keys:
        return shownKeys(entry);
    case What:
        return translated(entry.what);
    case Topic:
        return translated(entry.topic);
    default:
        return {};
    }
}

QHash<int, QByteArray> KeyTable::roleNames() const
{
    return {{Keys, "keys"}, {What, "what"}, {Topic, "topic"}};
}

QVariantList KeyTable::sequences(const QString& name) const
{
    const Entry* const entry = find(name);
    if (!entry)
        qCWarning(logModels, "no key is called %s", qUtf8Printable(name));
    QVariantList all;
    if (entry) {
        const QStringList sequences = QString::fromUtf8(entry->sequences).split(QLatin1Char(' '), Qt::SkipEmptyParts);
        for (const QString& sequence : sequences)
            all << sequence;
    }
    return all;
}

QString KeyTable::shown(const QString& name) const
{
    const Entry* const entry = find(name);
    return entry ? shownKeys(*entry) : QString();
}

QVariantList KeyTable::groups() const
{
    QVariantList groups;
    QVariantList keys;
    for (std::size_t row = 0; row < kEntries.size(); ++row) {
        const Entry& entry = kEntries.at(row);
        keys << QVariantMap {{QStringLiteral("keys"), shownKeys(entry)},
            {QStringLiteral("what"), translated(entry.what)}};
        if (row + 1 == kEntries.size() || kEntries.at(row + 1).topic != entry.topic) {
            groups << QVariantMap {
                {QStringLiteral("title"), translated(entry.topic)}, {QStringLiteral("keys"), std::exchange(keys, {})}};
        }
    }
    return groups;
}

QStringList KeyTable::names()
{
    QStringList all;
    for (const Entry& entry : kEntries)
        all << QString::fromUtf8(entry.name);
    return all;
}

} // namespace ui
