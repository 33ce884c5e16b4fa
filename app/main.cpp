// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/command_line.h"
#include "app/window.h"

/* A command needs no display, so which application object there is depends on the arguments. */
int main(int argc, char** argv)
{
    return app::isCommand(argc, argv) ? app::runCommandLine(argc, argv) : app::runWindow(argc, argv);
}
