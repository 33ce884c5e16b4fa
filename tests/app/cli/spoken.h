// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/command_line.h"
#include "app/cli/console.h"

#include <QStringList>
#include <QTextStream>

namespace tests {

/// What the program said to a command line, and how it ended.
struct Spoken {
    int code = -1;
    QString out;
    QString err;
};

inline Spoken say(const QStringList& arguments)
{
    Spoken spoken;
    QTextStream out(&spoken.out);
    QTextStream err(&spoken.err);
    app::Console console {out, err};
    spoken.code = app::runCommandLine(arguments, console);
    return spoken;
}

} // namespace tests
