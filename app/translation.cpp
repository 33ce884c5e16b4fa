// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/translation.h"

#include "ui/bridge/spoken.h"
#include "ui/items/strip_scale.h"

#include <QCoreApplication>
#include <QLibraryInfo>
#include <QLocale>

namespace app {

namespace {

QString fileOf(const QString& language)
{
    return QStringLiteral(":/i18n/threadweir_%1.qm").arg(language);
}

} // namespace

Translation::~Translation()
{
    use(QStringLiteral("en"));
}

QString Translation::firstKnown(const QStringList& wanted)
{
    QString english = QStringLiteral("en");
    for (const QString& tag : wanted) {
        const QString language = tag.section(QLatin1Char('-'), 0, 0);
        if (language == english || QTranslator().load(fileOf(language)))
            return language;
    }
    return english;
}

void Translation::use(const QString& language)
{
    m_language = firstKnown(language.isEmpty() ? QLocale::system().uiLanguages() : QStringList {language});
    const QLocale locale(m_language);
    const QLocale numbers = m_language == QLatin1String("en") ? QLocale(QLocale::English, QLocale::UnitedStates) : locale;
    ui::setSpokenLocale(numbers);
    ui::setAxisLocale(numbers);
    QCoreApplication::removeTranslator(&m_texts);
    QCoreApplication::removeTranslator(&m_dialogs);
    if (m_texts.load(fileOf(m_language)))
        QCoreApplication::installTranslator(&m_texts);
    if (m_dialogs.load(QStringLiteral("qtbase_") + m_language, QLibraryInfo::path(QLibraryInfo::TranslationsPath)))
        QCoreApplication::installTranslator(&m_dialogs);
}

} // namespace app
