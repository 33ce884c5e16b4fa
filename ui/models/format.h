// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QString>
#include <QtQml/qqmlregistration.h>

namespace ui {

/// Numbers as text, the same everywhere in the window.
///
/// Model    digits and separators of the language of the sentences around them (spokenLocale)
/// Bounds   what is not finite is written as a dash
/// Threads  GUI thread only
class Format final : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_SINGLETON

public:
    Q_INVOKABLE static QString count(double value); ///< "12,345"
    Q_INVOKABLE static QString plain(double value); ///< "12,345", "2.5": two decimals at most, and none for nothing
    Q_INVOKABLE static QString brief(double value); ///< "999", "1.2k", "12k", "3.4M": where there is little room
    Q_INVOKABLE static QString perSecond(double value); ///< "9.5" below 100, "1,184" above
    Q_INVOKABLE static QString milliseconds(double value); ///< "0.42 ms", "86.1 ms", "412 ms", "12.3 s"
    Q_INVOKABLE static QString measured(double milliseconds, double count); ///< a dash while nothing was measured
    Q_INVOKABLE static QString clockTime(double seconds); ///< "00:01:42.3"
    Q_INVOKABLE static QString shortTime(double seconds); ///< "1:42.3": the same without what is zero before it
    Q_INVOKABLE static QString rate(double value); ///< "0.05x", "1x", "2.5x"
    Q_INVOKABLE static QString bytes(double value); ///< "85 MiB", "12 KiB"
    static QString unbroken(QString sentence); ///< no line ends between a number and its unit
};

} // namespace ui
