// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/items/strip_line.h"

#include <QList>
#include <QObject>
#include <QQmlListProperty>
#include <QString>
#include <QtQml/qqmlregistration.h>

namespace ui {

/// What one strip shows: its lines and its scale.
class StripKind : public QObject {
    Q_OBJECT
    QML_ELEMENT
    Q_CLASSINFO("DefaultProperty", "lines")
    Q_PROPERTY(QString title MEMBER title NOTIFY changed FINAL)
    Q_PROPERTY(QString unitText MEMBER unitText NOTIFY changed FINAL)
    Q_PROPERTY(ui::StripKind::Unit unit MEMBER unit NOTIFY changed FINAL)
    Q_PROPERTY(double leastTop MEMBER leastTop NOTIFY changed FINAL)
    Q_PROPERTY(ui::StripKind::Layout layout MEMBER layout NOTIFY changed FINAL)
    Q_PROPERTY(bool ticks MEMBER ticks NOTIFY changed FINAL)
    Q_PROPERTY(QQmlListProperty<ui::StripLine> lines READ lineList NOTIFY changed FINAL)
    Q_PROPERTY(QQmlListProperty<ui::StripLine> entries READ entryList NOTIFY changed FINAL)

public:
    enum Unit { Number, Milliseconds, Bytes };
    Q_ENUM(Unit)
    enum Layout {
        Together,
        Rows, ///< each line in a row of its own, with its limit; all rows have the same scale
        ScaledRows, ///< each row has a scale of its own
    };
    Q_ENUM(Layout)

    using QObject::QObject;

    QString title;
    QString unitText; ///< of the values, as a user reads it
    Unit unit = Number;
    double leastTop = 10; ///< of the value axis, so that next to nothing does not look like much
    Layout layout = Together;
    bool ticks = false; ///< the source's ticks are shown

    void add(StripLine* line); ///< which stays its owner's, and outlives this
    [[nodiscard]] const QList<StripLine*>& lines() const { return m_lines; }
    /// The row of a line: its place among those that are no limits; a limit is in the row of what it limits.
    [[nodiscard]] int rowOf(const StripLine* line) const;

Q_SIGNALS:
    void changed();

private:
    [[nodiscard]] QQmlListProperty<StripLine> lineList();
    /// The lines whose values are told one by one: all but the limits that are told with what they limit.
    [[nodiscard]] QQmlListProperty<StripLine> entryList();

    QList<StripLine*> m_lines;
    QList<StripLine*> m_entries; ///< made from m_lines when it is asked for
};

} // namespace ui
