// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFontDatabase>
#include <QObject>
#include <QtQml/qqmlregistration.h>

namespace ui {

/// What QML cannot ask the system for by itself.
class SystemFonts final : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_SINGLETON
    /// A family whose digits are all of one width.
    Q_PROPERTY(QString fixedFamily READ fixedFamily CONSTANT FINAL)

public:
    [[nodiscard]] QString fixedFamily() const { return QFontDatabase::systemFont(QFontDatabase::FixedFont).family(); }
};

} // namespace ui
