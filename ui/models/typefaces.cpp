// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/typefaces.h"

#include "ui/models/log.h"

#include <QFont>
#include <QFontDatabase>
#include <QGuiApplication>

namespace ui {

namespace {

bool loadOnce()
{
    for (const char* file : {"Inter-Regular.otf", "Inter-Bold.otf", "JetBrainsMono-Regular.ttf",
             "JetBrainsMono-Bold.ttf", "ThreadweirSymbols.ttf"}) {
        if (QFontDatabase::addApplicationFont(QStringLiteral(":/fonts/") + QLatin1String(file)) < 0)
            qCWarning(logModels, "the typeface %s cannot be loaded", file);
    }
    for (const auto family : {Typefaces::kText, Typefaces::kDigits})
        QFont::insertSubstitution(family, Typefaces::kSigns);
    QFont font = QGuiApplication::font();
    font.setFamilies({Typefaces::kText});
    QGuiApplication::setFont(font);
    return true;
}

} // namespace

void Typefaces::load()
{
    [[maybe_unused]] static const bool kLoaded = loadOnce();
}

} // namespace ui
