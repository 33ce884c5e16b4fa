// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/modes/pipeline.h"
#include "engine/runtime/parallel_for_each.h"
#include "engine/stages/batcher.h"

namespace engine {

namespace {

/// Orders between validate and charge: enough that a stage seldom has to suspend for the other's sake.
constexpr int kBetweenStages = 64;

/// A bounded channel behind intake, and a background worker that empties it through throttled stages into chunks.
class BoundedMode final : public PipelineMode {
public:
    explicit BoundedMode(const PipelineParts& parts)
        : m_parts(parts), m_limits(parts.scenario.limits), m_token(parts.scope.token()),
          m_intake(Channel<Submission>::bounded(m_limits.channelCapacity)),
          m_validated(Channel<Submission>::bounded(std::max(kBetweenStages, m_limits.chargeInFlight))),
          m_charged(Channel<Submission>::bounded(m_limits.chunkSize))
    {
    }

    void start() override
    {
        if (m_limits.boundedShape == BoundedShape::Pipelined) {
            m_parts.scope.spawn([this] { return validateAll(); });
            m_parts.scope.spawn([this] { return chargeAll(); });
            m_parts.scope.spawn([this] { return persistAll(); });
        } else {
            m_parts.scope.spawn([this] { return runBatches(); });
        }
    }
    bool tryAccept(Submission& submission) override { return m_intake.tryMove(submission); }
    QCoro::Task<> accept(Submission submission, const CancellationToken& token) override
    {
        // One client at a time waits here, so looking again takes nobody's turn.
        while (!m_intake.tryMove(submission)) {
            const Outcome<bool> room = co_await m_intake.waitToWrite(token);
            if (!room || !*room) {
                m_parts.journal.fail(
                    submission, Stage::Validate, token.isCancelled() ? token.failure() : m_token.failure());
                co_return;
            }
        }
    }
    QCoro::Task<> answer() override { co_return; } // every order is in the channel: that is the answer
    QCoro::Task<> finish() override
    {
        m_intake.tryComplete();
        co_await m_parts.scope.join();
        // After a cancellation orders lie in the channels that no stage will take any more.
        for (Channel<Submission>* const channel : {&m_intake, &m_validated, &m_charged}) {
            while (std::optional<Submission> left = channel->tryRead())
                m_parts.journal.fail(*left, Stage::Validate, m_token.failure());
        }
    }

    [[nodiscard]] Level channel() const override { return {m_intake.count(), m_intake.peakCount(), m_intake.capacity()}; }
    [[nodiscard]] int limit(Stage stage) const override
    {
        switch (stage) {
        case Stage::Validate:
            return m_limits.validateInFlight;
        case Stage::Charge:
            return m_limits.chargeInFlight;
        case Stage::Persist:
            return m_limits.chunkSize;
        }
        return 0;
    }

private:
    /// Writes to a channel that is full; an order that can no longer be written, because `token` was cancelled, ends here.
    QCoro::Task<> handOver(Channel<Submission>& channel, Submission& submission, Stage stage, const CancellationToken& token)
    {
        if (token.isCancelled()) {
            m_parts.journal.fail(submission, stage, token.failure());
            co_return;
        }
        Submission kept = submission; // a write that is cancelled does not give its item back
        const Outcome<void> written = co_await channel.write(std::move(submission), token);
        if (!written)
            m_parts.journal.fail(kept, stage, written.error().isCancelled() ? written.error() : m_token.failure());
    }

    [[nodiscard]] ForEachOptions atMost(Stage stage) const { return {limit(stage), m_token}; }

    // --- pipelined: the stages run side by side, joined by bounded channels --------------------------------------------

    QCoro::Task<> validateAll()
    {
        const auto body = [this](Submission&& submission, const CancellationToken& token) -> QCoro::Task<> {
            std::optional<bool> goesOn = m_parts.validate.tryRun(submission, token);
            if (!goesOn)
                goesOn = co_await m_parts.validate.run(submission, token);
            if (*goesOn && !m_validated.tryMove(submission))
                co_await handOver(m_validated, submission, Stage::Charge, token);
        };
        co_await forEach(m_intake, Stage::Validate, body);
        m_validated.tryComplete();
    }
    QCoro::Task<> chargeAll()
    {
        const auto body = [this](Submission&& submission, const CancellationToken& token) -> QCoro::Task<> {
            std::optional<bool> goesOn = m_parts.charge.tryRun(submission, token);
            if (!goesOn)
                goesOn = co_await m_parts.charge.run(submission, token);
            if (*goesOn && !m_charged.tryMove(submission))
                co_await handOver(m_charged, submission, Stage::Persist, token);
        };
        co_await forEach(m_validated, Stage::Charge, body);
        m_charged.tryComplete();
    }
    template <typename Source, typename Body>
    QCoro::Task<> forEach(Source& source, Stage stage, const Body& body)
    {
        auto all = parallelForEach(m_parts.pool, source, atMost(stage), body);
        const ForEachResult result = co_await all;
        if (result.status == FlowStatus::Faulted)
            result.throwIfFailed();
    }
    QCoro::Task<> persistAll()
    {
        const auto longestWait = std::chrono::milliseconds(static_cast<std::int64_t>(m_limits.chunkWaitMs));
        Batcher<Submission> batcher(m_charged, m_limits.chunkSize, longestWait, m_parts.clock);
        for (;;) {
            std::vector<Submission> chunk = co_await batcher.next(m_token);
            if (chunk.empty())
                co_return;
            co_await m_parts.persist.runChunk(chunk, m_token);
        }
    }

    // --- batchwise: a batch is validated, then charged, then saved, before the next begins ------------------------------

    QCoro::Task<> runBatches()
    {
        const auto longestWait = std::chrono::milliseconds(static_cast<std::int64_t>(m_limits.chunkWaitMs));
        Batcher<Submission> batcher(m_intake, m_limits.chunkSize, longestWait, m_parts.clock);
        for (;;) {
            std::vector<Submission> batch = co_await batcher.next(m_token);
            if (batch.empty())
                co_return;
            co_await runBatch(batch);
        }
    }
    QCoro::Task<> runBatch(std::vector<Submission>& batch)
    {
        const auto validate = [this](Submission* submission, const CancellationToken& token) -> QCoro::Task<> {
            (void)co_await m_parts.validate.run(*submission, token);
        };
        const auto charge = [this](Submission* submission, const CancellationToken& token) -> QCoro::Task<> {
            (void)co_await m_parts.charge.run(*submission, token);
        };
        std::vector<Submission*> open = stillOpen(batch);
        co_await forEach(open, Stage::Validate, validate);
        open = stillOpen(batch);
        co_await forEach(open, Stage::Charge, charge);
        for (Submission* const submission : stillOpen(batch)) {
            if (submission->state != OrderState::Charged) // a cancellation came before its turn
                m_parts.journal.fail(*submission, Stage::Charge, m_token.failure());
        }
        std::erase_if(batch, [](const Submission& submission) { return isEnd(submission.state); });
        if (!batch.empty())
            co_await m_parts.persist.runChunk(batch, m_token);
    }
    static std::vector<Submission*> stillOpen(std::vector<Submission>& batch)
    {
        std::vector<Submission*> open;
        for (Submission& submission : batch) {
            if (!isEnd(submission.state))
                open.push_back(&submission);
        }
        return open;
    }

    const PipelineParts m_parts;
    const LimitsSpec m_limits;
    const CancellationToken m_token;
    Channel<Submission> m_intake;
    Channel<Submission> m_validated;
    Channel<Submission> m_charged;
};

} // namespace

std::unique_ptr<PipelineMode> makeBoundedMode(const PipelineParts& parts)
{
    return std::make_unique<BoundedMode>(parts);
}

} // namespace engine
