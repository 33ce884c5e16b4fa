// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QFile>
#include <QString>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace engine {

/// Reads a file line by line, holding no more of it than one buffer.
///
/// Shape    open() -> next() until End or Error. Lines end with LF or CRLF, which is not part of `text`; the last one
///          may have no end. A byte order mark at the file's start is skipped.
/// Bounds   of a line longer than kMaxLineBytes only the number is told
/// Threads  one owner
class LineReader {
public:
    static constexpr std::size_t kMaxLineBytes = 64 * 1024;

    enum class Result : std::uint8_t { Line, TooLong, End, Error };

    /// False if the file cannot be read; error() says why.
    [[nodiscard]] bool open(const QString& path);

    /// `text` is valid until the next call.
    [[nodiscard]] Result next(std::string_view& text);
    [[nodiscard]] std::int64_t lineNumber() const { return m_line; } ///< 1-based, of the latest line
    [[nodiscard]] QString error() const { return m_error; }

private:
    [[nodiscard]] bool fill();

    QFile m_file;
    QString m_error;
    std::vector<char> m_buffer;
    std::size_t m_begin = 0; ///< first byte that was not handed out
    std::size_t m_end = 0; ///< behind the last byte that was read
    bool m_atEnd = false;
    std::int64_t m_line = 0;
};

} // namespace engine
