// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QProcess>

namespace e2e {

/// An X server of this program's own, with nobody in front of it: it disturbs no other test and no user. DISPLAY names it.
///
/// Shape    make it before the application object
/// Errors   std::runtime_error if there is none; Xvfb is the program that it takes
class VirtualDisplay {
public:
    VirtualDisplay();
    ~VirtualDisplay();
    VirtualDisplay(const VirtualDisplay&) = delete;
    VirtualDisplay& operator=(const VirtualDisplay&) = delete;

private:
    QProcess m_server;
};

} // namespace e2e
