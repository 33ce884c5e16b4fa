// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/e2e/virtual_display.h"

#include <QStringList>

#include <stdexcept>

namespace e2e {

namespace {

constexpr int kPatienceMs = 60'000; ///< only how long a broken server may keep the tests waiting

} // namespace

VirtualDisplay::VirtualDisplay()
{
    // The server looks for a free number itself, and says which once it is ready. It goes with its last client, so that it
    // does not outlive a test that crashes. Keys do not repeat (-r): on a busy machine one may be down for long.
    m_server.start(QStringLiteral("Xvfb"),
        {QStringLiteral("-displayfd"), QStringLiteral("1"), QStringLiteral("-screen"), QStringLiteral("0"),
            QStringLiteral("1440x900x24"), QStringLiteral("-r"), QStringLiteral("-terminate"), QStringLiteral("-nolisten"), QStringLiteral("tcp")});
    QByteArray number;
    while (!number.endsWith('\n')) {
        if (!m_server.waitForReadyRead(kPatienceMs))
            throw std::runtime_error("there is no X server: " + m_server.errorString().toStdString() + '\n'
                + m_server.readAllStandardError().toStdString());
        number += m_server.readAllStandardOutput();
    }
    qputenv("DISPLAY", ':' + number.trimmed());
}

VirtualDisplay::~VirtualDisplay()
{
    m_server.terminate();
    m_server.waitForFinished(kPatienceMs);
}

} // namespace e2e
