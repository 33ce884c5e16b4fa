// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/workload/line_reader.h"
#include "engine/workload/order_line.h"
#include "engine/workload/order_source.h"

namespace engine {
namespace {

constexpr std::size_t kKeptBadLines = 100;

bool isBlank(std::string_view line)
{
    return line.find_first_not_of(" \t") == std::string_view::npos;
}

/// Orders from a file, a line at a time. The first line that is not blank says which of the two formats it is.
class OrderFile final : public OrderSource {
public:
    OrderFile(const QString& path, bool strict)
        : m_path(path)
        , m_strict(strict)
    {
        if (m_lines.open(path))
            readFirstLine();
        else
            fail(QStringLiteral("cannot be read: %1").arg(m_lines.error()), false);
    }

    std::optional<Order> next() override
    {
        while (!m_ended) {
            std::string_view line = m_firstJsonLine;
            const auto result = line.empty() ? m_lines.next(line) : LineReader::Result::Line;
            m_firstJsonLine = {};
            if (result == LineReader::Result::End) {
                m_ended = true;
            } else if (result == LineReader::Result::Error) {
                fail(QStringLiteral("reading stopped after this line: %1").arg(m_lines.error()), true);
            } else if (result == LineReader::Result::TooLong) {
                refuseLine(QStringLiteral("found a line of more than %1 bytes, expected an order")
                               .arg(LineReader::kMaxLineBytes));
            } else if (!isBlank(line)) {
                auto order = m_isJson ? readJsonOrder(line) : m_csv.read(line);
                if (order)
                    return std::move(*order);
                refuseLine(order.error());
            }
        }
        return std::nullopt;
    }

    std::int64_t badLineCount() const override { return m_badLineCount; }
    const std::vector<BadLine>& badLines() const override { return m_badLines; }
    QString fatalError() const override { return m_fatalError; }

private:
    void readFirstLine()
    {
        const QString expected = QStringLiteral("expected the header id,customer,total or a JSON object in each line");
        std::string_view line;
        LineReader::Result result {};
        do {
            result = m_lines.next(line);
        } while (result == LineReader::Result::Line && isBlank(line));

        if (result == LineReader::Result::Error)
            return fail(QStringLiteral("cannot be read: %1").arg(m_lines.error()), false);
        if (result == LineReader::Result::End)
            return fail(QStringLiteral("found an empty file, ") + expected, false);
        if (result == LineReader::Result::TooLong)
            return fail(
                QStringLiteral("found a line of more than %1 bytes, ").arg(LineReader::kMaxLineBytes) + expected, true);
        if (line.find('\0') != std::string_view::npos || line.starts_with("\xff\xfe") || line.starts_with("\xfe\xff"))
            return fail(QStringLiteral("found text in another encoding, or no text at all, expected UTF-8"), true);

        const char first = line[line.find_first_not_of(" \t")];
        if (first == '[')
            return fail(QStringLiteral("found a JSON list, ") + expected, true);
        m_isJson = first == '{';
        if (m_isJson)
            m_firstJsonLine = line;
        else if (const QString wrong = m_csv.readHeader(line); !wrong.isEmpty())
            fail(wrong, true);
    }

    void refuseLine(const QString& what)
    {
        ++m_badLineCount;
        if (m_badLines.size() < kKeptBadLines)
            m_badLines.push_back({m_lines.lineNumber(), what});
        if (m_strict)
            fail(what, true);
    }

    void fail(const QString& what, bool atLine)
    {
        m_ended = true;
        m_fatalError = atLine ? QStringLiteral("%1:%2: %3").arg(m_path).arg(m_lines.lineNumber()).arg(what)
                              : QStringLiteral("%1: %2").arg(m_path, what);
    }

    QString m_path;
    bool m_strict;
    LineReader m_lines;
    CsvOrderReader m_csv;
    bool m_isJson = false;
    bool m_ended = false;
    std::string_view m_firstJsonLine; ///< read to tell the format, and still to be answered
    std::int64_t m_badLineCount = 0;
    std::vector<BadLine> m_badLines;
    QString m_fatalError;
};

} // namespace

std::unique_ptr<OrderSource> openOrderFile(const QString& path, bool strict)
{
    return std::make_unique<OrderFile>(path, strict);
}

} // namespace engine
