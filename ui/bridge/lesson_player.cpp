// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bridge/lesson_player.h"

#include "ui/bridge/log.h"

#include <QDir>
#include <QFile>

#include <utility>

namespace ui {

LessonPlayer::LessonPlayer(EngineCommands& commands, QObject* parent)
    : QObject(parent)
    , m_commands(commands)
{
}

const std::vector<Lesson>& LessonPlayer::all() const
{
    if (std::exchange(m_read, true))
        return m_lessons;
    const QDir folder(QStringLiteral(":/lessons"));
    for (const QString& name : folder.entryList(QDir::Files, QDir::Name)) {
        QFile file(folder.filePath(name));
        auto lesson = file.open(QIODevice::ReadOnly) ? Lesson::read(file.readAll())
                                                     : tl::unexpected<QString>(file.errorString());
        if (lesson)
            m_lessons.push_back(*std::move(lesson));
        else
            qCWarning(logBridge, "the lesson %s cannot be used: %s", qUtf8Printable(name), qUtf8Printable(lesson.error()));
    }
    return m_lessons;
}

const Lesson* LessonPlayer::lesson() const
{
    return m_lesson < 0 ? nullptr : &all().at(static_cast<std::size_t>(m_lesson));
}

QStringList LessonPlayer::lessons() const
{
    QStringList titles;
    for (const Lesson& each : all())
        titles << each.title.in(m_language);
    return titles;
}

QString LessonPlayer::title() const
{
    return lesson() ? lesson()->title.in(m_language) : QString();
}

QStringList LessonPlayer::cues() const
{
    QStringList titles;
    if (lesson()) {
        for (const Cue& each : lesson()->cues)
            titles << each.title.in(m_language);
    }
    return titles;
}

QString LessonPlayer::notes() const
{
    return lesson() ? lesson()->cues.at(static_cast<std::size_t>(m_index)).notes.in(m_language) : QString();
}

void LessonPlayer::start(int lesson)
{
    if (lesson < 0 || lesson >= static_cast<int>(all().size()))
        return;
    m_lesson = lesson;
    m_index = -1;
    goTo(0);
}

void LessonPlayer::next()
{
    goTo(m_index + 1);
}

void LessonPlayer::previous()
{
    goTo(m_index - 1);
}

void LessonPlayer::goTo(int index)
{
    if (!lesson() || index < 0 || index >= static_cast<int>(lesson()->cues.size()) || index == m_index)
        return;
    m_index = index;
    const auto cue = static_cast<std::size_t>(index);
    const auto scenario = lesson()->scenarioAt(cue); // was checked when the lesson was read
    const Mode mode = lesson()->modeAt(cue);
    if (scenario && (*scenario != m_commands.wanted() || !m_commands.active()))
        m_commands.startScenario(*scenario, scenario->name, mode);
    else
        m_commands.switchMode(mode);
    Q_EMIT changed();
}

void LessonPlayer::end()
{
    m_lesson = -1;
    m_index = -1;
    Q_EMIT changed();
}

void LessonPlayer::setLanguage(const QString& language)
{
    m_language = language;
    Q_EMIT languageChanged();
    Q_EMIT changed();
}

} // namespace ui
