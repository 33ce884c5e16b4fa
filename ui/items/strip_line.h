// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QObject>
#include <QString>
#include <QtQml/qqmlregistration.h>

namespace ui {

/// How one line of a strip chart looks. Its pattern tells it apart where its colour does not.
class StripLine : public QObject {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(int series MEMBER series NOTIFY changed FINAL)
    Q_PROPERTY(QString label MEMBER label NOTIFY changed FINAL)
    Q_PROPERTY(QColor color MEMBER color NOTIFY changed FINAL)
    Q_PROPERTY(ui::StripLine::Pattern pattern MEMBER pattern NOTIFY changed FINAL)
    Q_PROPERTY(ui::StripLine::Area area MEMBER area NOTIFY changed FINAL)
    Q_PROPERTY(bool bound MEMBER bound NOTIFY changed FINAL)
    Q_PROPERTY(int boundedBy MEMBER boundedBy NOTIFY changed FINAL)

public:
    enum Pattern { Solid, Dashed, Dotted, AreaOnly };
    Q_ENUM(Pattern)
    enum Area { Empty, Filled, Hatched };
    Q_ENUM(Area)

    using QObject::QObject;

    int series = 0; ///< the source's number for it
    QString label;
    QColor color;
    Pattern pattern = Solid;
    Area area = Empty; ///< between the line and zero
    bool bound = false; ///< what others are held against: thin, dashed, labelled in the plot
    int boundedBy = -1; ///< the series that is this one's limit; -1: none is

Q_SIGNALS:
    void changed();
};

} // namespace ui
