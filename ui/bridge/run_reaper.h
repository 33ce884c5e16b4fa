// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/run/run.h"

#include <chrono>
#include <functional>
#include <memory>
#include <thread>

namespace ui {

/// Ends runs in the background, because destroying one waits for its engine and the GUI thread must not.
///
/// Shape    take() any number of times, then finishWithin() once; cancel a run before giving it away
/// Errors   finishWithin() answers false when a run did not end in time. The reaper's thread is then left behind with
///          it, and whoever owns main() should leave the process without running static destructors.
/// Threads  one owner; runs end one after the other on the reaper's own thread
class RunReaper {
public:
    RunReaper();
    ~RunReaper();
    RunReaper(const RunReaper&) = delete;
    RunReaper& operator=(const RunReaper&) = delete;

    /// `afterwards` is called on the reaper's thread once the run is gone.
    void take(std::unique_ptr<engine::Run> run, std::function<void()> afterwards);

    /// True when every run that was taken has ended within `limit`. Takes no more from then on.
    [[nodiscard]] bool finishWithin(std::chrono::milliseconds limit);

private:
    struct State;

    std::shared_ptr<State> m_state;
    std::thread m_thread;
};

} // namespace ui
