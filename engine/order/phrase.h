// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLocale>
#include <QString>
#include <QtGlobal>

#include <concepts>
#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace engine {

/// A text for a person that can be said in other languages than English: a pattern, and what takes its places.
///
/// Model    a language has patterns of its own, looked up as a whole: there a sentence may be built in another way. The
///          arguments are phrases, which are looked up as well, numbers, which each language writes in its way, and
///          texts from elsewhere, which stay as they are
/// Shape    a pattern has the places %1 to %9, is marked with QT_TRANSLATE_NOOP("engine", ...), and lives as long as the
///          program; one without words ("%1, %2") needs no mark
/// Threads  immutable; copies share what they say, so that a copy costs as much as one of a pointer
class Phrase {
public:
    struct Number {
        double value = 0;
        int decimals = 0;

        friend bool operator==(const Number&, const Number&) = default;
    };
    using Argument = std::variant<Number, std::string, Phrase>;
    /// What a language has in place of a pattern; the pattern itself, if nothing.
    using LookUp = std::function<QString(const char* pattern)>;

    Phrase() = default; ///< says nothing
    template <typename... Arguments>
    explicit Phrase(const char* pattern, Arguments&&... arguments)
    {
        std::vector<Argument> list;
        list.reserve(sizeof...(arguments));
        (list.push_back(argument(std::forward<Arguments>(arguments))), ...);
        make(pattern, {}, std::move(list));
    }

    /// A text from elsewhere, the same in every language.
    [[nodiscard]] static Phrase verbatim(std::string text);
    template <std::same_as<QString> Text> // a literal is none, so that it means the one above
    [[nodiscard]] static Phrase verbatim(const Text& text)
    {
        return verbatim(text.toStdString());
    }
    /// What English quotes as it is, and other languages say in words of their own: those of the pattern `meaning`, in
    /// which %1 is what English quotes.
    [[nodiscard]] static Phrase quoted(std::string english, const char* meaning);

    [[nodiscard]] bool empty() const noexcept { return m_node == nullptr; }
    [[nodiscard]] std::string text() const; ///< in English
    [[nodiscard]] QString said(const LookUp& lookUp, const QLocale& numbers) const;

    friend bool operator==(const Phrase& one, const Phrase& other);

private:
    struct Node;

    template <std::integral Whole>
    static Argument argument(Whole number)
    {
        return Number {static_cast<double>(number), 0};
    }
    static Argument argument(Number number) { return number; }
    static Argument argument(std::string text) { return text; }
    static Argument argument(const QString& text) { return text.toStdString(); }
    static Argument argument(Phrase phrase) { return phrase; }

    void make(const char* pattern, std::string quote, std::vector<Argument> arguments);

    std::shared_ptr<const Node> m_node;
};

/// What is said of one, or of any other number, which is %1: "1 order", "4,992 orders".
template <typename... More>
[[nodiscard]] Phrase counted(std::int64_t number, const char* singular, const char* plural, More&&... more)
{
    return Phrase(number == 1 ? singular : plural, number, std::forward<More>(more)...);
}

} // namespace engine
