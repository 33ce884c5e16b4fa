// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/composition.h"
#include "tests/e2e/hand.h"

#include <QImage>
#include <QQuickItem>
#include <QQuickWindow>
#include <QString>
#include <QTemporaryDir>
#include <QVariant>

#include <string>

namespace e2e {

/// What is kept from one start of the window to the next: settings and scenarios. There is nothing in a new one.
struct Profile {
    Profile();

    QTemporaryDir folder;
    [[nodiscard]] QString runs() const { return folder.filePath(QStringLiteral("runs")); }
    [[nodiscard]] QString scenarios() const { return folder.filePath(QStringLiteral("scenarios")); }
};

/// The window that users get, over the real engine and on a real display, seen and used as a user would: controls are found
/// by name, and only where they are in view. A warning of any kind fails the test.
class LabOnScreen {
public:
    explicit LabOnScreen(const Profile& profile, const QString& scenario = {});
    ~LabOnScreen();
    LabOnScreen(const LabOnScreen&) = delete;
    LabOnScreen& operator=(const LabOnScreen&) = delete;

    void press(const char* key) { m_hand.press(QLatin1String(key)); }
    void type(const char* text) { m_hand.type(QLatin1String(text)); }
    /// Waits until there is an item of that name that can be clicked.
    void click(const char* name, Button button = Button::Left);
    /// Along an item, from one share of its width to another.
    void drag(const char* name, double from, double to);

    [[nodiscard]] QQuickItem* inView(const char* name) const; ///< or null
    [[nodiscard]] std::string says(const char* name, const char* property = "text") const; ///< empty where it is not in view
    [[nodiscard]] bool is(const char* name, const char* property) const; ///< false where it is not in view
    [[nodiscard]] double number(const char* name, const char* property) const; ///< NaN where it is not in view
    /// What is on the screen where the item is.
    [[nodiscard]] QImage picture(const QQuickItem& item) const;

    [[nodiscard]] const ui::RunFigures& figures() { return *m_composition.model().figures(); }
    [[nodiscard]] const ui::Narration& narration() { return *m_composition.model().narration(); }
    [[nodiscard]] ui::EngineCommands& commands() { return m_composition.commands(); }
    [[nodiscard]] QQuickWindow& window() const { return *m_composition.window(); }

private:
    [[nodiscard]] QVariant seen(const char* name, const char* property) const;
    [[nodiscard]] QPoint placeToClick(const char* name) const;

    QtMessageHandler m_previous = nullptr;
    app::Composition m_composition;
    Hand m_hand;
};

} // namespace e2e
