// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bridge/spoken.h"

#include <QCoreApplication>

namespace ui {

namespace {

QLocale& localeOfTexts()
{
    static QLocale locale(QLocale::English, QLocale::UnitedStates);
    return locale;
}

} // namespace

const QLocale& spokenLocale()
{
    return localeOfTexts();
}

void setSpokenLocale(const QLocale& locale)
{
    localeOfTexts() = locale;
}

QString spoken(const engine::Phrase& phrase)
{
    return phrase.said(
        [](const char* pattern) { return QCoreApplication::translate("engine", pattern); }, spokenLocale());
}

} // namespace ui
