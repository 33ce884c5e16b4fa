// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/order/submission.h"
#include "engine/runtime/cancellation.h"

#include <optional>

namespace engine {

/// The deadline of an order during one call: whichever comes first, the caller's cancellation or the deadline, is what
/// token() hears of.
///
/// Model    the deadline travels with the order (Submission::deadline) from when it leaves the channel until it is charged
/// Units    clock time, in steps of a millisecond, rounded up
/// Threads  token() from any thread; it is dead to the deadline once this is gone
/// Source   semantics CT-9, CT-11
class OrderDeadline {
public:
    /// From now on `submission` has `timeoutMs` to be charged; 0: it has no limit. An order that has a deadline keeps it.
    static void start(Submission& submission, double timeoutMs, const Clock& clock);
    [[nodiscard]] static bool hasPassed(const Submission& submission, const Clock& clock);

    OrderDeadline(const Submission& submission, const CancellationToken& caller, Clock& clock);
    /// No limit: token() is the caller's.
    explicit OrderDeadline(const CancellationToken& caller)
        : m_caller(caller)
        , m_token(caller)
    {
    }

    [[nodiscard]] const CancellationToken& token() const noexcept { return m_token; }
    /// A cancellation that comes out under token() belongs to the caller if the caller has cancelled, else to the deadline
    /// if that has passed; whatever else comes out passes unchanged.
    [[nodiscard]] Outcome<void> judge(Outcome<void> outcome) const;

private:
    CancellationToken m_caller;
    std::optional<CancellationSource> m_source;
    CancellationToken m_token;
};

} // namespace engine
