// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/run/csv_export.h"

#include "engine/runtime/delay.h"

#include <algorithm>
#include <utility>

namespace engine {

namespace {

void appendAmount(QByteArray& line, std::int64_t cents)
{
    // Worked out on the digits: a double does not hold every amount.
    QByteArray digits = QByteArray::number(static_cast<qlonglong>(cents));
    const bool negative = digits.startsWith('-');
    if (negative)
        digits.remove(0, 1);
    constexpr qsizetype kAtLeast = 3; // 0.05
    digits = digits.rightJustified(kAtLeast, '0');
    line.append(negative ? "-" : "").append(digits.chopped(2)).append('.').append(digits.last(2));
}

void appendText(QByteArray& line, const std::string& text)
{
    const bool plain =
        text.find_first_of(",\"\r\n") == std::string::npos && !text.starts_with(' ') && !text.ends_with(' ');
    const QByteArray bytes = QByteArray::fromStdString(text);
    if (plain)
        line.append(bytes);
    else
        line.append('"').append(QByteArray(bytes).replace('"', "\"\"")).append('"');
}

/// The consumer of either export: writes rows, one after the other.
class RowWriter {
public:
    RowWriter(QIODevice& device, Clock& clock, const CsvExport& how)
        : m_device(device)
        , m_clock(clock)
        , m_how(how)
    {
    }

    [[nodiscard]] Outcome<void> begin() { return put(CsvExport::header()); }
    [[nodiscard]] Outcome<void> write(const OrderRow& row)
    {
        if (m_exported.rows == 0)
            m_exported.firstRowAt = m_clock.now().time_since_epoch();
        ++m_exported.rows;
        return put(CsvExport::row(row));
    }
    [[nodiscard]] bool wantsMore() const { return m_how.limit < 0 || m_exported.rows < m_how.limit; }
    /// How long to rest now.
    [[nodiscard]] std::chrono::nanoseconds rest() const
    {
        const bool due = m_exported.rows % std::max<std::int64_t>(m_how.delayEvery, 1) == 0;
        return due ? m_how.rowDelay : std::chrono::nanoseconds::zero();
    }
    [[nodiscard]] const CsvExported& exported() const { return m_exported; }

private:
    Outcome<void> put(const QByteArray& line)
    {
        if (m_device.write(line) == line.size())
            return {};
        return failed(FailureKind::Unavailable, "the rows cannot be written: " + m_device.errorString().toStdString());
    }

    QIODevice& m_device;
    Clock& m_clock;
    const CsvExport m_how;
    CsvExported m_exported;
};

} // namespace

QByteArray CsvExport::header()
{
    return QByteArrayLiteral("id,customer,lines,total,persistedAtMs\n");
}

QByteArray CsvExport::row(const OrderRow& row)
{
    constexpr double kNsInMs = 1e6;
    QByteArray line;
    line.reserve(64);
    line.append(QByteArray::number(static_cast<qulonglong>(row.order.id))).append(',');
    appendText(line, row.order.customer);
    line.append(',').append(QByteArray::number(row.order.lines)).append(',');
    appendAmount(line, row.order.totalCents);
    const double ms = static_cast<double>(row.persistedAt.count()) / kNsInMs;
    return line.append(',').append(QByteArray::number(ms, 'f', 3)).append('\n');
}

QCoro::Task<Outcome<CsvExported>> exportStreamed(
    ResultStream& stream, QIODevice& device, Clock& clock, CsvExport how, CancellationToken token)
{
    RowWriter writer(device, clock, how);
    Outcome<void> written = writer.begin();
    if (!written)
        co_return tl::unexpected<Failure>(written.error());
    if (!writer.wantsMore())
        co_return writer.exported();
    QCoro::AsyncGenerator<OrderRow> rows = stream.rows(token);
    auto begin = rows.begin();
    auto row = co_await begin;
    while (row != rows.end()) {
        written = writer.write(*row);
        if (!written)
            co_return tl::unexpected<Failure>(written.error());
        if (!writer.wantsMore())
            co_return writer.exported();
        const Outcome<void> rested = co_await delay(clock, writer.rest(), token);
        if (!rested)
            co_return tl::unexpected<Failure>(rested.error());
        auto next = ++row;
        co_await next;
    }
    if (!stream.outcome())
        co_return tl::unexpected<Failure>(stream.outcome().error());
    co_return writer.exported();
}

QCoro::Task<Outcome<CsvExported>> exportCollected(
    ResultStream& stream, QIODevice& device, Clock& clock, CsvExport how, CancellationToken token)
{
    RowWriter writer(device, clock, how);
    const Outcome<std::vector<OrderRow>> all = co_await collectRows(stream, token);
    if (!all)
        co_return tl::unexpected<Failure>(all.error());
    Outcome<void> written = writer.begin();
    for (auto row = all->begin(); written && row != all->end() && writer.wantsMore();) {
        written = writer.write(*row++);
        if (!written || !writer.wantsMore())
            break;
        const Outcome<void> rested = co_await delay(clock, writer.rest(), token);
        if (!rested)
            co_return tl::unexpected<Failure>(rested.error());
    }
    if (!written)
        co_return tl::unexpected<Failure>(written.error());
    co_return writer.exported();
}

} // namespace engine
