// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/order/phrase.h"

#include <string_view>

namespace engine {

struct Phrase::Node {
    const char* pattern = "";
    std::string quote; ///< in English in place of the pattern, unless it is empty
    std::vector<Argument> arguments;
};

Phrase Phrase::verbatim(std::string text)
{
    return text.empty() ? Phrase() : Phrase("%1", std::move(text));
}

Phrase Phrase::quoted(std::string english, const char* meaning)
{
    Phrase made;
    made.make(meaning, english, {english});
    return made;
}

void Phrase::make(const char* pattern, std::string quote, std::vector<Argument> arguments)
{
    m_node = std::make_shared<const Node>(Node {pattern, std::move(quote), std::move(arguments)});
}

std::string Phrase::text() const
{
    static const QLocale kEnglish(QLocale::English, QLocale::UnitedStates);
    return said([](const char* pattern) { return QString::fromUtf8(pattern); }, kEnglish).toStdString();
}

QString Phrase::said(const LookUp& lookUp, const QLocale& numbers) const
{
    if (!m_node)
        return {};
    const QString pattern = lookUp(m_node->pattern);
    if (!m_node->quote.empty() && pattern == QString::fromUtf8(m_node->pattern))
        return QString::fromStdString(m_node->quote);

    const auto argument = [&](std::size_t index) {
        const Argument& which = m_node->arguments[index];
        if (const auto* const number = std::get_if<Number>(&which))
            return numbers.toString(number->value, 'f', number->decimals);
        if (const auto* const phrase = std::get_if<Phrase>(&which))
            return phrase->said(lookUp, numbers);
        return QString::fromStdString(std::get<std::string>(which));
    };
    // In one pass, because what takes a place may have a percent sign of its own.
    QString text;
    for (qsizetype at = 0; at < pattern.size(); ++at) {
        const int place = pattern.at(at) == u'%' && at + 1 < pattern.size() ? pattern.at(at + 1).digitValue() : -1;
        if (place < 1 || static_cast<std::size_t>(place) > m_node->arguments.size()) {
            text += pattern.at(at);
            continue;
        }
        text += argument(static_cast<std::size_t>(place) - 1);
        ++at;
    }
    return text;
}

bool operator==(const Phrase& one, const Phrase& other)
{
    if (one.m_node == other.m_node)
        return true;
    if (!one.m_node || !other.m_node)
        return false;
    return std::string_view(one.m_node->pattern) == other.m_node->pattern && one.m_node->quote == other.m_node->quote
        && one.m_node->arguments == other.m_node->arguments;
}

} // namespace engine
