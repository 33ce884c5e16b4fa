// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/window_arguments.h"

namespace app {

/// Opens the lab's window and returns when it is closed.
///
/// Shape    makes the QApplication; argc and argv are main's
/// Errors   2 when there is no display, 1 when the window's QML cannot be loaded; one sentence on standard error. If a
///          run does not end in time after the window was closed, the process ends here without returning.
/// Threads  the main thread, once
int runWindow(int& argc, char** argv, const WindowArguments& arguments);

} // namespace app
