// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/workload/scenario_reader.h"

#include "engine/workload/closest_word.h"
#include "engine/workload/message_text.h"
#include "engine/workload/scenario_fields.h"

#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonValue>
#include <QVariant>

#include <algorithm>
#include <cmath>
#include <span>
#include <utility>

namespace engine {
namespace {

using namespace fields;

QString quoted(const QStringList& words)
{
    QStringList texts;
    for (const QString& word : words)
        texts << u'"' + word + u'"';
    return texts.join(QStringLiteral(", "));
}

Phrase rangeText(const Range& range, bool whole)
{
    if (range.min == range.max)
        return Phrase::verbatim(numberText(range.min));
    return Phrase(whole ? QT_TRANSLATE_NOOP("engine", "a whole number from %1 to %2")
                        : QT_TRANSLATE_NOOP("engine", "a number from %1 to %2"),
        numberText(range.min), numberText(range.max));
}

Phrase foundText(const QJsonValue& json)
{
    switch (json.type()) {
    case QJsonValue::Bool:
        return Phrase::verbatim(json.toBool() ? QStringLiteral("true") : QStringLiteral("false"));
    case QJsonValue::Double:
        return Phrase::verbatim(json.toVariant().typeId() == QMetaType::LongLong ? QString::number(json.toInteger())
                                                                                 : numberText(json.toDouble()));
    case QJsonValue::String:
        return Phrase::verbatim(quotedForMessage(json.toString()));
    case QJsonValue::Array:
        return Phrase(QT_TRANSLATE_NOOP("engine", "a list"));
    case QJsonValue::Object:
        return Phrase(QT_TRANSLATE_NOOP("engine", "an object"));
    default:
        return Phrase::verbatim(QStringLiteral("null"));
    }
}

/// Every path of a field or a group below Owner.
template <Record Owner>
void collectPaths(const QString& prefix, QStringList& paths)
{
    forEach<Owner>(
        [&]<typename FieldOwner, typename Value, typename Bounds>(const Field<FieldOwner, Value, Bounds>& each) {
            const QString path = prefix + QString::fromUtf8(each.key);
            paths << path;
            if constexpr (Record<Value>)
                collectPaths<Value>(path + u'.', paths);
            else if constexpr (List<Value>)
                collectPaths<typename Value::value_type>(path + QStringLiteral("[0]."), paths);
        });
}

template <Record Owner>
QStringList keysOf()
{
    QStringList keys;
    forEach<Owner>([&](const auto& each) { keys << QString::fromUtf8(each.key); });
    return keys;
}

/// The sibling that was meant, or else the same key where it belongs.
Phrase hintFor(const QString& key, const QStringList& siblings)
{
    QString meant = closestWord(key, siblings);
    if (meant.isEmpty()) {
        QStringList paths;
        collectPaths<Scenario>({}, paths);
        for (const QString& path : std::as_const(paths)) {
            if (meant.isEmpty() && path.section(u'.', -1).compare(key, Qt::CaseInsensitive) == 0)
                meant = path;
        }
    }
    return didYouMean(meant);
}

/// The text of a setting as the JSON value that the field's reader expects.
template <typename Value>
QJsonValue toJsonValue(const QString& text)
{
    if constexpr (std::same_as<Value, bool>) {
        if (text == u"true" || text == u"false")
            return text == u"true";
    } else if constexpr (Number<Value>) {
        bool good = false;
        if (const qint64 whole = text.toLongLong(&good); good)
            return whole;
        if (const double number = text.toDouble(&good); good && std::isfinite(number))
            return number;
    }
    return text;
}

class Reader {
public:
    template <Record Owner>
    bool readObject(const QJsonValue& json, Owner& owner)
    {
        if (!json.isObject())
            return refuse(json, Phrase(QT_TRANSLATE_NOOP("engine", "an object")));
        const QJsonObject object = json.toObject();
        bool good = true;
        forEach<Owner>([&](const auto& each) {
            const QString key = QString::fromUtf8(each.key);
            const auto member = object.constFind(key);
            if (!good || member == object.constEnd())
                return;
            m_path.push_back(key);
            good = read(*member, each.bounds, owner.*each.member);
            if (good)
                m_path.pop_back();
        });
        return good && refuseUnknownKeys(object, keysOf<Owner>());
    }

    template <Record Owner>
    bool set(std::span<const QString> path, const QString& text, Owner& owner)
    {
        if (path.empty())
            return refuse(Phrase(QT_TRANSLATE_NOOP("engine", "a group of fields")),
                Phrase(QT_TRANSLATE_NOOP("engine", "one of its fields: %1"), quoted(keysOf<Owner>())));
        const QString& key = path.front();
        m_path.push_back(key);
        bool known = false;
        bool good = false;
        forEach<Owner>([&](const auto& each) {
            if (key != QLatin1StringView(each.key))
                return;
            known = true;
            good = setValue(path.subspan(1), text, each.bounds, owner.*each.member);
        });
        return known ? good : refuseKey(key, keysOf<Owner>());
    }

    [[nodiscard]] std::optional<FieldProblem> takeProblem() { return std::move(m_problem); }

private:
    template <typename Value, typename Bounds>
    bool read(const QJsonValue& json, const Bounds& bounds, Value& value)
    {
        if constexpr (Record<Value>)
            return readObject(json, value);
        else if constexpr (List<Value>)
            return readList(json, bounds, value);
        else if constexpr (Ordering<Value>)
            return readOrdering(json, value);
        else if constexpr (Choice<Value>)
            return readChoice(json, value);
        else if constexpr (Number<Value>)
            return readNumber(json, bounds, value);
        else if constexpr (std::same_as<Value, std::uint64_t>)
            return readSeed(json, value);
        else if constexpr (std::same_as<Value, QString>)
            return readText(json, bounds, value);
        else
            return readFlag(json, value);
    }

    template <typename Value>
    bool readNumber(const QJsonValue& json, const Range& range, Value& value)
    {
        constexpr bool kWhole = std::integral<Value>;
        const double number = json.toDouble();
        const bool fits = json.isDouble() && number >= range.min && number <= range.max;
        if (!fits || (kWhole && std::trunc(number) != number))
            return refuse(json, rangeText(range, kWhole));
        value = static_cast<Value>(number);
        return true;
    }

    bool readSeed(const QJsonValue& json, std::uint64_t& seed)
    {
        bool good = false;
        if (json.isString()) {
            const QString text = json.toString();
            const bool digits = std::all_of(text.begin(), text.end(), [](QChar c) { return c >= u'0' && c <= u'9'; });
            seed = digits ? text.toULongLong(&good) : 0;
        } else {
            // Qt keeps whole numbers of up to 63 bits exactly, and answers the default for what is not whole.
            const qint64 number = json.toInteger(-1);
            good = number >= 0 && static_cast<std::uint64_t>(number) <= kMaxNumericSeed;
            seed = good ? static_cast<std::uint64_t>(number) : 0;
        }
        return good
            || refuse(json,
                Phrase(QT_TRANSLATE_NOOP("engine",
                           "a whole number from 0 to %1, or up to 18446744073709551615 as a text, such as \"%2\""),
                    QString::number(kMaxNumericSeed), QString::number(kMaxNumericSeed + 1)));
    }

    bool readText(const QJsonValue& json, const Size& size, QString& value)
    {
        const QString text = json.toString();
        const auto hasControl = [&text] {
            return std::any_of(
                text.begin(), text.end(), [](QChar c) { return c.category() == QChar::Other_Control && c != u'\n'; });
        };
        const Phrase expected(QT_TRANSLATE_NOOP("engine", "a text of %1 to %2 characters"), QString::number(size.min),
            QString::number(size.max));
        if (!json.isString())
            return refuse(json, expected);
        if (text.size() < size.min || text.size() > size.max)
            return refuse(
                Phrase(QT_TRANSLATE_NOOP("engine", "a text of %1 characters"), QString::number(text.size())), expected);
        if (!text.isValidUtf16() || hasControl())
            return refuse(json,
                Phrase(QT_TRANSLATE_NOOP("engine", "%1 without control characters or halves of characters"), expected));
        value = text;
        return true;
    }

    bool readFlag(const QJsonValue& json, bool& value)
    {
        if (!json.isBool())
            return refuse(json, Phrase(QT_TRANSLATE_NOOP("engine", "true or false")));
        value = json.toBool();
        return true;
    }

    template <Choice Enum>
    bool readChoice(const QJsonValue& json, Enum& value)
    {
        for (const Word<Enum>& word : wordsOf(Enum {})) {
            if (json.isString() && json.toString() == QLatin1StringView(word.text)) {
                value = word.value;
                return true;
            }
        }
        refuse(json, Phrase(QT_TRANSLATE_NOOP("engine", "one of %1"), quoted(wordsOf<Enum>(false))));
        m_problem->hint = didYouMean(closestWord(json.toString(), wordsOf<Enum>(true)));
        return false;
    }

    /// Those that the list leaves out follow, in the order that they had.
    template <Ordering Value>
    bool readOrdering(const QJsonValue& json, Value& value)
    {
        using Enum = typename Value::value_type;
        const QJsonArray list = json.toArray();
        const Phrase expected(
            QT_TRANSLATE_NOOP("engine", "a list of %1, each at most once"), quoted(wordsOf<Enum>(false)));
        if (!json.isArray() || list.size() > static_cast<qsizetype>(value.size()))
            return refuse(json, expected);
        Value read = value;
        for (qsizetype index = 0; index < list.size(); ++index) {
            m_path.push_back(QStringLiteral("[%1]").arg(index));
            Enum named {};
            if (!readChoice(list.at(index), named))
                return false;
            const auto place = read.begin() + index;
            const auto found = std::find(place, read.end(), named);
            if (found == read.end())
                return refuse(list.at(index), expected);
            std::rotate(place, found, found + 1);
            m_path.pop_back();
        }
        value = read;
        return true;
    }

    template <typename Item>
    bool readList(const QJsonValue& json, const Size& size, std::vector<Item>& items)
    {
        const QJsonArray list = json.toArray();
        const Phrase expected(QT_TRANSLATE_NOOP("engine", "a list of at most %1 objects"), QString::number(size.max));
        if (!json.isArray())
            return refuse(json, expected);
        if (list.size() > size.max)
            return refuse(Phrase(QT_TRANSLATE_NOOP("engine", "a list of %1"), QString::number(list.size())), expected);
        items.assign(static_cast<std::size_t>(list.size()), Item {});
        for (qsizetype index = 0; index < list.size(); ++index) {
            m_path.push_back(QStringLiteral("[%1]").arg(index));
            if (!readObject(list.at(index), items[static_cast<std::size_t>(index)]))
                return false;
            m_path.pop_back();
        }
        return true;
    }

    template <typename Value, typename Bounds>
    bool setValue(std::span<const QString> rest, const QString& text, const Bounds& bounds, Value& value)
    {
        if constexpr (Record<Value>) {
            return set(rest, text, value);
        } else if constexpr (List<Value>) {
            if (!rest.empty())
                return setItem(rest, text, bounds, value);
            const QJsonDocument list = QJsonDocument::fromJson(text.toUtf8());
            return read(list.isArray() ? QJsonValue(list.array()) : QJsonValue(text), bounds, value);
        } else if constexpr (Ordering<Value>) {
            const QJsonDocument list = QJsonDocument::fromJson(text.toUtf8());
            return read(list.isArray() ? QJsonValue(list.array()) : QJsonValue(text), bounds, value);
        } else {
            if (rest.empty())
                return read(toJsonValue<Value>(text), bounds, value);
            return refuse(Phrase(QT_TRANSLATE_NOOP("engine", "something after it: %1"), quotedForMessage(rest.front())),
                Phrase(QT_TRANSLATE_NOOP("engine", "nothing, because this field holds a single value")));
        }
    }

    template <typename Item>
    bool setItem(std::span<const QString> rest, const QString& text, const Size& size, std::vector<Item>& items)
    {
        const QString& step = rest.front();
        m_path.push_back(step);
        bool isNumber = false;
        const int index = step.mid(1, step.size() - 2).toInt(&isNumber);
        const bool good = isNumber && step.startsWith(u'[') && step.endsWith(u']');
        const int last = std::min(static_cast<int>(items.size()), size.max - 1);
        if (!good || index < 0 || index > last)
            return refuse(Phrase::verbatim(quotedForMessage(step)),
                Phrase(QT_TRANSLATE_NOOP("engine", "a position from [0] to [%1]"), QString::number(last)));
        if (static_cast<std::size_t>(index) == items.size())
            items.emplace_back();
        return set(rest.subspan(1), text, items[static_cast<std::size_t>(index)]);
    }

    bool refuseUnknownKeys(const QJsonObject& object, const QStringList& known)
    {
        const QStringList keys = object.keys();
        for (const QString& key : keys) {
            // Editors look for the schema's place under this key.
            const bool isSchema = m_path.empty() && key == u"$schema";
            if (known.contains(key) || isSchema)
                continue;
            m_path.push_back(key);
            return refuseKey(key, known);
        }
        return true;
    }

    bool refuseKey(const QString& key, const QStringList& siblings)
    {
        refuse(Phrase(QT_TRANSLATE_NOOP("engine", "unknown key %1"), quotedForMessage(key)),
            Phrase(QT_TRANSLATE_NOOP("engine", "one of %1"), quoted(siblings)));
        m_problem->hint = hintFor(key, siblings);
        m_problem->atKey = true;
        return false;
    }

    bool refuse(const QJsonValue& found, const Phrase& expected) { return refuse(foundText(found), expected); }

    bool refuse(const Phrase& found, const Phrase& expected)
    {
        m_problem = FieldProblem {m_path, found, expected, {}, false};
        return false;
    }

    JsonPath m_path;
    std::optional<FieldProblem> m_problem;
};

std::optional<FieldProblem> checkLatency(const QString& service, const LatencySpec& latency)
{
    if (latency.kind == LatencyKind::Uniform && latency.spreadMs > latency.meanMs)
        return FieldProblem {{service, QStringLiteral("latency"), QStringLiteral("spreadMs")},
            Phrase::verbatim(numberText(latency.spreadMs)),
            Phrase(QT_TRANSLATE_NOOP("engine", "at most meanMs (%1), so that no latency is negative"),
                numberText(latency.meanMs)),
            {}, false};
    if (latency.kind == LatencyKind::LogNormal && latency.meanMs <= 0)
        return FieldProblem {{service, QStringLiteral("latency"), QStringLiteral("meanMs")},
            Phrase::verbatim(numberText(latency.meanMs)),
            Phrase(QT_TRANSLATE_NOOP("engine", "more than 0, because a log-normal latency is never 0")), {}, false};
    return std::nullopt;
}

} // namespace

std::optional<FieldProblem> readScenario(const QJsonObject& document, Scenario& scenario)
{
    Reader reader;
    return reader.readObject(document, scenario) ? std::nullopt : reader.takeProblem();
}

std::optional<FieldProblem> setField(const JsonPath& path, const QString& text, Scenario& scenario)
{
    Reader reader;
    return reader.set(std::span(path), text, scenario) ? std::nullopt : reader.takeProblem();
}

std::optional<FieldProblem> checkScenario(const Scenario& scenario)
{
    if (auto problem = checkLatency(QStringLiteral("ruleEngine"), scenario.ruleEngine.latency))
        return problem;
    if (auto problem = checkLatency(QStringLiteral("paymentProvider"), scenario.paymentProvider.latency))
        return problem;
    if (const GovernorSpec& governor = scenario.pool.governor; governor.minThreads > governor.maxThreads)
        return FieldProblem {{QStringLiteral("pool"), QStringLiteral("governor"), QStringLiteral("minThreads")},
            Phrase::verbatim(QString::number(governor.minThreads)),
            Phrase(QT_TRANSLATE_NOOP("engine", "at most maxThreads (%1)"), QString::number(governor.maxThreads)), {},
            false};
    if (scenario.workload.repeatForever && scenario.workload.arrival == ArrivalKind::Burst)
        return FieldProblem {{QStringLiteral("workload"), QStringLiteral("repeatForever")},
            Phrase::verbatim(QStringLiteral("true")),
            Phrase(QT_TRANSLATE_NOOP("engine", "false, because a burst without end would arrive all at once")), {},
            false};
    return std::nullopt;
}

} // namespace engine
