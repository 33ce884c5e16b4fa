// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QByteArray>
#include <QString>

#include <cstdint>
#include <vector>

namespace engine {

/// Writes indented JSON whose members keep the order in which they were written, which QJsonObject would sort away.
///
/// Shape    begin and end are balanced; in an object each value follows its key
/// Bounds   numbers are finite; they are written with the fewest digits that read back to the same value
/// Threads  one owner
class JsonWriter {
public:
    void beginObject() { begin('{'); }
    void endObject() { end('}'); }
    void beginArray() { begin('['); }
    void endArray() { end(']'); }
    void key(const char* name);
    void value(const QString& text);
    void value(const char* text) { value(QString::fromUtf8(text)); }
    void value(double number);
    void value(std::int64_t number);
    void value(bool flag);

    template <typename Value>
    void member(const char* name, const Value& content)
    {
        key(name);
        value(content);
    }

    /// The document, with a line feed at its end.
    [[nodiscard]] QByteArray text() const { return m_text + '\n'; }

private:
    void begin(char bracket);
    void end(char bracket);
    void separate();
    void newLine();

    QByteArray m_text;
    std::vector<bool> m_hasItems; ///< one for each object or list that is open
    bool m_afterKey = false;
};

} // namespace engine
