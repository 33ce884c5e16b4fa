// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/code_listing.h"

#include "ui/models/format.h"
#include "ui/models/log.h"
#include "ui/models/order_words.h"

#include <QFile>
#include <QRegularExpression>

#include <algorithm>
#include <array>
#include <numeric>

namespace ui {

namespace {

using engine::OrderPlace;
using Counts = std::array<std::int64_t, engine::kOrderPlaceCount>;

std::optional<OrderPlace> placeNamed(const QString& name)
{
    for (int place = 0; place < engine::kOrderPlaceCount; ++place) {
        if (name == QLatin1String(engine::toString(static_cast<OrderPlace>(place))))
            return static_cast<OrderPlace>(place);
    }
    return {};
}

/// Orders in flight at each place; from the levels where the run does not follow single orders.
Counts inFlight(const engine::Snapshot& snapshot)
{
    Counts counts {};
    const auto at = [&counts](OrderPlace place) -> std::int64_t& { return counts[static_cast<std::size_t>(place)]; };
    if (snapshot.orders.enabled) {
        for (std::size_t place = 0; place < counts.size(); ++place) {
            const auto& activities = snapshot.orders.counts[place];
            counts[place] = std::accumulate(activities.begin(), activities.end(), std::int64_t {0});
        }
        at(OrderPlace::Ended) = 0;
        return counts;
    }
    at(OrderPlace::Channel) = snapshot.channel.now;
    at(OrderPlace::Validate) = snapshot.stage(engine::Stage::Validate).inFlight.now;
    at(OrderPlace::Charge) = snapshot.stage(engine::Stage::Charge).inFlight.now;
    at(OrderPlace::Persist) = snapshot.stage(engine::Stage::Persist).inFlight.now;
    const std::int64_t elsewhere = snapshot.ledger.inFlight - snapshot.channel.now - snapshot.inFlightTotal.now;
    at(OrderPlace::Intake) = std::max<std::int64_t>(elsewhere, 0);
    return counts;
}

bool isComment(const QString& code)
{
    return code.trimmed().startsWith(QStringLiteral("//"));
}

/// Keywords in bold, but in comments; everything else as it is, blanks kept.
QString styled(const QString& code)
{
    static const QRegularExpression kKeyword(QStringLiteral(
        "\\b(auto|async|await|co_await|co_return|const|for|foreach|in|new|return|var|while)\\b"));
    QString text = code.toHtmlEscaped();
    if (!isComment(code))
        text.replace(kKeyword, QStringLiteral("<b>\\1</b>"));
    return text.replace(QLatin1Char(' '), QStringLiteral("&nbsp;"));
}

} // namespace

CodeListing::CodeListing(Language language, QObject* parent)
    : QAbstractListModel(parent)
    , m_language(language)
{
    load();
}

std::vector<CodeListing::Line> CodeListing::read(engine::Mode mode, Language language)
{
    static const QRegularExpression kPlace(QStringLiteral("\\s*//~ (\\w+)$"));
    QFile file(QStringLiteral(":/code/%1.%2.txt")
                   .arg(QLatin1String(engine::toString(mode)), language == Language::Cpp ? QStringLiteral("cpp") : QStringLiteral("cs")));
    std::vector<Line> lines;
    if (!file.open(QIODevice::ReadOnly | QIODevice::Text)) {
        qCWarning(logModels, "%s cannot be read", qUtf8Printable(file.fileName()));
        return lines;
    }
    while (!file.atEnd()) {
        QString text = QString::fromUtf8(file.readLine());
        text.chop(text.endsWith(QLatin1Char('\n')) ? 1 : 0);
        const QRegularExpressionMatch match = kPlace.match(text);
        Line line {text, {}};
        if (match.hasMatch())
            line = {text.left(match.capturedStart()), placeNamed(match.captured(1))};
        lines.push_back(std::move(line));
    }
    return lines;
}

void CodeListing::load()
{
    beginResetModel();
    m_lines = read(m_mode, m_language);
    endResetModel();
    Q_EMIT liveChanged();
}

void CodeListing::show(const engine::Snapshot& snapshot)
{
    if (snapshot.mode != m_mode) {
        m_mode = snapshot.mode;
        load();
    }
    const Counts counts = inFlight(snapshot);
    const auto most = std::ranges::max_element(counts);
    if (*most == 0) {
        setLive({}, {});
        return;
    }
    const auto place = static_cast<OrderPlace>(most - counts.begin());
    setLive(place, tr("%1 orders in %2", "a number of orders, and the station where they are").arg(Format::count(static_cast<double>(*most)), OrderWords::place(static_cast<int>(place))));
}

void CodeListing::setLive(std::optional<engine::OrderPlace> place, const QString& text)
{
    const bool moved = place != m_live;
    if (!moved && text == m_liveText)
        return;
    m_live = place;
    m_liveText = text;
    if (moved && !m_lines.empty())
        Q_EMIT dataChanged(index(0), index(rowCount() - 1), {Live});
    Q_EMIT liveChanged();
}

int CodeListing::firstLiveRow() const
{
    const auto first = std::ranges::find_if(m_lines, [this](const Line& line) { return m_live && line.place == m_live; });
    return first == m_lines.end() ? -1 : static_cast<int>(first - m_lines.begin());
}

int CodeListing::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : static_cast<int>(m_lines.size());
}

QVariant CodeListing::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || index.row() >= rowCount())
        return {};
    const Line& line = m_lines[static_cast<std::size_t>(index.row())];
    switch (role) {
    case Qt::DisplayRole:
        return line.text;
    case Styled:
        return styled(line.text);
    case Comment:
        return isComment(line.text);
    case Live:
        return m_live && line.place == m_live;
    default:
        return {};
    }
}

QHash<int, QByteArray> CodeListing::roleNames() const
{
    return {{Qt::DisplayRole, "plain"}, {Styled, "styled"}, {Comment, "comment"}, {Live, "live"}};
}

} // namespace ui
