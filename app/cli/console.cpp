// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/console.h"

#include <QtGlobal>

#ifdef Q_OS_UNIX
#include <sys/ioctl.h>
#include <unistd.h>
#else
#include <io.h>
#endif

namespace app {

namespace {

constexpr std::chrono::milliseconds kRedrawEvery {100};

/// Columns of the terminal. A longer line would wrap and could not be redrawn.
int terminalWidth()
{
#ifdef Q_OS_UNIX
    winsize size {};
    if (ioctl(STDERR_FILENO, TIOCGWINSZ, &size) == 0 && size.ws_col > 0) {
        return size.ws_col;
    }
#endif
    return 80;
}

} // namespace

bool standardErrorIsTerminal()
{
#ifdef Q_OS_UNIX
    return isatty(STDERR_FILENO) == 1;
#else
    return _isatty(2) != 0;
#endif
}

ProgressLine::ProgressLine(Console& console)
    : m_console(console)
    , m_next(std::chrono::steady_clock::now() + kRedrawEvery)
{
}

ProgressLine::~ProgressLine()
{
    clear();
}

bool ProgressLine::due() const
{
    return m_console.progress && std::chrono::steady_clock::now() >= m_next;
}

void ProgressLine::draw(const QString& text)
{
    if (!due()) {
        return;
    }
    m_console.err << u'\r' << text.left(terminalWidth() - 1) << QStringLiteral("\x1b[K");
    m_console.err.flush();
    m_next = std::chrono::steady_clock::now() + kRedrawEvery;
    m_shown = true;
}

void ProgressLine::clear()
{
    if (m_shown) {
        m_console.err << QStringLiteral("\r\x1b[K");
        m_console.err.flush();
        m_shown = false;
    }
}

} // namespace app
