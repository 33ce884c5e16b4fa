// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QtQml/qqmlregistration.h>

#include <array>
#include <cstddef>

namespace ui {

/// What is drawn over time, by name: `StripSeries.Running`. Nothing makes one; it holds the names.
///
/// Units    threads, work items, orders; Throughput and LittlesBound: orders/s; P50, P95, P99: ms of clock time;
///          Retries, Timeouts, Refusals: calls/s, Cancellations: orders/s; Resident: bytes
class StripSeries : public QObject {
    Q_OBJECT
    QML_ELEMENT
    QML_UNCREATABLE("It only holds names.")

public:
    enum Id {
        Running,
        Blocked,
        Goal, ///< threads that may run or be blocked
        Pending,
        ChannelDepth,
        ChannelCapacity,
        Validate, ///< orders in the stage
        Charge,
        Persist,
        ValidateLimit,
        ChargeLimit,
        PersistLimit,
        Throughput,
        LittlesBound, ///< as strip_sampler.h says
        P50, ///< of the order latency, over the last two seconds
        P95,
        P99,
        Retries, ///< this and the three below: over the last second of clock time
        Timeouts,
        Cancellations,
        Refusals,
        Resident,
    };
    Q_ENUM(Id)
    static constexpr std::size_t kCount = static_cast<std::size_t>(Resident) + 1;

    /// A limit holds until it is changed; anything else is on its way from one sample to the next.
    [[nodiscard]] static constexpr bool isLimit(int id)
    {
        return id == Goal || id == ChannelCapacity || id == ValidateLimit || id == ChargeLimit || id == PersistLimit;
    }
};

/// One sample of every series, in the order of StripSeries::Id. NaN: there is no such value, e.g. no limit.
using StripSample = std::array<float, StripSeries::kCount>;

} // namespace ui
