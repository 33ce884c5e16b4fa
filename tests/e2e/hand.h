// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPoint>
#include <QString>
#include <QStringList>

class QQuickWindow;

namespace e2e {

enum class Button { Left = 1, Right = 3 };

/// What a user's hands do. The program xdotool makes X events of it, as a mouse and a keyboard would: on their way to a
/// control they pass all that a user's pass.
///
/// Units    places are pixels of the screen; keys are named as X does: "space", "ctrl+z"
/// Errors   the test fails if xdotool does not do it
/// Threads  GUI thread; events are processed meanwhile
class Hand {
public:
    void focus(const QQuickWindow& window); ///< there is no window manager that would
    void press(const QString& key);
    void type(const QString& text);
    void click(QPoint place, Button button = Button::Left);
    void drag(QPoint from, QPoint to);
};

/// Runs xdotool and gives what it has printed, without the last newline.
QString xdotool(const QStringList& arguments);

} // namespace e2e
