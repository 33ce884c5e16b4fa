// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bridge/parameter_fields.h"

#include "engine/workload/scenario_fields.h"

#include <concepts>

namespace ui {

namespace {

using namespace engine::fields;

template <typename Owner>
using Access = std::function<const Owner&(const engine::Scenario&)>;

template <Choice Enum>
QString wordOf(Enum value)
{
    for (const Word<Enum>& word : wordsOf(Enum {})) {
        if (word.value == value && !word.alias)
            return QString::fromUtf8(word.text);
    }
    return {};
}

template <typename Value>
QString textOf(const Value& value)
{
    if constexpr (Ordering<Value>) {
        QStringList words;
        for (const auto& item : value)
            words << QLatin1Char('"') + wordOf(item) + QLatin1Char('"');
        return QLatin1Char('[') + words.join(QLatin1Char(',')) + QLatin1Char(']');
    } else if constexpr (Choice<Value>) {
        return wordOf(value);
    } else if constexpr (std::same_as<Value, bool>) {
        return value ? QStringLiteral("true") : QStringLiteral("false");
    } else if constexpr (std::same_as<Value, std::uint64_t>) {
        return QString::number(value);
    } else {
        return numberText(static_cast<double>(value));
    }
}

template <typename Value, typename Bounds>
void describe(ParameterField& field, const Bounds& bounds)
{
    if constexpr (Ordering<Value>) {
        field.kind = ParameterField::Kind::Order;
        field.words = wordsOf<typename Value::value_type>(false);
    } else if constexpr (Choice<Value>) {
        field.kind = ParameterField::Kind::Word;
        field.words = wordsOf<Value>(false);
    } else if constexpr (std::same_as<Value, bool>) {
        field.kind = ParameterField::Kind::Flag;
    } else if constexpr (std::same_as<Value, std::uint64_t>) {
        field.highest = static_cast<double>(kMaxNumericSeed);
        field.whole = true;
    } else {
        field.lowest = bounds.min;
        field.highest = bounds.max;
        field.whole = std::integral<Value>;
    }
}

template <Record Owner>
void collect(const QString& prefix, const Access<Owner>& access, std::vector<ParameterField>& fields)
{
    forEach<Owner>([&]<typename FieldOwner, typename Value, typename Bounds>(const Field<FieldOwner, Value, Bounds>& each) {
        const QString path = prefix + QString::fromUtf8(each.key);
        const auto member = each.member;
        if constexpr (Record<Value>) {
            collect<Value>(path + QLatin1Char('.'),
                [access, member](const engine::Scenario& scenario) -> const Value& { return access(scenario).*member; }, fields);
        } else if constexpr (!List<Value> && !std::same_as<Value, QString>) {
            ParameterField field;
            field.path = path;
            field.description = QString::fromUtf8(each.description);
            field.text = [access, member](const engine::Scenario& scenario) { return textOf(access(scenario).*member); };
            describe<Value>(field, each.bounds);
            fields.push_back(std::move(field));
        }
    });
}

} // namespace

const std::vector<ParameterField>& parameterFields()
{
    static const auto kFields = [] {
        std::vector<ParameterField> fields;
        collect<engine::Scenario>({}, [](const engine::Scenario& scenario) -> const engine::Scenario& { return scenario; }, fields);
        return fields;
    }();
    return kFields;
}

} // namespace ui
