// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QElapsedTimer>
#include <QQuickItem>
#include <QString>
#include <QTimer>
#include <QtQml/qqmlregistration.h>

#include <chrono>

namespace ui {

/// Says to a screen reader what the window shows, when it has changed in more than its numbers.
///
/// Model    `text` is announced when it differs from what was announced last by more than digits, at most once in
///          kInterval; of several changes meanwhile the last one is said. Nothing is announced while it is empty.
/// Threads  GUI thread only
class LiveRegion : public QQuickItem {
    Q_OBJECT
    QML_ELEMENT
    Q_PROPERTY(QString text READ text WRITE setText NOTIFY textChanged FINAL)
    Q_PROPERTY(QString said READ said NOTIFY saidChanged FINAL)

public:
    static constexpr std::chrono::milliseconds kInterval {2500};

    explicit LiveRegion(QQuickItem* parent = nullptr);

    [[nodiscard]] QString text() const { return m_text; }
    [[nodiscard]] QString said() const { return m_said; } ///< what was announced last
    void setText(const QString& text);

Q_SIGNALS:
    void textChanged();
    void saidChanged();

private:
    void say();

    QString m_text;
    QString m_said;
    QTimer m_timer;
    QElapsedTimer m_sinceSaid;
};

} // namespace ui
