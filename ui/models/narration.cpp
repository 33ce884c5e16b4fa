// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/narration.h"

#include "ui/bridge/spoken.h"
#include "ui/models/format.h"

#include <algorithm>

namespace ui {

namespace {

bool isSame(const engine::Finding& one, const engine::Finding& other)
{
    return one.kind == other.kind && one.subject == other.subject;
}

auto find(const std::vector<engine::Finding>& findings, const engine::Finding& wanted)
{
    return std::ranges::find_if(findings, [&wanted](const engine::Finding& finding) { return isSame(finding, wanted); });
}

double secondsOf(std::chrono::nanoseconds time)
{
    return std::chrono::duration<double>(time).count();
}

} // namespace

QString Narration::headline(engine::FindingKind kind)
{
    switch (kind) {
    case engine::FindingKind::Starvation:
        return tr("Starvation");
    case engine::FindingKind::UnboundedFanOut:
        return tr("Unbounded fan-out");
    case engine::FindingKind::GrowingBacklog:
        return tr("The backlog grows");
    case engine::FindingKind::Backpressure:
        return tr("Backpressure at work");
    case engine::FindingKind::RetryStorm:
        return tr("Retry storm");
    case engine::FindingKind::BreakerOpen:
        return tr("Circuit breaker open");
    case engine::FindingKind::ServiceSaturated:
        return tr("Service saturated");
    case engine::FindingKind::OrphanedWork:
        return tr("Orphaned work");
    case engine::FindingKind::DrainIncomplete:
        return tr("Drain incomplete");
    case engine::FindingKind::LimitTooLow:
        return tr("Limit too low");
    case engine::FindingKind::LimitTooHigh:
        return tr("Limit too high");
    case engine::FindingKind::DoubleCharges:
        return tr("Double charges");
    case engine::FindingKind::LostOrders:
        return tr("Lost orders");
    case engine::FindingKind::UnobservedErrors:
        return tr("Unobserved errors");
    }
    return {};
}

void Narration::clear()
{
    show({});
}

void Narration::show(const std::vector<engine::Finding>& findings)
{
    const int before = count();
    const QString troubleBefore = trouble();
    auto news = findings.empty() ? std::nullopt : m_news;
    for (const engine::Finding& finding : findings) {
        if (find(m_findings, finding) == m_findings.end())
            news = finding;
    }
    removeGone(findings);
    for (std::size_t row = 0; row < findings.size(); ++row)
        place(static_cast<int>(row), findings[row]);
    if (count() != before)
        Q_EMIT countChanged();
    if (news != m_news || trouble() != troubleBefore) {
        m_news = news;
        Q_EMIT newsChanged();
    }
}

void Narration::showAgain()
{
    if (m_findings.empty())
        return;
    Q_EMIT dataChanged(index(0), index(count() - 1));
    Q_EMIT newsChanged();
}

QString Narration::news() const
{
    return m_news ? headline(m_news->kind) + QStringLiteral(": ") + spoken(m_news->sentence) : QString();
}

void Narration::removeGone(const std::vector<engine::Finding>& findings)
{
    for (int row = count() - 1; row >= 0; --row) {
        if (find(findings, m_findings[static_cast<std::size_t>(row)]) != findings.end())
            continue;
        beginRemoveRows({}, row, row);
        m_findings.erase(m_findings.begin() + row);
        endRemoveRows();
    }
}

/// The rows above are as they should be, and nothing is in the list that should not be.
void Narration::place(int row, const engine::Finding& finding)
{
    const auto known = find(m_findings, finding);
    const auto from = static_cast<int>(known - m_findings.cbegin());
    if (known == m_findings.cend()) {
        beginInsertRows({}, row, row);
        m_findings.insert(m_findings.begin() + row, finding);
        endInsertRows();
        return;
    }
    if (from != row) {
        beginMoveRows({}, from, from, {}, row);
        std::rotate(m_findings.begin() + row, m_findings.begin() + from, m_findings.begin() + from + 1);
        endMoveRows();
    }
    engine::Finding& shown = m_findings[static_cast<std::size_t>(row)];
    if (shown == finding)
        return;
    shown = finding;
    Q_EMIT dataChanged(index(row), index(row));
}

QString Narration::trouble() const
{
    if (m_findings.empty() || m_findings.front().level == engine::FindingLevel::Note)
        return {};
    return QString::fromStdString(m_findings.front().subject);
}

int Narration::rowCount(const QModelIndex& parent) const
{
    return parent.isValid() ? 0 : count();
}

QVariant Narration::data(const QModelIndex& index, int role) const
{
    if (!index.isValid() || index.row() >= count())
        return {};
    const engine::Finding& finding = m_findings[static_cast<std::size_t>(index.row())];
    switch (role) {
    case Level:
        return static_cast<int>(finding.level);
    case Headline:
        return headline(finding.kind);
    case Sentence:
        return Format::unbroken(spoken(finding.sentence));
    case Evidence:
        return tr("seen from %1 to %2").arg(Format::clockTime(secondsOf(finding.from)), Format::clockTime(secondsOf(finding.to)));
    case Remedy:
        return Format::unbroken(spoken(finding.remedy));
    case FixPath:
        return QString::fromStdString(finding.remedySwitch);
    case FixValue:
        return QString::fromStdString(finding.remedyValue);
    default:
        return {};
    }
}

QHash<int, QByteArray> Narration::roleNames() const
{
    return {{Level, "level"}, {Headline, "headline"}, {Sentence, "sentence"}, {Evidence, "evidence"}, {Remedy, "remedy"},
        {FixPath, "fixPath"}, {FixValue, "fixValue"}};
}

} // namespace ui
