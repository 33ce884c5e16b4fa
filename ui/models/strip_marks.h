// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/telemetry/snapshot.h"
#include "ui/items/strip_source.h"

#include <QCoreApplication>
#include <QString>

#include <cstddef>
#include <cstdint>
#include <deque>
#include <vector>

namespace ui {

/// What was done to a run, found in what differs between two of its snapshots: so recorded runs have it too.
///
/// Model    a mark for each: mode, bad habit, outage, latency factor, breaker, limit, capacity, thread count (under a
///          governor only its kind: its own changes are ticks), hold, rate, drain, end. Limits that follow from a new
///          mode or habit, or that an adaptive limit set, are not marked. A figure that is changed again within
///          kSameMove of clock time keeps its one mark: a slider makes one move, not twenty.
/// Bounds   the latest kMost marks and as many ticks
/// Units    seconds of clock time
/// Threads  one owner
class StripMarks {
    Q_DECLARE_TR_FUNCTIONS(ui::StripMarks)

public:
    static constexpr std::size_t kMost = 512;
    static constexpr double kSameMove = 1.0;
    /// Which mark is labelled first where there is little room.
    enum Rank { Mode, Ended, Outage, Habit, Breaker, Setting, Transport };

    void clear();
    void compare(const engine::Snapshot& before, const engine::Snapshot& now);
    void add(const QString& text, double at, Rank rank); ///< of what no snapshot tells

    [[nodiscard]] std::vector<StripMark> marks(double from, double to) const; ///< oldest first
    [[nodiscard]] std::vector<StripTick> ticks(double from, double to) const; ///< oldest first

private:
    struct Entry {
        StripMark mark;
        QString what; ///< of a figure: its name; else empty
        double from = 0; ///< of a figure: before its first change
    };
    struct Change {
        double at = 0;
        double from = 0;
        double to = 0;
    };

    void compareHabits(const engine::AntiPatternsSpec& before, const engine::AntiPatternsSpec& now, double at);
    void compareService(const QString& name, const engine::ServiceView& before, const engine::ServiceView& now, double at);
    void comparePolicy(const QString& name, const engine::PolicyView& before, const engine::PolicyView& now, double at);
    void compareLimits(const engine::Snapshot& before, const engine::Snapshot& now, double at);
    void compareThreads(const engine::GovernorView& before, const engine::GovernorView& now, double at);
    void compareTransport(const engine::Snapshot& before, const engine::Snapshot& now, double at);
    void addFigure(const QString& what, const Change& change, Rank rank);
    void addSwitch(const QString& what, bool on, double at);

    std::deque<Entry> m_marks;
    std::deque<StripTick> m_ticks;
    std::int64_t m_nextDecision = 0;
};

} // namespace ui
