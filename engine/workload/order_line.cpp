// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/workload/order_line.h"

#include "engine/workload/json_walk.h"
#include "engine/workload/message_text.h"

#include <QJsonDocument>
#include <QJsonObject>
#include <QUtf8StringView>

#include <algorithm>
#include <charconv>
#include <limits>

namespace engine {
namespace {

constexpr std::size_t kMaxCustomerBytes = 200;
constexpr std::array<std::string_view, 3> kColumnNames = {"id", "customer", "total"};

std::string_view trimmed(std::string_view text)
{
    const std::size_t first = text.find_first_not_of(" \t");
    return first == std::string_view::npos ? std::string_view()
                                           : text.substr(first, text.find_last_not_of(" \t") - first + 1);
}

QString shown(std::string_view text)
{
    return quotedForMessage(
        QString::fromUtf8(text.data(), static_cast<qsizetype>(std::min<std::size_t>(text.size(), 300))));
}

tl::unexpected<QString> problem(const char* field, std::string_view found, const char* expected)
{
    return tl::unexpected(QStringLiteral("%1: found %2, expected %3")
                              .arg(QString::fromUtf8(field), shown(found), QString::fromUtf8(expected)));
}

bool isCleanText(std::string_view text)
{
    bool ascii = true;
    for (const char character : text) {
        const auto byte = static_cast<unsigned char>(character);
        if (byte < 0x20 || byte == 0x7f)
            return false;
        ascii = ascii && byte < 0x80;
    }
    return ascii || QUtf8StringView(text.data(), static_cast<qsizetype>(text.size())).isValidUtf8();
}

OrderLineResult makeOrder(std::string_view id, std::string_view customer, std::string_view total)
{
    Order order;
    std::int64_t number = 0;
    const auto [end, error] = std::from_chars(id.data(), id.data() + id.size(), number);
    if (error != std::errc() || end != id.data() + id.size() || number < 1)
        return problem("id", id, "a whole number from 1 to 9223372036854775807");
    order.id = static_cast<OrderId>(number);

    if (customer.empty() || customer.size() > kMaxCustomerBytes || !isCleanText(customer))
        return problem("customer", customer, "a name of 1 to 200 bytes in UTF-8 without control characters");
    order.customer.assign(customer);

    const auto cents = parseCents(total);
    if (!cents)
        return problem(
            "total", total, "an amount of 0 to 92233720368547758.07 with at most two decimals, such as 12.50");
    order.totalCents = *cents;
    return order;
}

/// The characters of a JSON value that starts at the text's beginning: a text without its quotes, or a number.
std::string_view rawValue(std::string_view json)
{
    if (json.starts_with('"'))
        return json.substr(1, json.find('"', 1) - 1);
    return json.substr(0, json.find_first_of(",}] \t\r\n"));
}

} // namespace

std::optional<std::int64_t> parseCents(std::string_view text) noexcept
{
    const std::size_t point = text.find('.');
    const std::string_view whole = text.substr(0, point);
    const std::string_view decimals = point == std::string_view::npos ? std::string_view() : text.substr(point + 1);
    const bool hasPoint = point != std::string_view::npos;
    if (whole.empty() || decimals.size() > 2 || (hasPoint && decimals.empty()))
        return std::nullopt;

    std::int64_t cents = 0;
    const auto append = [&cents](char digit) {
        constexpr std::int64_t kMost = std::numeric_limits<std::int64_t>::max();
        const int value = digit - '0';
        if (value < 0 || value > 9 || cents > (kMost - value) / 10)
            return false;
        cents = cents * 10 + value;
        return true;
    };
    const char first = decimals.empty() ? '0' : decimals[0];
    const char second = decimals.size() < 2 ? '0' : decimals[1];
    const bool good = std::all_of(whole.begin(), whole.end(), append) && append(first) && append(second);
    return good ? std::optional(cents) : std::nullopt;
}

QString CsvOrderReader::readHeader(std::string_view line)
{
    const QString expected = QStringLiteral(", expected a header with the columns id,customer,total");
    if (const QString wrong = split(line); !wrong.isEmpty())
        return wrong;
    m_columnCount = m_values.size();
    for (std::size_t name = 0; name < kColumnNames.size(); ++name) {
        const auto matches = [name](std::string_view value) {
            const std::string_view text = trimmed(value);
            return std::equal(text.begin(), text.end(), kColumnNames[name].begin(), kColumnNames[name].end(),
                [](char left, char right) {
                    return (left >= 'A' && left <= 'Z' ? left + ('a' - 'A') : left) == right;
                });
        };
        const auto found = std::find_if(m_values.begin(), m_values.end(), matches);
        const auto times = std::count_if(m_values.begin(), m_values.end(), matches);
        if (times == 0)
            return QStringLiteral("found ") + shown(line) + expected;
        if (times > 1)
            return QStringLiteral("found %1 twice").arg(shown(kColumnNames[name])) + expected;
        m_columns[name] = static_cast<std::size_t>(found - m_values.begin());
    }
    return {};
}

OrderLineResult CsvOrderReader::read(std::string_view line)
{
    if (const QString wrong = split(line); !wrong.isEmpty())
        return tl::unexpected(wrong);
    if (m_values.size() != m_columnCount)
        return tl::unexpected(
            QStringLiteral("found %1 values, expected %2 as in the header").arg(m_values.size()).arg(m_columnCount));
    return makeOrder(trimmed(m_values[m_columns[0]]), m_values[m_columns[1]], trimmed(m_values[m_columns[2]]));
}

QString CsvOrderReader::split(std::string_view line)
{
    m_values.clear();
    m_unquoted.clear();
    // What quotes hold is never longer than the line, so the views into this string stay valid while it grows.
    m_unquoted.reserve(line.size());
    std::size_t at = 0;
    for (;;) {
        if (at < line.size() && line[at] == '"') {
            const std::size_t begin = m_unquoted.size();
            for (++at;; ++at) {
                if (at >= line.size())
                    return QStringLiteral("found a quote that is not closed, expected its end on the same line");
                if (line[at] == '"' && (at + 1 >= line.size() || line[at + 1] != '"'))
                    break;
                at += line[at] == '"' ? 1 : 0;
                m_unquoted += line[at];
            }
            ++at;
            if (at < line.size() && line[at] != ',')
                return QStringLiteral("found %1 after a closing quote, expected a comma").arg(shown(line.substr(at)));
            m_values.push_back(std::string_view(m_unquoted).substr(begin));
        } else {
            const std::size_t end = std::min(line.find(',', at), line.size());
            m_values.push_back(line.substr(at, end - at));
            if (m_values.back().find('"') != std::string_view::npos)
                return QStringLiteral("found a quote inside %1, expected quotes around the whole value")
                    .arg(shown(m_values.back()));
            at = end;
        }
        if (at >= line.size())
            return {};
        ++at;
    }
}

OrderLineResult readJsonOrder(std::string_view line)
{
    const auto json = QByteArray::fromRawData(line.data(), static_cast<qsizetype>(line.size()));
    QJsonParseError error;
    const QJsonDocument document = QJsonDocument::fromJson(json, &error);
    if (!document.isObject())
        return tl::unexpected(
            QStringLiteral("found %1, expected a JSON object with id, customer and total").arg(shown(line)));

    // A number's own characters are needed: as a double an amount would not be exact.
    std::array<std::string_view, 3> values;
    std::array<bool, 3> present {};
    QString repeated;
    walkJson(json, [&](const JsonPlace& place) {
        if (place.path.size() != 1)
            return true;
        for (std::size_t name = 0; name < kColumnNames.size(); ++name) {
            if (place.path.front() != QLatin1StringView(kColumnNames[name].data()))
                continue;
            if (place.repeated)
                repeated = place.path.front();
            present[name] = true;
            values[name] = rawValue(line.substr(static_cast<std::size_t>(place.valueAt)));
        }
        return true;
    });
    if (!repeated.isEmpty())
        return tl::unexpected(QStringLiteral("found \"%1\" twice, expected it once").arg(repeated));
    for (std::size_t name = 0; name < kColumnNames.size(); ++name) {
        if (!present[name])
            return tl::unexpected(QStringLiteral("found no \"%1\", expected id, customer and total")
                                      .arg(QLatin1StringView(kColumnNames[name].data())));
    }
    const QJsonValue customer = document.object().value(QStringLiteral("customer"));
    if (!customer.isString() || !customer.toString().isValidUtf16())
        return problem("customer", values[1], "a text");
    const QByteArray name = customer.toString().toUtf8();
    return makeOrder(values[0], std::string_view(name.data(), static_cast<std::size_t>(name.size())), values[2]);
}

} // namespace engine
