// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace engine {

/// Bad habits that can be switched on one by one, also while orders flow. All off: the pipeline as it should be.
///
/// Shape    a habit that makes no sense in the mode that runs has no effect there; its comment says where it has one
/// Threads  a value
struct AntiPatternsSpec {
    bool blockOnAsync = false; ///< unbounded, bounded: the charge stage waits for its call on the worker
    bool unboundedFanOut = false; ///< bounded: the stages take every order at once
    bool unboundedChannel = false; ///< bounded: intake never makes a client wait
    bool ignoreCancellation = false; ///< calls to the services run on after their order has been cancelled
    bool fireAndForget = false; ///< unbounded, bounded: new orders are started without an owner, answered, and forgotten
    bool asyncVoid = false; ///< what goes wrong with an order is thrown where nobody catches it
    bool taskRun = false; ///< every call to a service is wrapped in a work item of its own
    int needlessLayers = 0; ///< coroutines that never suspend, around every call to a service
    bool retryWithoutBackoff = false; ///< failed calls are repeated at once, 10 times, whatever the policy says
    bool noIdempotencyKeys = false; ///< charges carry no key
    bool noTimeout = false; ///< the timeouts of calls and of orders are off
    bool abruptStop = false; ///< stop ends what is in flight instead of draining it
    bool insertEach = false; ///< bounded: one transaction for each order instead of one for a chunk
    double hogWorkerMs = 0.0; ///< clock time that a worker computes in the middle of each order's validation
    bool collectThenAnswer = false; ///< results are kept until the last order has ended, and only then handed over
    bool waitForAll = false; ///< unbounded, in one request: no result is looked at before all orders have ended

    friend bool operator==(const AntiPatternsSpec&, const AntiPatternsSpec&) = default;
};

} // namespace engine
