// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QSettings>
#include <QString>
#include <QVariantMap>
#include <QtQml/qqmlregistration.h>

namespace ui {

/// How the user wants the window to look, kept from one start to the next.
///
/// Model    every change is written to the user's settings file, `threadweir/window.ini` of the configuration folder,
///          which is synchronised when control returns to the event loop and when the window closes
/// Units    scale is a factor, 0.75..2
/// Errors   what the file holds but nobody can use (an unknown theme, a scale out of range) counts as not there
/// Threads  GUI thread only
class ViewSettings final : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_SINGLETON
    Q_PROPERTY(ui::ViewSettings::Theme theme READ theme WRITE setTheme NOTIFY themeChanged FINAL)
    Q_PROPERTY(double scale READ scale WRITE setScale NOTIFY scaleChanged FINAL)
    Q_PROPERTY(bool reducedMotion READ reducedMotion WRITE setReducedMotion NOTIFY reducedMotionChanged FINAL)
    Q_PROPERTY(QString language READ language WRITE setLanguage NOTIFY languageChanged FINAL)
    /// By the name of a panel: whether the user wants it open. What is not there follows from the window's size.
    Q_PROPERTY(QVariantMap openPanels READ openPanels NOTIFY openPanelsChanged FINAL)

public:
    /// System follows the lightness of the system's palette.
    enum class Theme { System, Light, Dark, Projector };
    Q_ENUM(Theme)

    static constexpr double kSmallest = 0.75;
    static constexpr double kLargest = 2.0;

    explicit ViewSettings(QObject* parent = nullptr);

    [[nodiscard]] Theme theme() const { return m_theme; }
    [[nodiscard]] double scale() const { return m_scale; }
    [[nodiscard]] bool reducedMotion() const { return m_reducedMotion; }
    [[nodiscard]] QString language() const { return m_language; } ///< "de"; empty: as the system
    [[nodiscard]] QVariantMap openPanels() const { return m_openPanels; }

    void setTheme(Theme theme);
    void setScale(double scale);
    void setReducedMotion(bool reduced);
    void setLanguage(const QString& language);

    Q_INVOKABLE void larger(); ///< the next of 75, 90, 100, 110, 125, 150, 175, 200 %
    Q_INVOKABLE void smaller();
    Q_INVOKABLE void setOpen(const QString& panel, bool open);

    /// What else is to be kept: where the window was, which files were opened. Null if nothing was.
    [[nodiscard]] QVariant kept(const QString& key) const { return m_file.value(key); }
    void keep(const QString& key, const QVariant& value) { m_file.setValue(key, value); }

Q_SIGNALS:
    void themeChanged();
    void scaleChanged();
    void reducedMotionChanged();
    void languageChanged();
    void openPanelsChanged();

private:
    QSettings m_file;
    Theme m_theme = Theme::System;
    double m_scale = 1.0;
    bool m_reducedMotion = false;
    QString m_language;
    QVariantMap m_openPanels;
};

} // namespace ui
