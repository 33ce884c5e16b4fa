// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/workload/line_reader.h"

#include <QFileInfo>

#include <cstring>

namespace engine {
namespace {

constexpr std::size_t kBufferBytes = 4 * LineReader::kMaxLineBytes;
constexpr std::string_view kByteOrderMark = "\xef\xbb\xbf";

} // namespace

bool LineReader::open(const QString& path)
{
    if (QFileInfo(path).isDir()) {
        m_error = QStringLiteral("this is a directory");
        return false;
    }
    m_file.setFileName(path);
    if (!m_file.open(QIODevice::ReadOnly | QIODevice::Unbuffered)) {
        m_error = m_file.errorString();
        return false;
    }
    m_buffer.resize(kBufferBytes);
    while (m_end < kByteOrderMark.size() && !m_atEnd) {
        if (!fill())
            return false;
    }
    if (std::string_view(m_buffer.data(), m_end).starts_with(kByteOrderMark))
        m_begin = kByteOrderMark.size();
    return true;
}

LineReader::Result LineReader::next(std::string_view& text)
{
    bool tooLong = false;
    std::size_t searched = m_begin;
    for (;;) {
        const char* const data = m_buffer.data();
        const void* const feed = m_end > searched ? std::memchr(data + searched, '\n', m_end - searched) : nullptr;
        if (feed || m_atEnd) {
            if (!feed && m_begin == m_end && !tooLong)
                return Result::End;
            const std::size_t lineEnd = feed ? static_cast<std::size_t>(static_cast<const char*>(feed) - data) : m_end;
            text = std::string_view(data + m_begin, lineEnd - m_begin);
            m_begin = feed ? lineEnd + 1 : m_end;
            ++m_line;
            if (text.ends_with('\r'))
                text.remove_suffix(1);
            return tooLong || text.size() > kMaxLineBytes ? Result::TooLong : Result::Line;
        }
        if (m_end - m_begin > kMaxLineBytes + 1) {
            // Too long whatever follows: forget what was read of it, or a file without line feeds would be held whole.
            tooLong = true;
            m_begin = m_end;
        }
        const std::size_t unfinished = m_end - m_begin;
        if (!fill())
            return Result::Error;
        searched = m_begin + unfinished;
    }
}

/// Moves what was not handed out to the buffer's start and reads more behind it. False on a read error.
bool LineReader::fill()
{
    if (m_begin > 0) {
        std::memmove(m_buffer.data(), m_buffer.data() + m_begin, m_end - m_begin);
        m_end -= m_begin;
        m_begin = 0;
    }
    const qint64 bytes = m_file.read(m_buffer.data() + m_end, static_cast<qint64>(m_buffer.size() - m_end));
    if (bytes < 0) {
        m_error = m_file.errorString();
        return false;
    }
    m_atEnd = bytes == 0;
    m_end += static_cast<std::size_t>(bytes);
    return true;
}

} // namespace engine
