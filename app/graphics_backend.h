// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

namespace app {

/// True for an OpenGL renderer that computes on the CPU (or for none at all): Qt Quick's own software renderer draws
/// this window about ten times faster than those do.
[[nodiscard]] bool drawsOnCpu(const QByteArray& renderer);

/// Whether the system has a device on which OpenGL could be more than emulated; true where nobody can tell without
/// asking OpenGL. Asking takes a tenth of a second where it is emulated, and that is before the first frame.
[[nodiscard]] bool mayHaveGpu(const QString& devices = QStringLiteral("/dev"));

/// Chooses how Qt Quick draws, unless QT_QUICK_BACKEND or QSG_RHI_BACKEND says so already. To be called after the
/// application object is made and before the first window.
void chooseGraphicsBackend();

} // namespace app
