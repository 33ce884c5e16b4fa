// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/workload/scenario.h"
#include "ui/bridge/lab.h"

#include <tl/expected.hpp>

#include <QByteArray>
#include <QHash>
#include <QString>
#include <QStringList>

#include <optional>
#include <vector>

namespace ui {

/// A text in several languages, by their codes. In a file it may also be one string, which is then every language's.
class LessonText {
public:
    [[nodiscard]] QString in(const QString& language) const; ///< else the English one

    QHash<QString, QString> byLanguage;
};

/// One step of a lesson: what is said, and what is done when it begins. What is left out stays as it is.
struct Cue {
    LessonText title;
    LessonText notes;
    QString scenario; ///< a built-in name; empty: the one that runs
    std::optional<Mode> mode;
    QStringList settings; ///< "pool.threads=64", as `--set` takes them
};

/// A talk in steps, as in a file of resources/lessons:
///
///     {"version": 1, "title": {"en": "..."}, "cues": [{"title": ..., "notes": ..., "scenario": "first-minute",
///      "mode": "blocking", "settings": ["pool.threads=64"]}, ...]}
///
/// Errors   read() answers what is wrong in one sentence: unknown keys, words and scenarios, and settings that do not
///          fit the scenario that runs by then
/// Threads  a value
struct Lesson {
    static constexpr int kVersion = 1;

    LessonText title;
    std::vector<Cue> cues;

    [[nodiscard]] static tl::expected<Lesson, QString> read(const QByteArray& json);
    /// What runs once the cue with this index has begun, if every cue before it was gone through.
    [[nodiscard]] tl::expected<engine::Scenario, QString> scenarioAt(std::size_t cue) const;
    [[nodiscard]] Mode modeAt(std::size_t cue) const;
};

} // namespace ui
