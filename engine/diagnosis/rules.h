// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/diagnosis/moment_window.h"
#include "engine/diagnosis/symptom_watch.h"
#include "engine/telemetry/snapshot.h"
#include "engine/workload/scenario.h"

#include <chrono>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace engine {

/// What a rule can look at.
struct Look {
    const Scenario& scenario;
    const Snapshot& snapshot;
    const MomentWindow& window; ///< never empty; ends with `snapshot`, or before it when that says how the run ended
    const SymptomWatch& watch;
    const std::optional<Moment>& allBlocked; ///< the last moment at which all workers were blocked
    std::optional<std::chrono::nanoseconds> drainingSince; ///< empty: nobody has asked it to stop

    /// For how long this has been seen; 0 if it is seen for the first time.
    [[nodiscard]] std::chrono::nanoseconds seenFor(FindingKind kind, std::string_view subject) const;
};

/// Starvation: no worker is free and work items wait.
///
/// Model    blocked: half of the workers or more are blocked on average over a second; else busy, which is told after 2 s
///          and only with as many work items waiting as there are workers: a pool may well be busy for a moment.
///          Critical once nothing has got done for a second, and for three times the longest call; a warning as long as
///          something still moves.
void lookAtPool(const Look& look, std::vector<Symptom>& seen);

/// UnboundedFanOut, GrowingBacklog and Backpressure.
///
/// Model    UnboundedFanOut: a stage has no limit, or the bad habit is on, and more than 200 calls are in the two services
///          or have just been refused, more than four times what both can serve at once. Not in blocking mode, where
///          each call needs a thread.
///          GrowingBacklog: more orders have come than ended in each quarter of the last 4 s, 20 more or above, at least
///          half of which wait somewhere (a pipeline that only fills has none waiting), and nothing bounds them: a
///          channel of 50,000 places or more does not count as a bound. A burst that is being worked off does not grow.
///          Backpressure: the channel has been full (a fiftieth may be free at the instant of the snapshot) for a second
///          and there are orders to come. A note: it is what the bound is for.
void lookAtLoad(const Look& look, std::vector<Symptom>& seen);

/// ServiceSaturated, LimitTooLow and LimitTooHigh.
///
/// Model    ServiceSaturated: it has refused calls within the last second; or all servers have been busy for 2 s while
///          its accept queue grew all the time; or all servers have been busy for 4 s while the backlog of orders grew
///          all the time, or clients waited before a full channel. A service that is kept busy while a burst is being worked off is well used, not saturated.
///          LimitTooHigh: the stage's limit lets in more calls than there are servers, and over 2 s half as many calls as
///          there are servers, or more, have waited in the accept queue. A warning if calls have been refused, else a
///          note.
///          LimitTooLow: a note, and a cautious one. A limit below the number of servers is often meant (a provider
///          asks for it), and with a burst it only decides how long the burst takes. It is told only if orders keep
///          arriving faster than they end, or wait before a full channel, and for 10 s the stage has been at its fixed
///          limit while its service had servers free.
///          Adaptive limits find their own value, and are called neither.
void lookAtServices(const Look& look, std::vector<Symptom>& seen);

/// RetryStorm and BreakerOpen.
///
/// Model    RetryStorm: over the last 3 s more than half of at least 20 calls that reached the service were repeats.
///          BreakerOpen: it is open or tries again; a note if it was isolated by hand.
void lookAtPolicies(const Look& look, std::vector<Symptom>& seen);

/// OrphanedWork, DoubleCharges, LostOrders and UnobservedErrors.
///
/// Model    OrphanedWork: there is at least one orphan for half a second, or ten new ones within 5 s. The others: as long
///          as they become more, with 3 s of patience.
void lookAtLosses(const Look& look, std::vector<Symptom>& seen);

/// What is told of a run that has ended: Starvation if it deadlocked with its workers blocked, DrainIncomplete if it was
/// stopped and orders did not get through, and all damage that was done.
void lookAtEnd(const Look& look, std::vector<Symptom>& seen);

/// What the rules have in common: figures, names, paths and words.
namespace diagnosis {

/// A backlog that has gained fewer orders has not grown.
inline constexpr std::int64_t kSmallGrowth = 20;

[[nodiscard]] inline std::int64_t submitted(const Moment& moment) { return moment.submitted; }
[[nodiscard]] inline std::int64_t ended(const Moment& moment) { return moment.ended; }
[[nodiscard]] inline std::int64_t backlog(const Moment& moment) { return moment.backlog; }

[[nodiscard]] const char* serviceName(int service); ///< "rule engine"; also the pattern of a phrase
[[nodiscard]] const char* stageName(int service); ///< "validate"
[[nodiscard]] std::string servicePath(int service, const char* field); ///< "ruleEngine.servers"
[[nodiscard]] const char* limitPath(int service); ///< "limits.validateInFlight"
[[nodiscard]] const ServiceSpec& specOf(const Look& look, int service);
[[nodiscard]] const ServiceView& viewOf(const Look& look, int service);
/// The mean time of a call as it is now.
[[nodiscard]] std::chrono::nanoseconds callTime(const Look& look, int service);
/// Threads that keep the narrowest service busy when each order holds one from its first call to its last; 1 to 512.
[[nodiscard]] int threadsForOrders(const Look& look);

/// "120 ms", "3.1 s", "42 s", "12 min".
[[nodiscard]] Phrase roughly(std::chrono::nanoseconds time);
/// "0.8/s", "125/s", "1,250/s".
[[nodiscard]] Phrase perSecond(double rate);
/// "1 call", "1,250 calls".
[[nodiscard]] Phrase calls(std::int64_t number);
/// "1 order is under way", "1,250 orders are under way".
[[nodiscard]] Phrase ordersUnderWay(std::int64_t orders);

/// A symptom that is about this instant: the watch widens the interval.
[[nodiscard]] Symptom symptom(const Look& look, FindingKind kind, FindingLevel level, std::string subject);
/// The part of lookAtEnd that is about the pool.
void lookAtDeadlock(const Look& look, std::vector<Symptom>& seen);

void advise(Symptom& symptom, Phrase remedy, std::string remedySwitch = {}, std::string remedyValue = {});

} // namespace diagnosis

} // namespace engine
