// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/strip_marks.h"
#include "ui/models/strip_sampler.h"
#include "ui/models/strip_store.h"

#include <memory>

namespace ui {

/// What the snapshots of a run say over time: the lines of the strip charts, and what was done to the run.
///
/// Model    one sample for each snapshot, live or recorded; StripStore says what is kept of it, StripMarks what counts
///          as an event
/// Bounds   memory is taken once; adding a snapshot costs about a microsecond
/// Units    seconds of clock time since the run's start
/// Threads  GUI thread only
class StripHistory : public ui::StripSource { // qualified, because Qt's tools take base classes as they are written
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("A model makes it.")
    Q_PROPERTY(double firstSeconds READ firstSeconds NOTIFY changed FINAL)
    Q_PROPERTY(double lastSeconds READ lastSeconds NOTIFY changed FINAL)

public:
    using SnapshotPointer = std::shared_ptr<const engine::Snapshot>;

    explicit StripHistory(QObject* parent = nullptr);

    void begin(const SnapshotPointer& first); ///< of another run: what was before is forgotten
    void add(const SnapshotPointer& snapshot); ///< the next of the same run; one that is older is left out
    void load(const std::vector<SnapshotPointer>& record); ///< a whole run, oldest first

    /// The latest value not later than `at`; NaN if there is none.
    Q_INVOKABLE double valueAt(ui::StripSeries::Id series, double at) const;
    /// An event that only the window knows of.
    Q_INVOKABLE void addMarker(const QString& text, double at);
    /// The events within that time in one line, oldest first.
    Q_INVOKABLE QString marksText(double from, double to) const;
    /// When the next event after `at` happened, or the one before it (forward: false); NaN if there is none.
    Q_INVOKABLE double nextMark(double at, bool forward) const;

    [[nodiscard]] double firstSeconds() const override { return m_store.first(); }
    [[nodiscard]] double lastSeconds() const override { return m_store.last(); }
    void columns(int series, double from, double perColumn, std::span<StripColumn> out) const override;
    [[nodiscard]] std::vector<StripMark> marks(double from, double to) const override { return m_marks.marks(from, to); }
    [[nodiscard]] std::vector<StripTick> ticks(double from, double to) const override { return m_marks.ticks(from, to); }
    [[nodiscard]] const StripStore& store() const { return m_store; }

private:
    void start(const SnapshotPointer& first);
    bool append(const SnapshotPointer& snapshot);

    StripStore m_store;
    StripSampler m_sampler;
    StripMarks m_marks;
    SnapshotPointer m_latest; ///< what the next one is compared with; null before the first
};

} // namespace ui
