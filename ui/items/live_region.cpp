// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/items/live_region.h"

#include <QAccessible>

namespace ui {

namespace {

/// A sentence without what counts: "Orders flow: 22 in flight" is still the same with 23.
QString withoutNumbers(const QString& text)
{
    QString rest;
    for (const QChar character : text) {
        if (!character.isDigit() && character != QLatin1Char(',') && character != QLatin1Char('.'))
            rest += character;
    }
    return rest;
}

} // namespace

LiveRegion::LiveRegion(QQuickItem* parent)
    : QQuickItem(parent)
{
    m_timer.setSingleShot(true);
    connect(&m_timer, &QTimer::timeout, this, &LiveRegion::say);
}

void LiveRegion::setText(const QString& text)
{
    if (text == m_text)
        return;
    m_text = text;
    Q_EMIT textChanged();
    const auto silentFor = m_sinceSaid.isValid() ? std::chrono::milliseconds(m_sinceSaid.elapsed()) : kInterval;
    if (silentFor >= kInterval)
        say();
    else if (!m_timer.isActive())
        m_timer.start(kInterval - silentFor);
}

void LiveRegion::say()
{
    if (m_text.isEmpty() || withoutNumbers(m_text) == withoutNumbers(m_said))
        return;
    m_said = m_text;
    m_sinceSaid.start();
    Q_EMIT saidChanged(); // its accessible name, so that it is there when the reader looks
#if QT_VERSION >= QT_VERSION_CHECK(6, 8, 0)
    QAccessibleAnnouncementEvent event(this, m_said);
#else
    QAccessibleEvent event(this, QAccessible::Alert);
#endif
    QAccessible::updateAccessibility(&event);
}

} // namespace ui
