// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/bridge/engine_commands.h"
#include "ui/bridge/lesson.h"

#include <QObject>
#include <QStringList>
#include <QtQml/qqmlregistration.h>

#include <vector>

namespace ui {

/// Leads through a lesson, cue by cue.
///
/// Model    a cue is a state of the whole lab: whether it is reached forwards, backwards or by a jump, the same scenario
///          runs in the same mode with the same values. What runs so already goes on.
/// Shape    start() -> next() / previous() / goTo() at will -> end()
/// Errors   lessons that cannot be read are left out, with a warning
/// Threads  GUI thread only
class LessonPlayer final : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("The application's composition makes it.")
    Q_PROPERTY(QStringList lessons READ lessons NOTIFY languageChanged FINAL)
    Q_PROPERTY(QString title READ title NOTIFY changed FINAL)
    Q_PROPERTY(QStringList cues READ cues NOTIFY changed FINAL)
    Q_PROPERTY(int index READ index NOTIFY changed FINAL)
    Q_PROPERTY(QString cue READ cue NOTIFY changed FINAL)
    Q_PROPERTY(QString notes READ notes NOTIFY changed FINAL)
    Q_PROPERTY(QString nextCue READ nextCue NOTIFY changed FINAL)

public:
    explicit LessonPlayer(EngineCommands& commands, QObject* parent = nullptr);

    [[nodiscard]] QStringList lessons() const; ///< titles
    [[nodiscard]] QString title() const; ///< empty: no lesson is going on, like everything below
    [[nodiscard]] QStringList cues() const; ///< titles
    [[nodiscard]] int index() const { return m_index; } ///< of the present cue; -1: none
    [[nodiscard]] QString cue() const { return cues().value(m_index); }
    [[nodiscard]] QString notes() const;
    [[nodiscard]] QString nextCue() const { return cues().value(m_index + 1); } ///< empty: this is the last one

    Q_INVOKABLE void start(int lesson); ///< with its first cue
    Q_INVOKABLE void next();
    Q_INVOKABLE void previous();
    Q_INVOKABLE void goTo(int index);
    Q_INVOKABLE void end(); ///< what runs goes on
    void setLanguage(const QString& language);

Q_SIGNALS:
    void changed();
    void languageChanged();

private:
    [[nodiscard]] const std::vector<Lesson>& all() const;
    [[nodiscard]] const Lesson* lesson() const;

    EngineCommands& m_commands;
    mutable std::vector<Lesson> m_lessons; ///< read when somebody first looks
    mutable bool m_read = false;
    QString m_language = QStringLiteral("en");
    int m_lesson = -1;
    int m_index = -1;
};

} // namespace ui
