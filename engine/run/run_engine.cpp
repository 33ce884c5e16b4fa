// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/run/run_engine.h"

#include "engine/run/outcome_text.h"
#include "engine/run/suspended_order_cost.h"
#include "engine/telemetry/figure_text.h"
#include "engine/telemetry/memory.h"

#include <QLoggingCategory>

#include <limits>

namespace engine {

namespace {

Q_LOGGING_CATEGORY(lcRun, "threadweir.engine.run")

using namespace std::chrono_literals;
constexpr auto kSampleEvery = 50ms; // 20 Hz of clock time
/// How long a snapshot waits, in wall time, until all that happens at its instant has happened.
constexpr auto kPatience = 1s;

std::chrono::nanoseconds seconds(double value) { return std::chrono::nanoseconds(static_cast<std::int64_t>(value * 1e9)); }

std::chrono::nanoseconds milliseconds(double value) { return seconds(value / 1e3); }

/// A record keeps thousands of snapshots: each has the latest decisions, and only the last one all that are still known.
constexpr std::size_t kDecisionsOnTheWay = 8;

template <typename Entry>
void keepLatest(std::vector<Entry>& entries, std::int64_t& dropped, std::size_t most)
{
    if (entries.size() <= most)
        return;
    const auto tooMany = static_cast<std::ptrdiff_t>(entries.size() - most);
    dropped += tooMany;
    entries = std::vector<Entry>(std::make_move_iterator(entries.begin() + tooMany), std::make_move_iterator(entries.end()));
}

/// The model of a service that runs; outages and changes of latency that the scenario foresees stay as they are, and so does
/// what is done by hand.
void applyService(const ServiceSpec& wanted, const ServiceSpec& inForce, SimulatedService& service)
{
    if (wanted == inForce)
        return;
    SimulatedService::Settings settings = service.settings();
    settings.take(wanted);
    service.setSettings(settings);
}

Channel<DeadLetter> makeDeadLetterChannel() { return Channel<DeadLetter>::unbounded(); }

SqliteOrderStore::Options storeOptions(const Run::Options& options)
{
    SqliteOrderStore::Options store;
    store.file.path = options.databasePath;
    store.file.info = {{"scenario", options.scenario.name.toStdString()}, {"mode", toString(options.mode)},
        {"seed", std::to_string(options.scenario.seed)}};
    store.connections = options.scenario.store.connections;
    store.roundTrip = milliseconds(options.scenario.store.roundTripMs);
    store.seed = options.scenario.seed;
    return store;
}

} // namespace

std::unique_ptr<Run> Run::start(Options options) { return std::make_unique<RunEngine>(std::move(options)); }

RunEngine::RunEngine(Options options)
    : m_options(std::move(options)),
      m_clock(m_scenario.clock.kind == ClockKind::Virtual ? ClockDrive::Virtual : ClockDrive::Real, m_options.startHeld),
      m_record(m_options.recordLimits), m_pool(m_clock, m_scenario.pool.threads),
      m_governor(m_pool, m_scenario.pool.governor, m_scenario.seed),
      m_ruleEngine(m_scenario.ruleEngine, m_scenario.seed, m_clock),
      m_paymentProvider(m_scenario.paymentProvider, m_scenario.seed, m_clock),
      m_store(m_pool, storeOptions(m_options)), m_deadLetters(makeDeadLetterChannel()),
      m_journal(m_clock, m_ledger, m_probe, m_deadLetters, &m_results), m_orphans(m_pool), m_habits(m_scenario.antiPatterns),
      m_rulePolicy("rule engine", effective(m_scenario.ruleEngine.resilience, m_scenario.antiPatterns), m_scenario.seed,
          Stage::Validate, m_orphans),
      m_paymentPolicy("payment provider", effective(m_scenario.paymentProvider.resilience, m_scenario.antiPatterns),
          m_scenario.seed, Stage::Charge, m_orphans),
      m_ruleCalls(m_rulePolicy, m_habits, m_orphans, {m_scenario.limits.orderTimeoutMs, false}),
      m_paymentCalls(m_paymentPolicy, m_habits, m_orphans, {0, m_options.mode != Mode::Blocking}),
      m_validate(m_ruleEngine, m_ruleCalls, m_journal, m_clock),
      m_charge(m_paymentProvider, m_paymentCalls, m_journal, m_clock), m_persist(m_store, m_journal, m_clock), m_scope(m_pool),
      m_unowned(m_pool), m_background(m_pool),
      m_mode({m_scenario, m_clock, m_pool, m_scope, m_journal, m_validate, m_charge, m_persist, m_habits, m_unowned, m_results},
          m_options.mode),
      m_diagnostician(m_scenario), m_inForce(m_scenario), m_outside(m_pool), m_client(m_outside), m_sampler([this] { sample(); }),
      m_timeLimit([this] {
          endEarly(RunOutcome::TimeLimit, CancelReason::Timeout,
              timeLimitText(m_scenario.limits.timeLimitSeconds, m_ledger.counts().inFlight));
      }),
      m_drainLimit([this] {
          endEarly(RunOutcome::Cancelled, CancelReason::Shutdown,
              drainedOutText(m_drainSeconds, m_ledger.counts().inFlight));
      }),
      m_jumpEnd([this] { requestLook(); }), m_drainSeconds(m_scenario.limits.drainSeconds)
{
    m_clock.setRate(m_scenario.clock.rate);
    m_results.setKeeping(m_scenario.antiPatterns.collectThenAnswer);
    if (m_options.followOrders) {
        m_tracks = std::make_unique<OrderTracks>(m_clock);
        m_tracks->setOnManyEnded([this] { m_collector->requestSnapshot(); });
        m_board = std::make_unique<OrderBoard>(*m_tracks);
        m_journal.follow(*m_tracks);
        m_frameBytesPerOrder = suspendedOrderBytes(m_scenario);
    }
    m_pool.setStartObserver([this](std::chrono::nanoseconds delay, int worker) {
        Event event;
        event.at = m_clock.now().time_since_epoch().count();
        event.value = delay.count();
        event.kind = EventKind::WorkItemStarted;
        event.worker = static_cast<std::uint16_t>(worker);
        m_probe.record(event);
    });
    m_pool.setStalledObserver([this] { stalled(); });
    m_collector.emplace(m_probe, m_record,
        Collector::Hooks {[this](Snapshot& snapshot) { fill(snapshot); },
            [this](Snapshot& snapshot) { snapshot.findings = judge(snapshot); }, m_options.onSnapshot});
    m_main = std::thread([this] { main(); });
}

RunEngine::~RunEngine()
{
    cancel();
    m_main.join();
    m_outside.finish(); // commands that came last: they use what is taken apart before their thread would be
    // Before anything is taken apart: the pool must not report a standstill any more.
    m_pool.setStalledObserver({});
}

// --- from start to end ------------------------------------------------------------------------------------------------

void RunEngine::main()
{
    if (open())
        runClient();
    letCommandsIn();
    close();
}

void RunEngine::letCommandsIn()
{
    {
        const std::lock_guard lock(m_mutex);
        m_commandable = true;
    }
    m_changed.notify_all();
}

void RunEngine::awaitStart()
{
    std::unique_lock lock(m_mutex);
    m_changed.wait(lock, [this] { return m_commandable; });
}

std::int64_t RunEngine::expectedOrders() const
{
    const WorkloadSpec& workload = m_scenario.workload;
    if (!m_options.ordersFile.isEmpty() || (workload.repeatForever && workload.arrival != ArrivalKind::Burst))
        return -1;
    return workload.orders;
}

std::unique_ptr<OrderSource> RunEngine::makeSource() const
{
    if (!m_options.ordersFile.isEmpty())
        return openOrderFile(m_options.ordersFile, m_options.strictOrders);
    return makeGeneratedOrders(m_scenario.seed, expectedOrders());
}

bool RunEngine::open()
{
    qCInfo(lcRun).noquote() << m_scenario.name << "starts in mode" << toString(m_options.mode);
    m_source = makeSource();
    if (const Outcome<void> opened = m_store.open(); !opened) {
        decide(RunOutcome::Failed,
            Phrase::quoted(opened.error().message, QT_TRANSLATE_NOOP("engine", "The database cannot be used: %1")));
        return false;
    }
    return true;
}

void RunEngine::runClient()
{
    {
        const ExternalHold starting(m_pool);
        m_clientActive = true;
        m_sampling = true;
        m_clock.schedule(m_sampler, m_clock.now() + kSampleEvery, Timer::Kind::Background);
        m_clock.schedule(m_timeLimit, Clock::TimePoint(seconds(m_scenario.limits.timeLimitSeconds)), Timer::Kind::Background);
        (void)m_background.spawn([this] { return deadLetterFlow(); });
        m_mode.start();
        (void)m_client.spawn([this] { return clientFlow(); });
        letCommandsIn();
    }
    m_client.joinFromOutside();
    m_background.joinFromOutside();
    stopTimers();
}

QCoro::Task<> RunEngine::clientFlow()
{
    const CancellationToken token = m_intakeSource.token();
    WorkloadSpec workload = m_scenario.workload;
    if (!m_options.ordersFile.isEmpty())
        workload.orders = std::numeric_limits<std::int64_t>::max(); // the file says how many
    Intake intake(
        *m_source, ArrivalProcess(workload, m_scenario.seed), m_arrivalChanges, m_journal, m_clock, m_mode);
    co_await intake.run(token);
    m_badLines = m_source->badLineCount();
    co_await m_mode.answer();
    if (workload.arrival == ArrivalKind::Burst && !token.isCancelled())
        m_acceptedAfter = m_clock.now().time_since_epoch().count();
    co_await m_mode.finish();
    m_results.handOverAll(m_clock.now());
    // Nobody is left to see what calls without an order may still do, and one that hangs would hang for ever.
    m_orphans.cancel(CancelReason::Shutdown);
    co_await m_orphans.join();
    m_clientActive = false;
    m_deadLetters.complete();
}

QCoro::Task<> RunEngine::deadLetterFlow()
{
    constexpr std::size_t kAtOnce = 200;
    for (;;) {
        const Outcome<bool> more = co_await m_deadLetters.waitToRead();
        if (!more || !*more)
            co_return;
        std::vector<DeadLetter> letters;
        while (letters.size() < kAtOnce) {
            std::optional<DeadLetter> letter = m_deadLetters.tryRead();
            if (!letter)
                break;
            letters.push_back(std::move(*letter));
        }
        const Outcome<void> written = co_await m_store.addDeadLetters(std::move(letters));
        if (!written)
            qCWarning(lcRun).noquote() << "dead letters could not be written:" << written.error().message.c_str();
    }
}

void RunEngine::stopTimers()
{
    m_sampling = false;
    for (CallbackTimer* const timer : {&m_sampler, &m_timeLimit, &m_drainLimit, &m_jumpEnd}) {
        m_clock.cancel(*timer);
        m_clock.cancel(*timer); // once more: the sampler may just have scheduled itself again
    }
}

/// The store is closed, the books are checked, and the last snapshot says how it ended.
void RunEngine::close()
{
    const LedgerCounts ledger = m_ledger.counts();
    m_store.close();
    QStringList badLines;
    QString sourceError;
    if (m_source) {
        m_badLines = m_source->badLineCount();
        for (const BadLine& bad : m_source->badLines())
            badLines << QStringLiteral("%1:%2: %3").arg(m_options.ordersFile).arg(bad.line).arg(bad.problem);
        sourceError = m_source->fatalError();
        if (!sourceError.isEmpty())
            decide(RunOutcome::Failed,
                Phrase::quoted(
                    sourceError.toStdString(), QT_TRANSLATE_NOOP("engine", "The orders cannot be read: %1")));
    }
    const std::int64_t errors = m_scope.errorCount() + m_unowned.errorCount() + m_client.errorCount() + m_background.errorCount();
    if (errors > 0) {
        qCCritical(lcRun) << errors << "flows ended with an unexpected error";
        decide(RunOutcome::Failed, brokenFlowsText(errors));
    }
    if (const StoreView store = m_store.view(); store.rows != ledger.persisted || !ledger.holds() || ledger.inFlight != 0) {
        qCCritical(lcRun) << "the ledger does not hold:" << ledger.persisted << "persisted," << store.rows << "rows,"
                          << ledger.inFlight << "in flight";
        decide(RunOutcome::Failed, brokenLedgerText(ledger.persisted, store.rows));
    }
    decide(RunOutcome::Completed, completedText(ledger, m_draining));

    const auto lastTouch = [this](Snapshot& snapshot) {
        const std::lock_guard lock(m_mutex);
        snapshot.outcome = m_outcome;
        snapshot.outcomeDetail = m_outcomeDetail;
        snapshot.draining = false;
        fillDecisions(snapshot, std::numeric_limits<std::size_t>::max());
    };
    m_collector->finish(lastTouch, [this, badLines, sourceError] {
        {
            const std::lock_guard lock(m_mutex);
            m_badLineReports = badLines;
            m_sourceError = sourceError;
            m_findings = m_diagnostician.summary();
            m_finished = true;
        }
        qCInfo(lcRun).noquote() << m_scenario.name << "ended:" << toString(m_outcome) << m_outcomeDetail.text().c_str();
        m_changed.notify_all();
        if (m_options.onFinished)
            m_options.onFinished();
    });
}

// --- endings ----------------------------------------------------------------------------------------------------------

void RunEngine::decide(RunOutcome outcome, const Phrase& detail)
{
    const std::lock_guard lock(m_mutex);
    if (m_outcome != RunOutcome::Running)
        return;
    m_outcome = outcome;
    m_outcomeDetail = detail;
}

void RunEngine::endEarly(RunOutcome outcome, CancelReason reason, const Phrase& detail)
{
    if (!m_clientActive)
        return;
    decide(outcome, detail);
    m_intakeSource.cancel(reason);
    m_scope.cancel(reason);
    m_unowned.cancel(reason);
}

void RunEngine::stalled()
{
    if (!m_clientActive)
        return;
    // What everybody waits for is shown as it is before it is cancelled.
    requestLook([this] {
        endEarly(RunOutcome::Deadlocked, CancelReason::Failure, deadlockedText(*m_collector->latest()));
        m_orphans.cancel(CancelReason::Failure); // among them are calls that do not hear of their order's end
    });
}

std::vector<Finding> RunEngine::judge(const Snapshot& snapshot)
{
    std::optional<Scenario> scenario;
    {
        const std::lock_guard lock(m_mutex);
        scenario.swap(m_toJudgeBy);
    }
    if (scenario)
        m_diagnostician.judgeBy(std::move(*scenario));
    return m_diagnostician.add(snapshot);
}

void RunEngine::sample()
{
    if (!m_sampling)
        return;
    requestLook();
    m_clock.schedule(m_sampler, m_clock.now() + kSampleEvery, Timer::Kind::Background);
}

void RunEngine::requestLook(std::function<void()> then)
{
    m_pool.beginLook();
    m_collector->requestSnapshot([this, then = std::move(then)] {
        if (then)
            then();
        m_pool.endLook();
    });
}

// --- commands ---------------------------------------------------------------------------------------------------------

void RunEngine::hold()
{
    m_clock.pause();
    requestLook(); // the sampler's next one comes when time goes on
}

void RunEngine::resume() { m_clock.resume(); }

void RunEngine::step()
{
    m_clock.step();
    requestLook();
}

void RunEngine::jump(std::chrono::nanoseconds ahead)
{
    m_outside.call([this, ahead] {
        awaitStart();
        if (!m_clientActive || ahead.count() <= 0)
            return;
        // This call holds virtual time, so the timer is there before the clock can have come to it.
        m_clock.skip(ahead);
        m_clock.cancel(m_jumpEnd);
        if (const auto to = m_clock.skippingTo())
            m_clock.schedule(m_jumpEnd, *to, Timer::Kind::Background);
    });
}

void RunEngine::watch(OrderId order)
{
    if (m_board && m_board->watch(order))
        requestLook(); // on a clock that stands still no other would come
}

void RunEngine::setRate(double rate) { m_clock.setRate(rate); }

void RunEngine::setMaxThreadCount(int threads) { m_governor.setFixed(threads); }

void RunEngine::setMode(Mode mode)
{
    m_outside.call([this, mode] {
        awaitStart();
        m_mode.setMode(mode);
    });
}

void RunEngine::apply(const Scenario& wanted)
{
    m_outside.call([this, wanted] {
        awaitStart();
        if (wanted.pool.governor != m_inForce.pool.governor)
            m_governor.apply(wanted.pool.governor);
        if (wanted.pool.threads != m_inForce.pool.threads && wanted.pool.governor.kind == GovernorKind::Fixed)
            m_governor.setFixed(wanted.pool.threads);
        applyService(wanted.ruleEngine, m_inForce.ruleEngine, m_ruleEngine.service());
        applyService(wanted.paymentProvider, m_inForce.paymentProvider, m_paymentProvider.service());
        m_habits.apply(wanted.antiPatterns);
        m_rulePolicy.apply(effective(wanted.ruleEngine.resilience, wanted.antiPatterns));
        m_paymentPolicy.apply(effective(wanted.paymentProvider.resilience, wanted.antiPatterns));
        m_ruleCalls.setOrderTimeout(wanted.limits.orderTimeoutMs);
        m_results.setKeeping(wanted.antiPatterns.collectThenAnswer);
        m_mode.setLimits(wanted.limits);
        if (wanted.workload != m_inForce.workload)
            m_arrivalChanges.set(wanted.workload);
        m_store.setConnections(wanted.store.connections);
        m_store.setRoundTrip(milliseconds(wanted.store.roundTripMs));
        m_drainSeconds = wanted.limits.drainSeconds;
        m_inForce = wanted;
        const std::lock_guard lock(m_mutex);
        m_toJudgeBy = wanted;
    });
}

void RunEngine::commandBreaker(Stage stage, BreakerCommand command)
{
    if (stage == Stage::Persist)
        return;
    m_outside.call([this, stage, command] {
        DownstreamPolicy& policy = stage == Stage::Validate ? m_rulePolicy : m_paymentPolicy;
        switch (command) {
        case BreakerCommand::Isolate:
            policy.isolateBreaker();
            break;
        case BreakerCommand::Open:
            policy.openBreaker();
            break;
        case BreakerCommand::Close:
            policy.closeBreaker();
            break;
        }
    });
}

void RunEngine::setTrouble(Stage stage, const ServiceTrouble& trouble)
{
    m_outside.call([this, stage, trouble] {
        switch (stage) {
        case Stage::Validate:
            m_ruleEngine.service().setTrouble(trouble);
            break;
        case Stage::Charge:
            m_paymentProvider.service().setTrouble(trouble);
            break;
        case Stage::Persist:
            m_store.setTrouble(trouble);
            break;
        }
    });
}

void RunEngine::stop()
{
    m_outside.call([this] {
        awaitStart();
        if (!m_clientActive || m_draining.exchange(true))
            return;
        if (m_habits.inForce().abruptStop) {
            endEarly(RunOutcome::Cancelled, CancelReason::Shutdown, abruptlyStoppedText(m_ledger.counts().inFlight));
            return;
        }
        const Clock::TimePoint until = m_clock.now() + seconds(m_drainSeconds);
        m_drainUntil = until.time_since_epoch().count();
        m_clock.schedule(m_drainLimit, until, Timer::Kind::Background);
        m_clock.resume();
        m_intakeSource.cancel(CancelReason::Shutdown);
    });
}

void RunEngine::cancel()
{
    m_outside.call([this] {
        awaitStart();
        endEarly(RunOutcome::Cancelled, CancelReason::Caller, cancelledText(m_ledger.counts().inFlight));
    });
}

// --- readings ---------------------------------------------------------------------------------------------------------

void RunEngine::fill(Snapshot& snapshot)
{
    // Where nothing but what happens at this instant can happen, what is read one after the other agrees.
    if (m_clock.standsStill())
        m_pool.waitUntilSettled(kPatience);
    snapshot.at = m_clock.now().time_since_epoch();
    snapshot.wall = std::chrono::steady_clock::now() - m_wallStart;
    snapshot.mode = m_mode.mode();
    snapshot.scenario = m_scenario.name.toStdString();
    snapshot.virtualClock = m_scenario.clock.kind == ClockKind::Virtual;
    if (const auto to = m_clock.skippingTo())
        snapshot.jumpingTo = to->time_since_epoch();
    snapshot.held = m_clock.paused();
    snapshot.rate = m_clock.rate();
    snapshot.draining = m_draining;
    snapshot.expectedOrders = expectedOrders();
    snapshot.ledger = m_ledger.counts();

    snapshot.channel = m_mode.channel();
    snapshot.waitingWriters = m_mode.waitingWriters();
    snapshot.inFlightTotal = m_journal.inFlight();
    snapshot.stages[0].inFlight = m_validate.inFlight(m_mode.limit(Stage::Validate));
    snapshot.stages[1].inFlight = m_charge.inFlight(m_mode.limit(Stage::Charge));
    snapshot.stages[2].inFlight = m_persist.inFlight(m_mode.limit(Stage::Persist));
    snapshot.ruleEngine = m_ruleEngine.view();
    snapshot.paymentProvider = m_paymentProvider.view();
    snapshot.store = m_store.view();
    fillDecisions(snapshot, kDecisionsOnTheWay);
    snapshot.antiPatterns = m_habits.inForce();
    snapshot.habits = m_habits.view();
    const Results::View results = m_results.view();
    snapshot.habits.heldResults = results.kept;
    snapshot.habits.heldResultBytes = results.keptBytes;
    snapshot.habits.firstResultAfter = results.firstAfter;
    snapshot.endings = m_journal.endings();
    snapshot.doubleCharges = m_paymentProvider.doubleCharges();
    snapshot.deadLetters = m_journal.deadLetters();
    snapshot.acceptedAfter = std::chrono::nanoseconds(m_acceptedAfter.load());
    snapshot.lastEnd = m_journal.lastEnd();
    snapshot.badLines = m_badLines;
    if (m_board)
        fillCostOfWaiting(snapshot);
    fillPool(snapshot);
    if (!m_board)
        return;
    m_board->writeTo(snapshot); // right after the pool's workers, whose states it shows
    if (snapshot.watched && snapshot.watched->view.place != OrderPlace::Ended)
        addRunTokens(*snapshot.watched);
}

void RunEngine::fillCostOfWaiting(Snapshot& snapshot)
{
    if (const std::span<const std::byte> stack = m_pool.blockedStack(); !stack.empty()) {
        const std::int64_t resident = residentBytes(stack);
        if (resident > 0) { // else its worker has left meanwhile
            m_stackBytes = resident;
            m_stackReserved = static_cast<std::int64_t>(stack.size());
        }
    }
    snapshot.pool.threadStackBytes = m_stackBytes;
    snapshot.pool.threadStackReserved = m_stackReserved;
    snapshot.pool.frameBytesPerOrder = m_frameBytesPerOrder;
}

void RunEngine::addRunTokens(OrderDetail& order) const
{
    const bool isCalling = order.view.place == OrderPlace::Validate || order.view.place == OrderPlace::Charge;
    if (isCalling && m_habits.inForce().ignoreCancellation)
        order.tokens.emplace(order.tokens.begin(),
            QT_TRANSLATE_NOOP("engine", "its call heeds none of these: it ignores cancellation"));
    order.tokens.emplace_back(QT_TRANSLATE_NOOP("engine", "client, if it cancels the run"));
    order.tokens.emplace_back(QT_TRANSLATE_NOOP("engine", "time limit of the run, at %1"),
        duration(seconds(m_scenario.limits.timeLimitSeconds)));
    const std::chrono::nanoseconds drainUntil(m_drainUntil.load());
    order.tokens.push_back(drainUntil.count() > 0
            ? Phrase(QT_TRANSLATE_NOOP("engine", "shutdown, cuts off at %1"), duration(drainUntil))
            : Phrase(QT_TRANSLATE_NOOP("engine", "shutdown, %1 after the run is stopped"),
                  duration(seconds(m_scenario.limits.drainSeconds))));
}

void RunEngine::fillPool(Snapshot& snapshot) const
{
    std::vector<WorkerPool::WorkerReading> workers;
    const WorkerPool::Counts pool = m_pool.counts(&workers);
    snapshot.pool.threads = pool.threads;
    snapshot.pool.running = pool.running;
    snapshot.pool.blocked = pool.blocked;
    snapshot.pool.idle = pool.idle();
    snapshot.pool.maxThreads = pool.maxThreads;
    snapshot.pool.pendingWorkItems = pool.pending;
    snapshot.pool.peakThreads = pool.peakThreads;
    snapshot.pool.peakBlocked = pool.peakBlocked;
    snapshot.pool.peakPendingWorkItems = pool.peakPending;
    snapshot.pool.workers.reserve(workers.size());
    for (const WorkerPool::WorkerReading& worker : workers)
        snapshot.pool.workers.push_back({static_cast<WorkerState>(worker.state), worker.order, OrderPlace::Intake});
}

void RunEngine::fillDecisions(Snapshot& snapshot, std::size_t most) const
{
    snapshot.governor = m_governor.view();
    keepLatest(snapshot.governor.decisions, snapshot.governor.droppedDecisions, most);
    for (const Stage stage : {Stage::Validate, Stage::Charge}) {
        AdaptiveLimitView& limit = snapshot.stages[static_cast<std::size_t>(stage)].adaptive;
        limit = m_mode.adaptiveLimit(stage);
        keepLatest(limit.decisions, limit.droppedDecisions, most);
    }
    snapshot.ruleEnginePolicy = m_rulePolicy.view();
    snapshot.paymentPolicy = m_paymentPolicy.view();
    for (PolicyView* const policy : {&snapshot.ruleEnginePolicy, &snapshot.paymentPolicy})
        keepLatest(policy->breaker.changes, policy->breaker.droppedChanges, most);
}

Run::SnapshotPointer RunEngine::snapshot() const { return m_collector->latest(); }

bool RunEngine::finished() const
{
    const std::lock_guard lock(m_mutex);
    return m_finished;
}

bool RunEngine::waitUntilFinished(std::chrono::milliseconds timeout)
{
    std::unique_lock lock(m_mutex);
    return m_changed.wait_for(lock, timeout, [this] { return m_finished; });
}

QStringList RunEngine::badLineReports() const
{
    const std::lock_guard lock(m_mutex);
    return m_badLineReports;
}

QString RunEngine::sourceError() const
{
    const std::lock_guard lock(m_mutex);
    return m_sourceError;
}

std::vector<Finding> RunEngine::findings() const
{
    const std::lock_guard lock(m_mutex);
    return m_findings;
}

} // namespace engine
