// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/e2e/hand.h"
#include "tests/e2e/patience.h"

#include <QDirIterator>
#include <QFileInfo>
#include <QProcess>
#include <QTemporaryDir>

#include <catch2/catch_test_macros.hpp>

#include <algorithm>

using namespace std::chrono_literals;
using e2e::eventually;
using e2e::xdotool;

namespace {

/// How often a close may be late before it counts: a busy machine delays any single one, a window that waits for its run all.
constexpr int kTries = 20;

/// The program itself, as a process of its own, with a profile of its own.
class Program {
public:
    Program()
    {
        auto environment = QProcessEnvironment::systemEnvironment();
        for (const char* name : {"XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_DATA_HOME"})
            environment.insert(QLatin1String(name), m_profile.filePath(QLatin1String(name)));
        m_process.setProcessEnvironment(environment);
        m_process.setProcessChannelMode(QProcess::MergedChannels);
        m_process.start(QStringLiteral(THREADWEIR_PROGRAM), QStringList(), QIODevice::ReadOnly);
        REQUIRE(eventually([this] { return m_process.state() == QProcess::Running; }));
    }
    ~Program()
    {
        if (m_process.state() != QProcess::NotRunning) {
            m_process.kill();
            m_process.waitForFinished();
        }
    }
    Program(const Program&) = delete;
    Program& operator=(const Program&) = delete;

    /// Waits for its window, and puts the keyboard there.
    void focus()
    {
        const QString pid = QString::number(m_process.processId());
        const QString found =
            xdotool({QStringLiteral("search"), QStringLiteral("--sync"), QStringLiteral("--onlyvisible"), QStringLiteral("--pid"), pid});
        m_window = found.section(u'\n', -1);
        REQUIRE_FALSE(m_window.isEmpty());
        xdotool({QStringLiteral("windowfocus"), m_window});
    }
    [[nodiscard]] QString title() const { return xdotool({QStringLiteral("getwindowname"), m_window}); }
    /// The databases of its runs that are there, with something in them.
    [[nodiscard]] int databases() const
    {
        int count = 0;
        QDirIterator each(m_profile.path(), {QStringLiteral("*.sqlite*")}, QDir::Files, QDirIterator::Subdirectories);
        while (each.hasNext())
            count += QFileInfo(each.next()).size() > 0 ? 1 : 0;
        return count;
    }
    /// From the key to the end of the process.
    std::chrono::steady_clock::duration close(const char* key)
    {
        const auto pressed = std::chrono::steady_clock::now();
        e2e::Hand().press(QLatin1String(key));
        REQUIRE(eventually([this] { return m_process.state() == QProcess::NotRunning; }));
        return std::chrono::steady_clock::now() - pressed;
    }
    [[nodiscard]] int exitCode() const { return m_process.exitStatus() == QProcess::NormalExit ? m_process.exitCode() : -1; }
    [[nodiscard]] std::string said() { return m_process.readAll().toStdString(); }

private:
    QTemporaryDir m_profile;
    QProcess m_process;
    QString m_window;
};

} // namespace

TEST_CASE("program on a display: Ctrl+Q in mid-run ends it with 0 within a second, and nothing of the run is left", "[e2e][program]")
{
    auto best = std::chrono::steady_clock::duration::max();
    for (int n = 0; n < kTries && best >= 1s; ++n) {
        Program program;
        program.focus();
        CHECK(program.title().contains(QStringLiteral("Threadweir")));
        e2e::Hand().press(QStringLiteral("1")); // the run that is hardest to end: its workers wait for each other
        REQUIRE(eventually([&] { return program.databases() > 0; }));
        best = std::min(best, program.close("ctrl+q"));
        INFO(program.said());
        CHECK(program.exitCode() == 0);
        CHECK(program.databases() == 0);
    }
    CHECK(best < 1s);
}
