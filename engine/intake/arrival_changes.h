// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/runtime/cancellation.h"
#include "engine/workload/scenario.h"

#include <mutex>
#include <optional>

namespace engine {

/// Changes of how orders arrive, on their way to the intake that waits for the next one.
///
/// Shape    set() at any time; whoever waits listens to next(), and take() gives what came last
/// Threads  set() from any thread; next() and take() from one strand
class ArrivalChanges {
public:
    void set(const WorkloadSpec& wanted);

    /// Cancelled when something has been set since take().
    [[nodiscard]] CancellationToken next() const;
    [[nodiscard]] std::optional<WorkloadSpec> take();

private:
    mutable std::mutex m_mutex;
    std::optional<WorkloadSpec> m_wanted;
    CancellationSource m_news;
};

} // namespace engine
