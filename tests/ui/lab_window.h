// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/composition.h"
#include "tests/support/fake_run.h"

#include <QQuickItem>
#include <QQuickWindow>
#include <QString>
#include <QTemporaryDir>

namespace support {

/// Makes the settings file of the window an empty one. tests/ui/main.cpp has put it into a temporary folder.
struct ForgottenSettings {
    ForgottenSettings();
};

/// The item of that name below `parent`, also where it was made for a row of a model; or null.
[[nodiscard]] QQuickItem* findItem(const QQuickItem& parent, const QString& name);

/// The real window over a fake engine, shown and active, with nothing kept from an earlier one. A warning of any kind
/// fails the test.
class Lab {
public:
    Lab();
    ~Lab();
    Lab(const Lab&) = delete;
    Lab& operator=(const Lab&) = delete;

    void press(Qt::Key key, Qt::KeyboardModifiers modifiers = Qt::NoModifier);
    void click(const char* name);
    [[nodiscard]] QObject* find(const char* name);
    [[nodiscard]] QObject* findIfThere(const char* name); ///< or null
    [[nodiscard]] QString text(const char* name, const char* property = "text");
    /// One of the singletons that QML sees, e.g. "Theme".
    [[nodiscard]] QObject* singleton(const char* name);

    ForgottenSettings settings; // first, so that everything below starts without any
    QTemporaryDir parent;
    FakeEngine fake;
    app::Composition composition {
        [this](engine::Run::Options options) { return fake.start(std::move(options)); }, parent.filePath(QStringLiteral("runs")),
        parent.filePath(QStringLiteral("scenarios"))};

private:
    QtMessageHandler m_previous = nullptr;
};

} // namespace support
