// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/workload/scenario_json.h"
#include "ui/bridge/lab.h"

#include <QObject>
#include <QUndoStack>
#include <QtQml/qqmlregistration.h>

namespace ui {

/// The scenario and the mode that are wanted, and every change of them, which can be taken back.
///
/// Model    what is typed goes through engine::withSetting, as a file or `--set` would. A drag is one step however many values
///          it went through; a drag that ends where it began is none
/// Shape    begin() with each scenario that is opened; then set, drag ... endDrag, restore, setMode, undo, redo at will
/// Errors   a bad value changes nothing: the answer says in one sentence what was expected. A good one is answered with nothing
/// Threads  GUI thread only
class ScenarioEdits : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("EngineCommands has it.")
    Q_PROPERTY(bool canUndo READ canUndo NOTIFY wantedChanged FINAL)
    Q_PROPERTY(bool canRedo READ canRedo NOTIFY wantedChanged FINAL)
    Q_PROPERTY(QString undoText READ undoText NOTIFY wantedChanged FINAL)
    Q_PROPERTY(QString redoText READ redoText NOTIFY wantedChanged FINAL)
    Q_PROPERTY(bool edited READ edited NOTIFY wantedChanged FINAL)

public:
    struct Wanted {
        engine::Scenario scenario;
        engine::Mode mode = engine::Mode::Bounded;

        friend bool operator==(const Wanted&, const Wanted&) = default;
    };

    explicit ScenarioEdits(QObject* parent = nullptr);

    /// Another scenario, with its own values: what could be taken back is forgotten.
    void begin(const engine::Scenario& own, engine::Mode mode);

    /// What is wanted has been kept under this name: it is what the scenario says from now on.
    void rename(const QString& name, const QString& title);

    [[nodiscard]] const engine::Scenario& own() const { return m_own; }
    [[nodiscard]] const engine::Scenario& scenario() const { return m_wanted.scenario; }
    [[nodiscard]] engine::Mode mode() const { return m_wanted.mode; }
    [[nodiscard]] bool canUndo() const { return m_stack.canUndo(); }
    [[nodiscard]] bool canRedo() const { return m_stack.canRedo(); }
    [[nodiscard]] QString undoText() const { return m_stack.undoText(); } ///< what undo() would take back
    [[nodiscard]] QString redoText() const { return m_stack.redoText(); }
    [[nodiscard]] bool edited() const { return m_wanted.scenario != m_own; } ///< differs from the scenario's own values

    /// As `--set` would take it; empty for a path that is no parameter.
    Q_INVOKABLE [[nodiscard]] QString value(const QString& path) const;
    /// `value` as `--set` takes it.
    Q_INVOKABLE QString set(const QString& path, const QString& value);
    /// As it was typed, in the unit that the window shows: "6" for 6 %.
    Q_INVOKABLE QString type(const QString& path, const QString& typed);
    /// One of the words of a choice, by its place.
    Q_INVOKABLE QString pick(const QString& path, int index);
    /// A value on the way of a slider or a key that is kept down, in the same unit.
    Q_INVOKABLE QString drag(const QString& path, const QString& typed);
    Q_INVOKABLE void endDrag();
    Q_INVOKABLE QString restore(const QString& path); ///< the scenario's own value
    Q_INVOKABLE void restoreAll();
    void setMode(engine::Mode mode);

    Q_INVOKABLE void undo();
    Q_INVOKABLE void redo();

Q_SIGNALS:
    void wantedChanged();
    /// A change has been made, or taken back, or made again: "Charge limit 10 → 40". Of a drag only what came of it.
    void changed(const QString& text);

private:
    class Step;

    QString setTo(const QString& path, const QString& value, bool dragging);
    void take(const Wanted& wanted, bool dragging);
    void show(const Wanted& wanted);

    engine::Scenario m_own;
    Wanted m_wanted;
    Wanted m_beforeDrag;
    QString m_dragged; ///< the path; empty: nothing is being dragged
    QUndoStack m_stack;
};

} // namespace ui
