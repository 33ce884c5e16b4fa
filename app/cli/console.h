// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QTextStream>

#include <chrono>

namespace app {

/// Where a command writes: results to `out`, everything else to `err`.
struct Console {
    QTextStream& out;
    QTextStream& err;
    bool progress = false; ///< `err` is a terminal, on which a line may be redrawn
};

/// Whether standard error is a terminal.
[[nodiscard]] bool standardErrorIsTerminal();

/// One line on a terminal that is redrawn in place, at most ten times a second. Without a terminal it stays silent.
///
/// Threads  one owner; nothing else writes to the console between the first draw and clear()
class ProgressLine {
public:
    explicit ProgressLine(Console& console);
    ~ProgressLine();
    ProgressLine(const ProgressLine&) = delete;
    ProgressLine& operator=(const ProgressLine&) = delete;

    /// True when a draw would be shown now; saves making a text that is thrown away.
    [[nodiscard]] bool due() const;
    void draw(const QString& text);
    void clear();

private:
    Console& m_console;
    std::chrono::steady_clock::time_point m_next;
    bool m_shown = false;
};

} // namespace app
