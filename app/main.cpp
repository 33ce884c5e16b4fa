// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command_line.h"
#include "app/cli/window_arguments.h"
#include "app/window.h"

/* A command needs no display, so which application object there is depends on the arguments. */
int main(int argc, char** argv)
{
    const auto window = app::windowArguments(argc, argv);
    return window ? app::runWindow(argc, argv, *window) : app::runCommandLine(argc, argv);
}
