// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/telemetry/snapshot.h"

#include <QObject>
#include <QtQml/qqmlregistration.h>

/// The engine's words as QML can say them: `Lab.Bounded`, `Lab.Deadlocked`.
namespace ui {
Q_NAMESPACE
QML_NAMED_ELEMENT(Lab)

/// engine::Mode, value for value.
enum class Mode { Blocking, Unbounded, Bounded };
Q_ENUM_NS(Mode)

/// engine::RunOutcome, value for value.
enum class Outcome { Running, Completed, Cancelled, Deadlocked, TimeLimit, Failed };
Q_ENUM_NS(Outcome)

/// engine::BreakerState, value for value.
enum class BreakerState { Closed, Open, HalfOpen, Isolated };
Q_ENUM_NS(BreakerState)

/// engine::Stage, value for value.
enum class Stage { Validate, Charge, Persist };
Q_ENUM_NS(Stage)

/// What can be done to a stage's service, or to the store, by hand.
enum class Breakage { Outage, Slow, Failing, Hanging };
Q_ENUM_NS(Breakage)

/// engine::Run::BreakerCommand, value for value.
enum class BreakerCommand { Isolate, Open, Close };
Q_ENUM_NS(BreakerCommand)

static_assert(static_cast<int>(Mode::Blocking) == static_cast<int>(engine::Mode::Blocking));
static_assert(static_cast<int>(Mode::Unbounded) == static_cast<int>(engine::Mode::Unbounded));
static_assert(static_cast<int>(Mode::Bounded) == static_cast<int>(engine::Mode::Bounded));
static_assert(static_cast<int>(Stage::Validate) == static_cast<int>(engine::Stage::Validate));
static_assert(static_cast<int>(Stage::Persist) == static_cast<int>(engine::Stage::Persist));
static_assert(static_cast<int>(Outcome::Running) == static_cast<int>(engine::RunOutcome::Running));
static_assert(static_cast<int>(Outcome::Deadlocked) == static_cast<int>(engine::RunOutcome::Deadlocked));
static_assert(static_cast<int>(Outcome::Failed) == static_cast<int>(engine::RunOutcome::Failed));
static_assert(static_cast<int>(BreakerState::Open) == static_cast<int>(engine::BreakerState::Open));
static_assert(static_cast<int>(BreakerState::HalfOpen) == static_cast<int>(engine::BreakerState::HalfOpen));
static_assert(static_cast<int>(BreakerState::Isolated) == static_cast<int>(engine::BreakerState::Isolated));

} // namespace ui
