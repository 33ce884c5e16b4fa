// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/telemetry/snapshot.h"
#include "ui/bridge/lab.h"

#include <QObject>
#include <QtQml/qqmlregistration.h>

#include <chrono>

/// What stands between a stage and its service, as values that QML can bind to.
///
/// Units    counts as in figures.h; clock time
namespace ui {

/// engine::BreakerView, with what is left of a break counted down to the instant of the snapshot.
struct BreakerFigures {
    Q_GADGET
    QML_VALUE_TYPE(breakerFigures)
    Q_PROPERTY(bool enabled MEMBER enabled)
    Q_PROPERTY(ui::BreakerState state MEMBER state)
    Q_PROPERTY(double secondsLeft MEMBER secondsLeft)
    Q_PROPERTY(double shareLeft MEMBER shareLeft)
    Q_PROPERTY(double throughput MEMBER throughput)
    Q_PROPERTY(double failures MEMBER failures)
    Q_PROPERTY(double timesOpened MEMBER timesOpened)

public:
    bool enabled = false; ///< there is one
    BreakerState state = BreakerState::Closed;
    double secondsLeft = 0; ///< while open: until a call may try again
    double shareLeft = 0; ///< of the whole break, 0..1
    double throughput = 0; ///< calls in the sampling window
    double failures = 0; ///< of those, or in a row
    double timesOpened = 0;

    [[nodiscard]] static BreakerFigures from(const engine::BreakerView& breaker, std::chrono::nanoseconds at);
    friend bool operator==(const BreakerFigures&, const BreakerFigures&) = default;
};

/// engine::LimiterView.
struct LimiterFigures {
    Q_GADGET
    QML_VALUE_TYPE(limiterFigures)
    Q_PROPERTY(bool enabled MEMBER enabled)
    Q_PROPERTY(int permitLimit MEMBER permitLimit)
    Q_PROPERTY(int permitsInUse MEMBER permitsInUse)
    Q_PROPERTY(int queueLimit MEMBER queueLimit)
    Q_PROPERTY(int queued MEMBER queued)

public:
    bool enabled = false;
    int permitLimit = 0;
    int permitsInUse = 0;
    int queueLimit = 0;
    int queued = 0;

    [[nodiscard]] static LimiterFigures from(const engine::LimiterView& limiter);
    friend bool operator==(const LimiterFigures&, const LimiterFigures&) = default;
};

/// engine::PolicyView.
struct PolicyFigures {
    Q_GADGET
    QML_VALUE_TYPE(policyFigures)
    Q_PROPERTY(bool off MEMBER off)
    Q_PROPERTY(double attempts MEMBER attempts)
    Q_PROPERTY(double retries MEMBER retries)
    Q_PROPERTY(double hedges MEMBER hedges)
    Q_PROPERTY(double timeouts MEMBER timeouts)
    Q_PROPERTY(double heldBack MEMBER heldBack)
    Q_PROPERTY(double orphansNow MEMBER orphansNow)
    Q_PROPERTY(ui::BreakerFigures breaker MEMBER breaker)
    Q_PROPERTY(ui::LimiterFigures limiter MEMBER limiter)

public:
    bool off = true;
    double attempts = 0;
    double retries = 0;
    double hedges = 0; ///< calls beside one that was slow to answer
    double timeouts = 0;
    double heldBack = 0; ///< calls that the breaker or a limit has not let through
    double orphansNow = 0;
    BreakerFigures breaker;
    LimiterFigures limiter;

    [[nodiscard]] static PolicyFigures from(const engine::PolicyView& policy, std::chrono::nanoseconds at);
    friend bool operator==(const PolicyFigures&, const PolicyFigures&) = default;
};

} // namespace ui
