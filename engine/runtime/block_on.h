// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/runtime/task_scope.h"

namespace engine {

/// Sync over async, on purpose: starts `function` (giving a QCoro::Task) as a flow and blocks the calling worker until it has ended.
///
/// Model    the flow runs on the calling thread up to its first suspension; from there each continuation is a work item that
///          needs another worker, while this one is parked and counted as blocked. With every worker parked like this
///          nothing ever runs again: that is the deadlock that this function is here to show
/// Errors   Cancelled when `token` is cancelled first: the worker goes on, and so does the flow, as a member of `scope`.
///          Rethrows what the flow threw
/// Threads  from a worker of the pool
template <typename F>
auto blockOn(TaskScope& scope, F function, const CancellationToken& token = CancellationToken::none())
    -> Outcome<typename detail::TaskResult<std::invoke_result_t<F&>>::Type>
{
    const auto flow = scope.spawnInline(std::move(function));
    if (const Outcome<void> waited = flow.wait(token).waitOnWorker(); !waited)
        return tl::unexpected<Failure>(waited.error());
    if constexpr (std::is_void_v<typename detail::TaskResult<std::invoke_result_t<F&>>::Type>) {
        flow.result();
        return {};
    } else {
        return std::move(flow.result());
    }
}

} // namespace engine
