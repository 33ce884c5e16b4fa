// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/models/code_listing.h"
#include "ui/models/narration.h"
#include "ui/models/run_figures.h"
#include "ui/models/run_log.h"
#include "ui/models/strip_history.h"

#include <QElapsedTimer>
#include <QObject>
#include <QTimer>
#include <QtQml/qqmlregistration.h>

#include <chrono>

namespace ui {

/// What the window shows of a run, in two paces: `bars` follow every snapshot, `figures` stand still long enough to be
/// read.
///
/// Model    `figures` change at most once in kReadingInterval, always to the latest snapshot; the last snapshot of a burst
///          and the first and the last of a run are never left out
/// Threads  GUI thread only
class RunModel : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("The application's composition makes it.")
    Q_PROPERTY(ui::RunFigures* bars READ bars CONSTANT FINAL)
    Q_PROPERTY(ui::RunFigures* figures READ figures CONSTANT FINAL)
    Q_PROPERTY(ui::Narration* narration READ narration CONSTANT FINAL)
    Q_PROPERTY(ui::CodeListing* cppCode READ cppCode CONSTANT FINAL)
    Q_PROPERTY(ui::CodeListing* dotnetCode READ dotnetCode CONSTANT FINAL)
    Q_PROPERTY(ui::RunLog* log READ log CONSTANT FINAL)
    Q_PROPERTY(ui::StripHistory* history READ history CONSTANT FINAL)

public:
    using SnapshotPointer = RunFigures::SnapshotPointer;
    static constexpr std::chrono::milliseconds kReadingInterval {125};

    explicit RunModel(QObject* parent = nullptr);

    [[nodiscard]] RunFigures* bars() { return &m_bars; }
    [[nodiscard]] RunFigures* figures() { return &m_figures; }
    [[nodiscard]] Narration* narration() { return &m_narration; } ///< changes with the figures
    [[nodiscard]] CodeListing* cppCode() { return &m_cppCode; } ///< changes with the figures
    [[nodiscard]] CodeListing* dotnetCode() { return &m_dotnetCode; } ///< changes with the figures
    [[nodiscard]] RunLog* log() { return &m_log; } ///< changes with the figures
    [[nodiscard]] StripHistory* history() { return &m_history; } ///< of the run, from its beginning

    void begin(const SnapshotPointer& first); ///< of another run: shown at once
    void show(const SnapshotPointer& snapshot); ///< the next of the same run
    void showAgain(); ///< what is shown, in another language

private:
    void showFigures();

    RunFigures m_bars;
    RunFigures m_figures;
    Narration m_narration;
    CodeListing m_cppCode {CodeListing::Language::Cpp};
    CodeListing m_dotnetCode {CodeListing::Language::DotNet};
    StripHistory m_history;
    RunLog m_log {m_history};
    SnapshotPointer m_latest;
    QTimer m_timer;
    QElapsedTimer m_sinceFigures;
};

} // namespace ui
