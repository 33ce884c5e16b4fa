// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/modes/pipeline.h"
#include "engine/modes/stage_limit.h"
#include "engine/runtime/parallel_for_each.h"
#include "engine/stages/batcher.h"

#include <limits>

namespace engine {

namespace {

/// Orders between validate and charge: enough that a stage seldom has to suspend for the other's sake.
constexpr int kBetweenStages = 64;

/// A bounded channel behind intake, and a background worker that empties it through throttled stages into chunks.
class BoundedMode final : public PipelineMode {
public:
    BoundedMode(const PipelineParts& parts, const LimitsSpec& limits)
        : m_parts(parts), m_token(parts.scope.token()), m_shape(limits.boundedShape),
          m_validateLimit(limits.validateLimit, limits.validateInFlight),
          m_chargeLimit(limits.chargeLimit, limits.chargeInFlight), m_chunks(limits.chunkSize, static_cast<std::int64_t>(limits.chunkWaitMs)),
          m_intake(Channel<Submission>::bounded(limits.channelCapacity)),
          m_validated(Channel<Submission>::bounded(std::max(kBetweenStages, limits.chargeInFlight))),
          m_charged(Channel<Submission>::bounded(limits.chunkSize))
    {
        setLimits(limits);
    }

    void start() override
    {
        if (m_shape == BoundedShape::Pipelined) {
            m_parts.scope.spawn([this] { return validateAll(); });
            m_parts.scope.spawn([this] { return chargeAll(); });
            m_parts.scope.spawn([this] { return persistAll(); });
        } else {
            m_parts.scope.spawn([this] { return runBatches(); });
        }
    }
    bool tryAccept(Submission& submission) override
    {
        return startUnowned(m_parts, submission) || m_intake.tryMove(submission);
    }
    QCoro::Task<bool> offer(Submission& submission, const CancellationToken& token) override
    {
        // One at a time waits here, so looking again takes nobody's turn.
        while (!m_intake.tryMove(submission)) {
            const Outcome<bool> room = co_await m_intake.waitToWrite(token);
            if (room && !*room)
                co_return false; // completed: another mode has taken over
            if (!room) {
                m_parts.journal.fail(submission, Stage::Validate, room.error());
                co_return true;
            }
        }
        co_return true;
    }
    QCoro::Task<> answer() override { co_return; } // every order is in the channel: that is the answer
    void close() override { m_intake.tryComplete(); }
    std::vector<Submission> retire() override
    {
        m_intake.tryComplete();
        std::vector<Submission> waiting;
        m_intake.readInto(waiting, std::numeric_limits<std::size_t>::max());
        for (const Submission& order : waiting)
            lie(order, OrderPlace::Intake, OrderActivity::Queued);
        return waiting;
    }
    void sweep() override
    {
        for (Channel<Submission>* const channel : {&m_intake, &m_validated, &m_charged}) {
            while (std::optional<Submission> left = channel->tryRead())
                m_parts.journal.fail(*left, Stage::Validate, m_token.failure());
        }
    }
    void setLimits(const LimitsSpec& limits) override
    {
        const AntiPatternsSpec habits = m_parts.habits.inForce();
        m_validateLimit.configure(limits.validateLimit, limits.validateInFlight, habits.unboundedFanOut);
        m_chargeLimit.configure(limits.chargeLimit, limits.chargeInFlight, habits.unboundedFanOut);
        m_intake.setCapacity(habits.unboundedChannel ? Channel<Submission>::kUnbounded : limits.channelCapacity);
        m_charged.setCapacity(limits.chunkSize);
        m_chunks.size = limits.chunkSize;
        m_chunks.longestWaitMs = static_cast<std::int64_t>(limits.chunkWaitMs);
    }

    [[nodiscard]] Level channel() const override
    {
        const int capacity = m_intake.capacity();
        return {m_intake.count(), m_intake.peakCount(), capacity == Channel<Submission>::kUnbounded ? 0 : capacity};
    }
    [[nodiscard]] int waitingWriters() const override { return m_intake.waitingWriters(); }
    [[nodiscard]] int limit(Stage stage) const override
    {
        return stage == Stage::Persist ? m_chunks.size.load() : limitOf(stage).limit();
    }
    [[nodiscard]] AdaptiveLimitView adaptiveLimit(Stage stage) const override
    {
        return stage == Stage::Persist ? AdaptiveLimitView() : limitOf(stage).view();
    }

private:
    /// Where an order is for which nobody works at this moment, for whoever follows it.
    static void lie(const Submission& order, OrderPlace place, OrderActivity activity) noexcept
    {
        if (order.track) [[unlikely]]
            order.track->enter(place, activity);
    }
    static void lieBeforeCharge(const Submission& order) noexcept { lie(order, OrderPlace::Charge, OrderActivity::WaitingForPermit); }
    static void lieInBatch(const Submission& order) noexcept { lie(order, OrderPlace::Batch, OrderActivity::Queued); }

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

    [[nodiscard]] const StageLimit& limitOf(Stage stage) const
    {
        return stage == Stage::Validate ? m_validateLimit : m_chargeLimit;
    }
    [[nodiscard]] ForEachOptions atMost(Stage stage) const { return {1, m_token, &limitOf(stage).degree()}; }

    /// A stage's call, whose time and end an adaptive limit learns from.
    template <typename S>
    QCoro::Task<bool> runStage(S& stage, StageLimit& limit, Submission& submission, const CancellationToken& token)
    {
        const Clock::TimePoint began = m_parts.clock.now();
        const std::int64_t inFlight = stage.inFlight(0).now + 1;
        const bool goesOn = co_await stage.run(submission, token);
        if (limit.isAdaptive())
            limit.sample(began, m_parts.clock.now(), inFlight, submission.state == OrderState::Failed);
        co_return goesOn;
    }

    // --- pipelined: the stages run side by side, joined by bounded channels --------------------------------------------

    /// What is done with each order of a stage: the call, and the way to the next channel.
    template <typename S>
    struct StageBody {
        BoundedMode* mode;
        S* stage;
        StageLimit* limit;
        Channel<Submission>* next;
        OrderState done; ///< of an order that the stage is through with
        Stage nextStage;

        /// True: there was nothing to wait for.
        bool tryAtOnce(Submission& submission, const CancellationToken& token) const
        {
            const std::optional<bool> goesOn = stage->tryRun(submission, token);
            return goesOn && (!*goesOn || tryHandOn(submission));
        }
        QCoro::Task<> operator()(Submission&& submission, const CancellationToken& token) const
        {
            if (submission.state != done) {
                const bool goesOn = co_await mode->runStage(*stage, *limit, submission, token);
                if (!goesOn || tryHandOn(submission))
                    co_return;
            }
            co_await mode->handOver(*next, submission, nextStage, token);
        }

    private:
        bool tryHandOn(Submission& submission) const
        {
            nextStage == Stage::Charge ? lieBeforeCharge(submission) : lieInBatch(submission);
            return next->tryMove(submission);
        }
    };

    QCoro::Task<> validateAll()
    {
        const StageBody<ValidateStage> body {
            this, &m_parts.validate, &m_validateLimit, &m_validated, OrderState::Validated, Stage::Charge};
        co_await forEach(m_intake, Stage::Validate, body);
        m_validated.tryComplete();
    }
    QCoro::Task<> chargeAll()
    {
        const StageBody<ChargeStage> body {
            this, &m_parts.charge, &m_chargeLimit, &m_charged, OrderState::Charged, Stage::Persist};
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
        Batcher<Submission> batcher(m_charged, m_chunks, m_parts.clock);
        for (;;) {
            std::vector<Submission> chunk = co_await batcher.next(m_token);
            if (chunk.empty())
                co_return;
            co_await save(chunk);
        }
    }

    // --- batchwise: a batch is validated, then charged, then saved, before the next begins ------------------------------

    QCoro::Task<> runBatches()
    {
        Batcher<Submission> batcher(m_intake, m_chunks, m_parts.clock);
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
            const bool goesOn = co_await runStage(m_parts.validate, m_validateLimit, *submission, token);
            if (goesOn)
                lieBeforeCharge(*submission);
        };
        const auto charge = [this](Submission* submission, const CancellationToken& token) -> QCoro::Task<> {
            const bool goesOn = co_await runStage(m_parts.charge, m_chargeLimit, *submission, token);
            if (goesOn)
                lieInBatch(*submission);
        };
        for (const Submission& submission : batch)
            lie(submission, OrderPlace::Validate, OrderActivity::WaitingForPermit);
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
            co_await save(batch);
    }
    QCoro::Task<> save(std::vector<Submission>& chunk)
    {
        if (!m_parts.habits.inForce().insertEach) {
            co_await m_parts.persist.runChunk(chunk, m_token);
            co_return;
        }
        for (Submission& submission : chunk)
            co_await m_parts.persist.run(submission, m_token);
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
    const CancellationToken m_token;
    const BoundedShape m_shape;
    StageLimit m_validateLimit;
    StageLimit m_chargeLimit;
    ChunkBounds m_chunks;
    Channel<Submission> m_intake;
    Channel<Submission> m_validated;
    Channel<Submission> m_charged;
};

} // namespace

std::unique_ptr<PipelineMode> makeBoundedMode(const PipelineParts& parts, const LimitsSpec& limits)
{
    return std::make_unique<BoundedMode>(parts, limits);
}

} // namespace engine
