// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bridge/scenario_edits.h"

#include "ui/bridge/parameters.h"
#include "ui/bridge/spoken.h"

#include <QUndoCommand>

#include <utility>

namespace ui {

namespace {

QString textOf(const ScenarioEdits::Wanted& before, const ScenarioEdits::Wanted& after)
{
    return describeChange(before.scenario, before.mode, after.scenario, after.mode);
}

/// What is wrong, as it is said beside the value: its unit is the one that is shown, and its name need not be told.
QString sentenceOf(const engine::ScenarioError& error, const QString& path)
{
    const Parameter* const parameter = parameterAt(path);
    if (parameter && error.path == path && parameter->unitFactor != 1.0) {
        return ScenarioEdits::tr("Has to be from %1 to %2.")
            .arg(parameter->saidBare(QString::number(parameter->field.lowest)), parameter->said(QString::number(parameter->field.highest)));
    }
    const QString where = error.path == path ? QString() : error.path + QLatin1String(": ");
    return where + ScenarioEdits::tr("Found %1, expected %2.").arg(spoken(error.found), spoken(error.expected));
}

} // namespace

class ScenarioEdits::Step final : public QUndoCommand {
public:
    Step(ScenarioEdits& edits, Wanted before, Wanted after)
        : QUndoCommand(textOf(before, after))
        , m_edits(edits)
        , m_before(std::move(before))
        , m_after(std::move(after))
    {
    }
    void undo() override { m_edits.show(m_before); }
    void redo() override { m_edits.show(m_after); }

private:
    ScenarioEdits& m_edits;
    Wanted m_before;
    Wanted m_after;
};

ScenarioEdits::ScenarioEdits(QObject* parent)
    : QObject(parent)
{
}

void ScenarioEdits::begin(const engine::Scenario& own, engine::Mode mode)
{
    m_dragged.clear();
    m_own = own;
    m_wanted = {own, mode};
    m_stack.clear();
    Q_EMIT wantedChanged();
}

void ScenarioEdits::rename(const QString& name, const QString& title)
{
    endDrag();
    m_wanted.scenario.name = name;
    m_wanted.scenario.title = title;
    m_own = m_wanted.scenario;
    Q_EMIT wantedChanged();
}

QString ScenarioEdits::value(const QString& path) const
{
    const Parameter* const parameter = parameterAt(path);
    return parameter ? parameter->field.text(m_wanted.scenario) : QString();
}

QString ScenarioEdits::set(const QString& path, const QString& value)
{
    return setTo(path, value, false);
}

QString ScenarioEdits::type(const QString& path, const QString& typed)
{
    const Parameter* const parameter = parameterAt(path);
    return setTo(path, parameter ? parameter->fromTyped(typed) : typed, false);
}

QString ScenarioEdits::pick(const QString& path, int index)
{
    const Parameter* const parameter = parameterAt(path);
    return setTo(path, parameter ? parameter->field.words.value(index) : QString(), false);
}

QString ScenarioEdits::drag(const QString& path, const QString& typed)
{
    const Parameter* const parameter = parameterAt(path);
    return setTo(path, parameter ? parameter->fromTyped(typed) : typed, true);
}

QString ScenarioEdits::setTo(const QString& path, const QString& value, bool dragging)
{
    const auto changed = engine::withSetting(m_wanted.scenario, path + QLatin1Char('=') + value);
    if (!changed)
        return sentenceOf(changed.error(), path);
    if (m_dragged != (dragging ? path : QString()))
        endDrag();
    if (dragging && m_dragged.isEmpty()) {
        m_dragged = path;
        m_beforeDrag = m_wanted;
    }
    take({*changed, m_wanted.mode}, dragging);
    return {};
}

void ScenarioEdits::take(const Wanted& wanted, bool dragging)
{
    if (wanted == m_wanted)
        return;
    if (dragging) {
        show(wanted);
        return;
    }
    const Wanted before = m_wanted;
    m_stack.push(new Step(*this, before, wanted));
    Q_EMIT wantedChanged(); // now it can be taken back
    Q_EMIT changed(textOf(before, wanted));
}

void ScenarioEdits::endDrag()
{
    if (m_dragged.isEmpty())
        return;
    m_dragged.clear();
    if (m_wanted == m_beforeDrag)
        return;
    m_stack.push(new Step(*this, m_beforeDrag, m_wanted));
    Q_EMIT wantedChanged();
    Q_EMIT changed(textOf(m_beforeDrag, m_wanted));
}

QString ScenarioEdits::restore(const QString& path)
{
    const Parameter* const parameter = parameterAt(path);
    return parameter ? set(path, parameter->field.text(m_own)) : QString();
}

void ScenarioEdits::restoreAll()
{
    endDrag();
    take({m_own, m_wanted.mode}, false);
}

void ScenarioEdits::setMode(engine::Mode mode)
{
    endDrag();
    take({m_wanted.scenario, mode}, false);
}

void ScenarioEdits::undo()
{
    endDrag();
    if (!m_stack.canUndo())
        return;
    const Wanted before = m_wanted;
    m_stack.undo();
    Q_EMIT wantedChanged();
    Q_EMIT changed(textOf(before, m_wanted));
}

void ScenarioEdits::redo()
{
    endDrag();
    if (!m_stack.canRedo())
        return;
    const Wanted before = m_wanted;
    m_stack.redo();
    Q_EMIT wantedChanged();
    Q_EMIT changed(textOf(before, m_wanted));
}

void ScenarioEdits::show(const Wanted& wanted)
{
    Wanted shown = wanted;
    // A step may be older than the name.
    shown.scenario.name = m_own.name;
    shown.scenario.title = m_own.title;
    if (shown == m_wanted)
        return;
    m_wanted = shown;
    Q_EMIT wantedChanged();
}

} // namespace ui
