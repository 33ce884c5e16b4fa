// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/view_settings.h"

#include <QMetaEnum>

#include <algorithm>
#include <array>
#include <cmath>

namespace ui {

namespace {

constexpr std::array kSteps {0.75, 0.9, 1.0, 1.1, 1.25, 1.5, 1.75, 2.0};
constexpr double kSame = 0.005; ///< scales that are nearer to each other than this look the same

constexpr QLatin1String kTheme {"view/theme"};
constexpr QLatin1String kScale {"view/scale"};
constexpr QLatin1String kReducedMotion {"view/reducedMotion"};
constexpr QLatin1String kLanguage {"view/language"};
constexpr QLatin1String kOpenPanels {"openPanels/"};

QMetaEnum themes()
{
    return QMetaEnum::fromType<ViewSettings::Theme>();
}

} // namespace

ViewSettings::ViewSettings(QObject* parent)
    : QObject(parent)
    , m_file(QSettings::IniFormat, QSettings::UserScope, QStringLiteral("threadweir"), QStringLiteral("window"))
    , m_reducedMotion(m_file.value(kReducedMotion).toBool())
    , m_language(m_file.value(kLanguage).toString())
{
    const QStringList keys = m_file.allKeys();
    for (const QString& key : keys) {
        if (key.startsWith(kOpenPanels))
            m_openPanels[key.mid(kOpenPanels.size())] = m_file.value(key).toBool();
    }
    bool known = false;
    const int theme = themes().keyToValue(m_file.value(kTheme).toByteArray().constData(), &known);
    if (known)
        m_theme = static_cast<Theme>(theme);
    const double scale = m_file.value(kScale).toDouble();
    if (scale >= kSmallest && scale <= kLargest)
        m_scale = scale;
}

void ViewSettings::setTheme(Theme theme)
{
    if (theme == m_theme)
        return;
    m_theme = theme;
    m_file.setValue(kTheme, QString::fromLatin1(themes().valueToKey(static_cast<int>(theme))));
    Q_EMIT themeChanged();
}

void ViewSettings::setScale(double scale)
{
    if (!std::isfinite(scale))
        return;
    const double clamped = std::clamp(scale, kSmallest, kLargest);
    if (std::abs(clamped - m_scale) < kSame)
        return;
    m_scale = clamped;
    m_file.setValue(kScale, m_scale);
    Q_EMIT scaleChanged();
}

void ViewSettings::setReducedMotion(bool reduced)
{
    if (reduced == m_reducedMotion)
        return;
    m_reducedMotion = reduced;
    m_file.setValue(kReducedMotion, reduced);
    Q_EMIT reducedMotionChanged();
}

void ViewSettings::setLanguage(const QString& language)
{
    if (language == m_language)
        return;
    m_language = language;
    m_file.setValue(kLanguage, language);
    Q_EMIT languageChanged();
}

void ViewSettings::larger()
{
    const auto next = std::ranges::find_if(kSteps, [this](double step) { return step > m_scale + kSame; });
    if (next != kSteps.end())
        setScale(*next);
}

void ViewSettings::smaller()
{
    const auto next
        = std::find_if(kSteps.rbegin(), kSteps.rend(), [this](double step) { return step < m_scale - kSame; });
    if (next != kSteps.rend())
        setScale(*next);
}

void ViewSettings::setOpen(const QString& panel, bool open)
{
    const auto known = m_openPanels.constFind(panel);
    if (known != m_openPanels.constEnd() && known->toBool() == open)
        return;
    m_openPanels[panel] = open;
    m_file.setValue(kOpenPanels + panel, open);
    Q_EMIT openPanelsChanged();
}

} // namespace ui
