// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/workload/json_writer.h"
#include "engine/workload/scenario_fields.h"
#include "engine/workload/scenario_json.h"

namespace engine {
namespace {

using namespace fields;

template <Record Owner>
void writeObject(JsonWriter& writer, const Owner& owner);

template <typename Value>
void writeValue(JsonWriter& writer, const Value& value)
{
    if constexpr (Record<Value>) {
        writeObject(writer, value);
    } else if constexpr (List<Value>) {
        writer.beginArray();
        for (const auto& item : value)
            writeObject(writer, item);
        writer.endArray();
    } else if constexpr (Ordering<Value>) {
        writer.beginArray();
        for (const auto& item : value)
            writeValue(writer, item);
        writer.endArray();
    } else if constexpr (Choice<Value>) {
        for (const Word<Value>& word : wordsOf(Value {})) {
            if (word.value == value && !word.alias)
                writer.value(word.text);
        }
    } else if constexpr (std::same_as<Value, std::uint64_t>) {
        if (value <= kMaxNumericSeed)
            writer.value(static_cast<std::int64_t>(value));
        else
            writer.value(QString::number(value));
    } else if constexpr (std::same_as<Value, int>) {
        writer.value(std::int64_t {value});
    } else {
        writer.value(value);
    }
}

template <Record Owner>
void writeObject(JsonWriter& writer, const Owner& owner)
{
    writer.beginObject();
    forEach<Owner>([&](const auto& each) {
        writer.key(each.key);
        writeValue(writer, owner.*each.member);
    });
    writer.endObject();
}

template <Record Owner>
void describeObject(JsonWriter& writer, const Owner& defaults, bool isRoot);

void describeBounds(JsonWriter& writer, const Range& range, bool whole)
{
    writer.member("type", whole ? "integer" : "number");
    if (range.min == range.max) {
        writer.member("const", range.min);
        return;
    }
    writer.member("minimum", range.min);
    writer.member("maximum", range.max);
}

void describeSeed(JsonWriter& writer)
{
    writer.key("anyOf");
    writer.beginArray();
    writer.beginObject();
    describeBounds(writer, {0, static_cast<double>(kMaxNumericSeed)}, true);
    writer.endObject();
    writer.beginObject();
    writer.member("type", "string");
    writer.member("pattern", "^[0-9]{1,20}$");
    writer.endObject();
    writer.endArray();
}

template <typename Enum>
void describeChoice(JsonWriter& writer)
{
    writer.key("enum");
    writer.beginArray();
    for (const Word<Enum>& word : wordsOf(Enum {}))
        writer.value(word.text);
    writer.endArray();
}

/// The keywords of one field's schema, but for its description.
template <typename Value, typename Bounds>
void describe(JsonWriter& writer, const Bounds& bounds, const Value& defaultValue)
{
    if constexpr (Record<Value>) {
        describeObject(writer, defaultValue, false);
        return;
    } else if constexpr (List<Value>) {
        writer.member("type", "array");
        writer.member("maxItems", std::int64_t {bounds.max});
        writer.key("items");
        writer.beginObject();
        describeObject(writer, typename Value::value_type {}, false);
        writer.endObject();
    } else if constexpr (Ordering<Value>) {
        writer.member("type", "array");
        writer.member("uniqueItems", true);
        writer.member("maxItems", static_cast<std::int64_t>(std::tuple_size_v<Value>));
        writer.key("items");
        writer.beginObject();
        describeChoice<typename Value::value_type>(writer);
        writer.endObject();
    } else if constexpr (Choice<Value>) {
        describeChoice<Value>(writer);
    } else if constexpr (Number<Value>) {
        describeBounds(writer, bounds, std::integral<Value>);
    } else if constexpr (std::same_as<Value, std::uint64_t>) {
        describeSeed(writer);
    } else if constexpr (std::same_as<Value, QString>) {
        writer.member("type", "string");
        writer.member("minLength", std::int64_t {bounds.min});
        writer.member("maxLength", std::int64_t {bounds.max});
    } else {
        writer.member("type", "boolean");
    }
    writer.key("default");
    writeValue(writer, defaultValue);
}

template <Record Owner>
void describeObject(JsonWriter& writer, const Owner& defaults, bool isRoot)
{
    writer.member("type", "object");
    writer.member("additionalProperties", false);
    writer.key("properties");
    writer.beginObject();
    if (isRoot) {
        writer.key("$schema");
        writer.beginObject();
        writer.member("description", "Where editors find this schema; not read by Threadweir.");
        writer.endObject();
    }
    forEach<Owner>([&](const auto& each) {
        writer.key(each.key);
        writer.beginObject();
        writer.member("description", each.description);
        describe(writer, each.bounds, defaults.*each.member);
        writer.endObject();
    });
    writer.endObject();
}

} // namespace

QByteArray toJson(const Scenario& scenario)
{
    JsonWriter writer;
    writeObject(writer, scenario);
    return writer.text();
}

QByteArray scenarioSchema()
{
    JsonWriter writer;
    writer.beginObject();
    writer.member("$schema", "https://json-schema.org/draft/2020-12/schema");
    writer.member("title", "Threadweir scenario");
    writer.member("description", "Everything that defines a run but its mode. Every field may be left out.");
    describeObject(writer, Scenario {}, true);
    writer.endObject();
    return writer.text();
}

} // namespace engine
