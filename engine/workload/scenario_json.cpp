// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/workload/scenario_json.h"

#include "engine/workload/built_in_scenarios.h"
#include "engine/workload/closest_word.h"
#include "engine/workload/json_walk.h"
#include "engine/workload/message_text.h"
#include "engine/workload/scenario_reader.h"

#include <QFile>
#include <QFileInfo>
#include <QJsonDocument>
#include <QJsonObject>

#include <algorithm>
#include <cstdio>

namespace engine {
namespace {

/// A scenario has some kilobytes; whatever is much larger is something else.
constexpr qsizetype kMaxBytes = 1 << 20;
/// How much of a foreign file's start goes into a message, at most.
constexpr qsizetype kShownBytes = 200;

tl::unexpected<ScenarioError> refused(
    const QString& file, int line, const Phrase& found, const Phrase& expected, const Phrase& hint = {})
{
    return tl::unexpected(ScenarioError {file, line, {}, found, expected, hint});
}

tl::unexpected<ScenarioError> refused(const QString& file, int line, const FieldProblem& problem)
{
    return tl::unexpected(ScenarioError {
        file, line, cleanForMessage(toString(problem.path), 200), problem.found, problem.expected, problem.hint});
}

const char* expectedBySyntax(QJsonParseError::ParseError error)
{
    switch (error) {
    case QJsonParseError::UnterminatedObject:
        return QT_TRANSLATE_NOOP("engine", "\",\" or \"}\" after a value");
    case QJsonParseError::UnterminatedArray:
        return QT_TRANSLATE_NOOP("engine", "\",\" or \"]\" after a value");
    case QJsonParseError::MissingNameSeparator:
        return QT_TRANSLATE_NOOP("engine", "\":\" after a key");
    case QJsonParseError::MissingValueSeparator:
        return QT_TRANSLATE_NOOP("engine", "\",\" between two values");
    case QJsonParseError::MissingObject:
        return QT_TRANSLATE_NOOP("engine", "another key or value after \",\"");
    case QJsonParseError::IllegalNumber:
    case QJsonParseError::TerminationByNumber:
        return QT_TRANSLATE_NOOP("engine", "a number that JSON allows, such as 12.5");
    case QJsonParseError::IllegalEscapeSequence:
        return QT_TRANSLATE_NOOP("engine", "an escape that JSON allows after \"\\\"");
    case QJsonParseError::IllegalUTF8String:
        return QT_TRANSLATE_NOOP("engine", "text in UTF-8");
    case QJsonParseError::UnterminatedString:
        return QT_TRANSLATE_NOOP("engine", "a closing quote");
    case QJsonParseError::DeepNesting:
        return QT_TRANSLATE_NOOP("engine", "objects and lists that are nested less deeply");
    case QJsonParseError::GarbageAtEnd:
        return QT_TRANSLATE_NOOP("engine", "nothing after the closing \"}\"");
    default:
        return QT_TRANSLATE_NOOP("engine", "a JSON value: an object, a list, a text, a number, true, false or null");
    }
}

tl::unexpected<ScenarioError> syntaxError(const QByteArray& json, const QString& fileName, const QJsonParseError& error)
{
    const qsizetype at = std::clamp<qsizetype>(error.offset, 0, json.size());
    const Phrase expected(expectedBySyntax(error.error));
    if (at == json.size())
        return refused(
            fileName, lineAt(json, at), Phrase(QT_TRANSLATE_NOOP("engine", "the end of the file")), expected);
    const qsizetype lineStart = at == 0 ? 0 : json.lastIndexOf('\n', at - 1) + 1;
    const qsizetype lineEnd = json.indexOf('\n', at);
    const QByteArray line = json.mid(lineStart, (lineEnd < 0 ? json.size() : lineEnd) - lineStart);
    return refused(fileName, lineAt(json, at),
        Phrase(QT_TRANSLATE_NOOP("engine", "broken JSON near %1"), quotedForMessage(QString::fromUtf8(line).trimmed())),
        expected);
}

/// The key that an object has twice, as a problem.
std::optional<FieldProblem> findRepeatedKey(const QByteArray& json, int& line)
{
    std::optional<FieldProblem> problem;
    walkJson(json, [&](const JsonPlace& place) {
        if (!place.repeated)
            return true;
        line = lineAt(json, place.keyAt);
        problem = FieldProblem {place.path,
            Phrase(QT_TRANSLATE_NOOP("engine", "the key %1 a second time"), quotedForMessage(place.path.back())),
            Phrase(QT_TRANSLATE_NOOP("engine", "each key once")), {}, true};
        return false;
    });
    return problem;
}

Phrase tooManyBytes()
{
    return Phrase(QT_TRANSLATE_NOOP("engine", "more than %1 bytes"), QString::number(kMaxBytes));
}

ScenarioResult<QByteArray> readAll(QIODevice& device, const QString& fileName)
{
    QByteArray bytes;
    while (bytes.size() <= kMaxBytes) {
        const QByteArray more = device.read(kMaxBytes + 1 - bytes.size());
        if (more.isEmpty())
            return bytes;
        bytes += more;
    }
    return refused(fileName, 0, tooManyBytes(), Phrase(QT_TRANSLATE_NOOP("engine", "a scenario file")));
}

ScenarioResult<QByteArray> readFile(const QString& path)
{
    const QFileInfo info(path);
    const Phrase expected(QT_TRANSLATE_NOOP("engine", "a readable scenario file"));
    if (!info.exists()) {
        return refused(path, 0,
            Phrase(QT_TRANSLATE_NOOP("engine", "no such file, and no built-in scenario of this name")),
            Phrase(QT_TRANSLATE_NOOP("engine", "a file, \"-\", or one of %1"),
                builtInScenarios().join(QStringLiteral(", "))),
            didYouMean(closestWord(path, builtInScenarios())));
    }
    if (info.isDir())
        return refused(path, 0, Phrase(QT_TRANSLATE_NOOP("engine", "a directory")), expected);
    QFile file(path);
    if (!file.open(QIODevice::ReadOnly))
        return refused(path, 0, Phrase::verbatim(file.errorString()), expected);
    return readAll(file, path);
}

} // namespace

Phrase ScenarioError::phrase() const
{
    QString place = file;
    if (line > 0)
        place += QStringLiteral(":%1").arg(line);
    if (!place.isEmpty())
        place += QStringLiteral(": ");
    if (!path.isEmpty())
        place += path + QStringLiteral(": ");
    const Phrase wrong(QT_TRANSLATE_NOOP("engine", "found %1, expected %2"), found, expected);
    return hint.empty() ? Phrase("%1%2", place, wrong) : Phrase("%1%2; %3", place, wrong, hint);
}

QString ScenarioError::toString() const
{
    return QString::fromStdString(phrase().text());
}

ScenarioResult<Scenario> parseScenario(const QByteArray& json, const QString& fileName)
{
    const Phrase anObject(QT_TRANSLATE_NOOP("engine", "a scenario as a JSON object, at least {}"));
    if (json.size() > kMaxBytes)
        return refused(fileName, 0, tooManyBytes(), anObject);
    if (json.startsWith("\xff\xfe") || json.startsWith("\xfe\xff") || json.contains('\0'))
        return refused(fileName, 1, Phrase(QT_TRANSLATE_NOOP("engine", "text in another encoding, or no text at all")),
            Phrase(QT_TRANSLATE_NOOP("engine", "text in UTF-8")));
    if (json.trimmed().isEmpty())
        return refused(fileName, 1, Phrase(QT_TRANSLATE_NOOP("engine", "an empty file")), anObject);

    const QByteArray start = (json.startsWith("\xef\xbb\xbf") ? json.mid(3) : json).trimmed();
    if (!start.startsWith('{') && !start.startsWith('['))
        return refused(
            fileName, 1, Phrase::verbatim(quotedForMessage(QString::fromUtf8(start.left(kShownBytes)))), anObject);

    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(json, &error);
    if (error.error != QJsonParseError::NoError)
        return syntaxError(json, fileName, error);
    if (!document.isObject())
        return refused(fileName, 1, Phrase(QT_TRANSLATE_NOOP("engine", "a list")), anObject);
    int line = 0;
    if (const auto repeated = findRepeatedKey(json, line))
        return refused(fileName, line, *repeated);

    Scenario scenario;
    auto problem = readScenario(document.object(), scenario);
    if (!problem)
        problem = checkScenario(scenario);
    if (problem)
        return refused(fileName, lineOf(json, problem->path, problem->atKey), *problem);
    return scenario;
}

ScenarioResult<Scenario> loadScenario(const QString& nameOrPath)
{
    const auto parse = [&](const QByteArray& bytes) { return parseScenario(bytes, nameOrPath); };
    if (nameOrPath == u"-") {
        QFile input;
        if (!input.open(stdin, QIODevice::ReadOnly))
            return refused(nameOrPath, 0, Phrase::verbatim(input.errorString()),
                Phrase(QT_TRANSLATE_NOOP("engine", "a scenario on standard input")));
        return readAll(input, nameOrPath).and_then(parse);
    }
    for (const BuiltInScenario& builtIn : builtInScenarioFiles()) {
        if (nameOrPath == QLatin1StringView(builtIn.name))
            return parse(QByteArray(reinterpret_cast<const char*>(builtIn.json), static_cast<qsizetype>(builtIn.size)));
    }
    return readFile(nameOrPath).and_then(parse);
}

ScenarioResult<Scenario> withSetting(const Scenario& scenario, const QString& assignment)
{
    const QString source = QStringLiteral("--set");
    const qsizetype equals = assignment.indexOf(u'=');
    if (equals <= 0)
        return refused(source, 0, Phrase::verbatim(quotedForMessage(assignment)),
            Phrase(QT_TRANSLATE_NOOP("engine", "path=value, such as limits.chunkSize=100")));
    Scenario changed = scenario;
    auto problem =
        setField(toJsonPath(assignment.left(equals).trimmed()), assignment.mid(equals + 1).trimmed(), changed);
    if (!problem)
        problem = checkScenario(changed);
    if (problem)
        return refused(source, 0, *problem);
    return changed;
}

QStringList builtInScenarios()
{
    QStringList names;
    for (const BuiltInScenario& builtIn : builtInScenarioFiles())
        names << QString::fromUtf8(builtIn.name);
    return names;
}

} // namespace engine
