// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/telemetry/snapshot.h"
#include "ui/bridge/parameter_fields.h"

namespace ui {

/// Where a parameter belongs, in the order of the pipeline.
enum class ParameterGroup { Workload, Channel, Validate, Charge, Store, Pool, ValidateCalls, ChargeCalls, Shutdown, Habits };
inline constexpr int kParameterGroupCount = 10;
[[nodiscard]] QString titleOf(ParameterGroup group);

/// Something of a scenario that can be changed in the window: its field, and how people call it.
///
/// Threads  a value
struct Parameter {
    ParameterField field;
    ParameterGroup group = ParameterGroup::Workload;
    QString label; ///< "Charge limit"
    QString spoken; ///< the same where its group is not in view: "Payment provider: servers"
    QString unit; ///< "ms", "/s", "%"; empty: a number of things
    double unitFactor = 1.0; ///< what a value is multiplied by to be in its unit
    double sliderLowest = 0.0; ///< of the values that people usually want, in the field's own unit
    double sliderHighest = 0.0; ///< the same as the lowest: no slider
    bool logarithmic = false;
    bool basic = false; ///< among the first to be shown
    bool restarts = false; ///< cannot change while orders flow: it is for a new run
    QStringList wordLabels; ///< for field.words

    std::array<bool, engine::kModeCount> modes {true, true, true}; ///< in which it has an effect
    QString neededPath; ///< the parameter that it depends on; empty: none
    QStringList neededWords; ///< and the values of that one with which it has an effect

    /// A value as it is said: "80 ms", "6 %", "all at once", "on".
    [[nodiscard]] QString said(const QString& text) const;
    /// The same without the unit.
    [[nodiscard]] QString saidBare(const QString& text) const;
    /// What was typed, in the unit shown, as the field takes it. What is no number is left as it is.
    [[nodiscard]] QString fromTyped(const QString& typed) const;
};

/// All of them, grouped, and in each group in the order in which they are shown, in the language that is spoken now. Each
/// stays where it is when the language changes. GUI thread only, as is what follows.
[[nodiscard]] const std::vector<Parameter>& parameters();
[[nodiscard]] const Parameter* parameterAt(const QString& path); ///< null: there is none
[[nodiscard]] QString nameOf(engine::Mode mode); ///< "bounded"

/// Why a parameter has no effect with these values; empty: it has one.
[[nodiscard]] QString reasonForNoEffect(const Parameter& parameter, const engine::Scenario& scenario, engine::Mode mode);

/// What changed, in plain words: "Charge limit 10 → 40". Empty: nothing did.
[[nodiscard]] QString describeChange(const engine::Scenario& before, engine::Mode modeBefore, const engine::Scenario& after,
    engine::Mode modeAfter);

/// Whether `after` needs a run of its own: something differs that cannot change while orders flow.
[[nodiscard]] bool needsNewRun(const engine::Scenario& before, const engine::Scenario& after);

} // namespace ui
