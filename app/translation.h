// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>
#include <QStringList>
#include <QTranslator>

namespace app {

/// The language of the window: its texts, those of Qt's own dialogs, and how numbers are written.
///
/// Shape    use() once before the window is loaded, and again when the user chooses another
/// Errors   a language that nobody has translated is English
/// Threads  GUI thread only
class Translation {
public:
    Translation() = default;
    ~Translation();
    Translation(const Translation&) = delete;
    Translation& operator=(const Translation&) = delete;

    /// The first of `wanted` that there is, e.g. of {"de-AT", "de", "en"}: "de". English is always there.
    [[nodiscard]] static QString firstKnown(const QStringList& wanted);

    /// "de", or empty: as the system wants it.
    void use(const QString& language);
    [[nodiscard]] QString language() const { return m_language; }

private:
    QString m_language = QStringLiteral("en");
    QTranslator m_texts;
    QTranslator m_dialogs;
};

} // namespace app
