// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/modes/pipeline.h"

#include <memory>
#include <mutex>
#include <vector>

namespace engine {

/// The mode in force, which can be changed while orders flow.
///
/// Model    after a change, what has not started goes to the new mode, and what is in flight finishes under the old one, but
///          for the workers of blocking mode that wait for a flow: they are released, and the flow goes on without them
/// Shape    start() -> orders -> answer() -> finish(); setMode() and setLimits() at any time
/// Threads  setMode, setLimits and the readings from any thread; the rest from the client's strand
class ModeSwitch final : public OrderSink {
public:
    ModeSwitch(const PipelineParts& parts, Mode mode);
    ~ModeSwitch() override;

    void start();
    [[nodiscard]] bool tryAccept(Submission& submission) override;
    [[nodiscard]] QCoro::Task<> accept(Submission submission, const CancellationToken& token) override;
    /// Over when the request that consisted of all orders can be answered. From here on no more will come: blocking mode's
    /// answer waits for whatever is in flight, which in a mode that has taken over ends only then.
    [[nodiscard]] QCoro::Task<> answer();
    /// Over when every order taken has ended.
    [[nodiscard]] QCoro::Task<> finish();

    /// Without effect once every order has ended.
    void setMode(Mode mode);
    void setLimits(const LimitsSpec& limits);

    [[nodiscard]] Mode mode() const;
    /// Of the mode in force: orders between intake and the first stage, a stage's limit (0: none), and how it was found.
    [[nodiscard]] Level channel() const;
    [[nodiscard]] int waitingWriters() const;
    [[nodiscard]] int limit(Stage stage) const;
    [[nodiscard]] AdaptiveLimitView adaptiveLimit(Stage stage) const;

private:
    [[nodiscard]] std::unique_ptr<PipelineMode> make(Mode mode) const;
    [[nodiscard]] PipelineMode& current() const;
    QCoro::Task<> handOver(std::vector<Submission> orders);

    const PipelineParts m_parts;
    mutable std::mutex m_mutex;
    Mode m_mode;
    LimitsSpec m_limits;
    std::vector<std::unique_ptr<PipelineMode>> m_modes; ///< the last one is in force; the others finish what they have
    int m_handingOver = 0;
    bool m_closing = false; ///< no more orders will come; a mode has been asked for the request's answer, and no other will be
    bool m_over = false;
};

} // namespace engine
