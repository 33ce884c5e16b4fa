// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QMetaType>
#include <QtQml/qqmlregistration.h>

#include <array>
#include <cstddef>
#include <cstdint>
#include <memory>
#include <vector>

namespace ui {

/// The stations of the map, in the order of the way through them.
enum class MapStation : std::uint8_t { Intake, Channel, Validate, Charge, Batch, Persist, Ledger };
inline constexpr int kMapStationCount = 7;

/// What an order is drawn as.
enum class TokenState : std::uint8_t {
    Queued,
    WaitingForPermit,
    WaitingForWorker,
    Running,
    Blocked,
    Suspended,
    BackingOff,
    Persisted,
    Rejected,
    Failed,
    TimedOut,
    Cancelled,
    Dropped,
    Lost,
    Orphaned,
};
inline constexpr int kTokenStateCount = 15;

/// One order to draw: 24 bytes, so that ten thousand are copied in no time.
struct OrderToken {
    std::uint64_t order = 0;
    double sinceMs = 0; ///< when it came to this station: clock time since the run's start
    MapStation station = MapStation::Intake;
    TokenState state = TokenState::Queued;
    std::uint8_t attempt = 0; ///< of the call that it is in; 0: in none

    friend bool operator==(const OrderToken&, const OrderToken&) = default;
};

/// All that the map draws of one instant, in arrays.
///
/// Model    `stations` says how many orders there are, `tokens` which: a station with more orders than tokens is drawn as a
///          block with numbers
/// Units    clock time
/// Threads  a value; the list is immutable and shared
class OrderTokens {
    Q_GADGET
    QML_VALUE_TYPE(orderTokens)

public:
    using StateCounts = std::array<std::int64_t, kTokenStateCount>;

    struct Station {
        bool inUse = true; ///< the mode leads orders through it, or some are still there
        std::int64_t limit = 0; ///< orders that it may hold at once; 0: no limit
        std::int64_t level = 0; ///< orders that count against the limit
        StateCounts counts {};

        [[nodiscard]] std::int64_t total() const
        {
            std::int64_t sum = 0;
            for (const auto count : counts)
                sum += count;
            return sum;
        }
        friend bool operator==(const Station&, const Station&) = default;
    };

    bool known = false; ///< single orders are known; if not, only levels are drawn
    std::int64_t sequence = 0; ///< of the snapshot
    double atMs = 0;
    std::array<Station, kMapStationCount> stations {};
    std::shared_ptr<const std::vector<OrderToken>> tokens; ///< null: none

    [[nodiscard]] const Station& at(MapStation station) const { return stations[static_cast<std::size_t>(station)]; }
};

} // namespace ui
