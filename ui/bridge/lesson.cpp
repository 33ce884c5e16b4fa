// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bridge/lesson.h"

#include "engine/workload/scenario_json.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <array>

namespace ui {

namespace {

struct ModeWord {
    QLatin1String word;
    Mode mode;
};
constexpr std::array kModes {ModeWord {QLatin1String("blocking"), Mode::Blocking},
    ModeWord {QLatin1String("unbounded"), Mode::Unbounded}, ModeWord {QLatin1String("bounded"), Mode::Bounded}};

template <typename T>
using Result = tl::expected<T, QString>;

tl::unexpected<QString> wrong(const QString& what)
{
    return tl::unexpected(what);
}

Result<void> onlyKeys(const QJsonObject& object, const QStringList& known, const QString& place)
{
    for (const QString& key : object.keys()) {
        if (!known.contains(key))
            return wrong(QStringLiteral("%1: unknown key \"%2\"; known are %3").arg(place, key, known.join(QStringLiteral(", "))));
    }
    return {};
}

Result<LessonText> readText(const QJsonValue& value, const QString& place)
{
    LessonText text;
    if (value.isString())
        text.byLanguage.insert(QStringLiteral("en"), value.toString());
    const QJsonObject languages = value.toObject();
    for (auto each = languages.begin(); each != languages.end(); ++each)
        text.byLanguage.insert(each.key(), each.value().toString());
    if (text.in({}).isEmpty())
        return wrong(QStringLiteral("%1: a text is expected, or one for each language, \"en\" among them").arg(place));
    return text;
}

Result<Cue> readCue(const QJsonObject& object, const QString& place)
{
    const auto keys = onlyKeys(object,
        {QStringLiteral("title"), QStringLiteral("notes"), QStringLiteral("scenario"), QStringLiteral("mode"),
            QStringLiteral("settings")},
        place);
    if (!keys)
        return wrong(keys.error());
    auto title = readText(object.value(QStringLiteral("title")), place + QStringLiteral(".title"));
    auto notes = readText(object.value(QStringLiteral("notes")), place + QStringLiteral(".notes"));
    if (!title || !notes)
        return wrong(title ? notes.error() : title.error());
    Cue cue {*std::move(title), *std::move(notes), object.value(QStringLiteral("scenario")).toString(), {}, {}};
    const QString word = object.value(QStringLiteral("mode")).toString();
    for (const ModeWord& each : kModes) {
        if (word == each.word)
            cue.mode = each.mode;
    }
    if (object.contains(QStringLiteral("mode")) && !cue.mode)
        return wrong(QStringLiteral("%1.mode: \"%2\" is none of blocking, unbounded, bounded").arg(place, word));
    const QJsonArray settings = object.value(QStringLiteral("settings")).toArray();
    for (const auto& setting : settings)
        cue.settings << setting.toString();
    return cue;
}

} // namespace

QString LessonText::in(const QString& language) const
{
    return byLanguage.value(language, byLanguage.value(QStringLiteral("en")));
}

Result<Lesson> Lesson::read(const QByteArray& json)
{
    QJsonParseError error;
    const QJsonObject object = QJsonDocument::fromJson(json, &error).object();
    if (error.error != QJsonParseError::NoError)
        return wrong(QStringLiteral("at byte %1: %2").arg(error.offset).arg(error.errorString()));
    if (const auto keys = onlyKeys(
            object, {QStringLiteral("version"), QStringLiteral("title"), QStringLiteral("cues")}, QStringLiteral("lesson"));
        !keys)
        return wrong(keys.error());
    if (object.value(QStringLiteral("version")).toInt() != kVersion)
        return wrong(QStringLiteral("version: %1 is expected").arg(kVersion));
    auto title = readText(object.value(QStringLiteral("title")), QStringLiteral("title"));
    if (!title)
        return wrong(title.error());
    Lesson lesson {*std::move(title), {}};
    const QJsonArray cues = object.value(QStringLiteral("cues")).toArray();
    for (const auto& value : cues) {
        auto cue = readCue(value.toObject(), QStringLiteral("cues[%1]").arg(lesson.cues.size()));
        if (!cue)
            return wrong(cue.error());
        lesson.cues.push_back(*std::move(cue));
    }
    if (lesson.cues.empty() || lesson.cues.front().scenario.isEmpty())
        return wrong(QStringLiteral("cues[0].scenario: a lesson begins with a scenario"));
    if (const auto last = lesson.scenarioAt(lesson.cues.size() - 1); !last)
        return wrong(last.error());
    return lesson;
}

Result<engine::Scenario> Lesson::scenarioAt(std::size_t cue) const
{
    engine::Scenario scenario;
    for (std::size_t index = 0; index <= cue; ++index) {
        const Cue& each = cues.at(index);
        if (!each.scenario.isEmpty()) {
            const auto loaded = engine::loadScenario(each.scenario);
            if (!loaded)
                return wrong(loaded.error().toString());
            scenario = *loaded;
        }
        for (const QString& setting : each.settings) {
            const auto changed = engine::withSetting(scenario, setting);
            if (!changed)
                return wrong(changed.error().toString());
            scenario = *changed;
        }
    }
    return scenario;
}

Mode Lesson::modeAt(std::size_t cue) const
{
    Mode mode = Mode::Bounded;
    for (std::size_t index = 0; index <= cue; ++index)
        mode = cues.at(index).mode.value_or(mode);
    return mode;
}

} // namespace ui
