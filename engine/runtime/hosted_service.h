// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/runtime/flow.h"

#include <qcoro/qcorotask.h>

namespace engine {

/// Something that a Host starts and stops.
///
/// Errors   values; an exception that escapes becomes one at the host's edge
/// Threads  start() and stop() on a strand, one after the other
class HostedService {
public:
    HostedService() = default;
    virtual ~HostedService() = default;
    HostedService(const HostedService&) = delete;
    HostedService& operator=(const HostedService&) = delete;

    /// Over when the service has started. `token` asks it to give that up.
    [[nodiscard]] virtual QCoro::Task<Outcome<void>> start(CancellationToken token) = 0;
    /// Over when the service has stopped. When `token` is cancelled the time for that is up.
    [[nodiscard]] virtual QCoro::Task<Outcome<void>> stop(CancellationToken token) = 0;
    /// What it does between the two, if that is a flow: a host that watches it hears of its failure.
    [[nodiscard]] virtual Flow<> execution() const { return {}; }
};

} // namespace engine
