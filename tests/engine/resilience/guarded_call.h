// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/resilience/pipeline.h"
#include "tests/support/virtual_runtime.h"

#include <memory>
#include <string>
#include <utility>
#include <vector>

namespace tests {

inline engine::Outcome<void> unavailable(std::string message = "the downstream is down")
{
    return engine::failed(engine::FailureKind::Unavailable, std::move(message));
}

inline engine::Outcome<void> rejected()
{
    return engine::failed(engine::FailureKind::Rejected, "declined");
}

/// A callee that answers at once with what it was told to, in order; with the last one for ever.
class ScriptedCallee {
public:
    explicit ScriptedCallee(std::vector<engine::Outcome<void>> answers)
        : m_script(std::make_shared<Script>(std::move(answers)))
    {
    }
    explicit ScriptedCallee(engine::Outcome<void> always)
        : ScriptedCallee(std::vector<engine::Outcome<void>> {std::move(always)})
    {
    }

    QCoro::Task<engine::Outcome<void>> operator()(int attempt, const engine::CancellationToken&) const
    {
        m_script->attempts.push_back(attempt);
        const auto index = std::min(m_script->attempts.size(), m_script->answers.size()) - 1;
        return answer(m_script->answers[index]);
    }
    [[nodiscard]] int runs() const { return static_cast<int>(m_script->attempts.size()); }
    [[nodiscard]] const std::vector<int>& attempts() const { return m_script->attempts; }

private:
    struct Script {
        explicit Script(std::vector<engine::Outcome<void>> given)
            : answers(std::move(given))
        {
        }
        std::vector<engine::Outcome<void>> answers;
        std::vector<int> attempts;
    };
    static QCoro::Task<engine::Outcome<void>> answer(engine::Outcome<void> outcome) { co_return outcome; }

    std::shared_ptr<Script> m_script;
};

template <typename... S>
std::shared_ptr<const engine::Pipeline> pipelineOf(std::shared_ptr<S>... strategies)
{
    return std::make_shared<const engine::Pipeline>(engine::Pipeline {std::move(strategies)...});
}

/// Starts a call and runs it up to its first suspension. `token` outlives the flow.
template <typename F>
engine::Flow<engine::Outcome<void>> startCall(VirtualRuntime& runtime, std::shared_ptr<const engine::Pipeline> pipeline,
    F callee, const engine::CancellationToken& token = engine::CancellationToken::none())
{
    return runtime.start([pipeline = std::move(pipeline), callee = std::move(callee), &token] {
        return engine::execute(pipeline, 1, callee, token);
    });
}

/// The outcome of a call; time moves on as far as it needs.
template <typename F>
engine::Outcome<void> call(VirtualRuntime& runtime, std::shared_ptr<const engine::Pipeline> pipeline, F callee,
    const engine::CancellationToken& token = engine::CancellationToken::none())
{
    return runtime.finish(startCall(runtime, std::move(pipeline), std::move(callee), token));
}

inline engine::FailureKind kindOf(const engine::Outcome<void>& outcome)
{
    return outcome.error().kind;
}

} // namespace tests
