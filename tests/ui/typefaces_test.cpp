// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/typefaces.h"

#include <QDirIterator>
#include <QFile>
#include <QFont>
#include <QFontInfo>
#include <QFontMetricsF>
#include <QGlyphRun>
#include <QGuiApplication>
#include <QRawFont>
#include <QTextLayout>

#include <catch2/catch_test_macros.hpp>

#include <map>
#include <set>

using ui::Typefaces;

namespace {

/// The families that a text is really drawn with.
std::set<QString> familiesFor(const QString& text, const QFont& font)
{
    QTextLayout layout(text, font);
    layout.beginLayout();
    layout.createLine();
    layout.endLayout();
    std::set<QString> families;
    for (const QGlyphRun& run : layout.glyphRuns()) {
        for (const quint32 glyph : run.glyphIndexes()) {
            if (glyph == 0)
                families.insert(QStringLiteral("nothing"));
        }
        families.insert(run.rawFont().familyName());
    }
    return families;
}

/// What the sources of the window hold beyond ASCII, each with one file that holds it.
std::map<QChar, QString> foreignCharacters()
{
    std::map<QChar, QString> all;
    for (const char* folder : {"/ui", "/resources/lessons", "/resources/i18n"}) {
        QDirIterator files(QStringLiteral(THREADWEIR_SOURCE_DIR) + QLatin1String(folder),
            {QStringLiteral("*.qml"), QStringLiteral("*.cpp"), QStringLiteral("*.ts"), QStringLiteral("*.json"), QStringLiteral("*.md")},
            QDir::Files, QDirIterator::Subdirectories);
        while (files.hasNext()) {
            QFile file(files.next());
            REQUIRE(file.open(QIODevice::ReadOnly));
            for (const QChar character : QString::fromUtf8(file.readAll())) {
                if (character.unicode() > 0x7e)
                    all.emplace(character, file.fileName());
            }
        }
    }
    return all;
}

} // namespace

TEST_CASE("typefaces: every character of the sources is in one of them", "[typefaces]")
{
    Typefaces::load();
    const std::set<QString> ours {Typefaces::kText, Typefaces::kDigits, Typefaces::kSigns};
    auto characters = foreignCharacters();
    characters.emplace(QChar(0x00a0), QStringLiteral("Format::unbroken"));
    CHECK(characters.contains(QChar(0x25B8))); // the sign of what runs: the sources are really read
    for (const QString& family : {QString(Typefaces::kText), QString(Typefaces::kDigits)}) {
        for (const bool bold : {false, true}) {
            QFont font(family);
            font.setBold(bold);
            for (const auto& [character, file] : characters) {
                INFO(QString(character).toStdString() << " of " << file.toStdString() << " in " << family.toStdString());
                for (const QString& used : familiesFor(character, font)) {
                    INFO("drawn with " << used.toStdString());
                    CHECK(ours.contains(used));
                }
            }
        }
    }
}

TEST_CASE("typefaces: text is drawn with the window's own, digits are all of one width", "[typefaces]")
{
    Typefaces::load();
    CHECK(QFontInfo(QGuiApplication::font()).family() == Typefaces::kText);
    for (const bool bold : {false, true}) {
        QFont font(Typefaces::kDigits);
        font.setBold(bold);
        font.setPixelSize(13);
        CHECK(QFontInfo(font).family() == Typefaces::kDigits);
        CHECK(QRawFont::fromFont(font).weight() == (bold ? 700 : 400));
        const QFontMetricsF metrics(font);
        for (const char digit : {'0', '2', '5', '9', ',', '.'})
            CHECK(metrics.horizontalAdvance(QLatin1Char(digit)) == metrics.horizontalAdvance(QLatin1Char('1')));
    }
}
