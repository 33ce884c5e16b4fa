// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/telemetry/governor_view.h"

#include <chrono>
#include <complex>
#include <cstdint>
#include <functional>
#include <span>
#include <vector>

namespace engine {

/// What the climber is tuned with; the defaults are those of .NET (semantics 1.1).
struct HillClimbingSettings {
    int wavePeriod = 4; ///< samples
    int waveHistory = 8; ///< periods
    int maxWave = 20; ///< threads
    int waveGainPercent = 100;
    int biasPercent = 15; ///< throughput that a thread has to be worth
    int signalToNoisePercent = 300;
    int maxChangePerSecond = 4; ///< threads
    int maxChangePerSample = 20; ///< threads, upwards
    int intervalLowMs = 10;
    int intervalHighMs = 200;
    int errorSmoothingPercent = 1;
    int gainExponentPercent = 200;
    int maxSampleErrorPercent = 15;
};

/// Draws a whole number, both ends included.
using IntervalLottery = std::function<int(int low, int high)>;

/// The lottery that gives the same intervals for the same seed.
[[nodiscard]] IntervalLottery seededIntervals(std::uint64_t seed);

/// One bin of a Fourier transform: how much of a wave of `period` samples is in `samples` (HC-24).
[[nodiscard]] std::complex<double> fourierBin(std::span<const double> samples, double period) noexcept;

/// Looks for the number of threads with the best throughput: makes a small square wave in the thread count, looks for
/// the same wave in the throughput, and moves the average as strongly, and in the direction, as the one follows the
/// other.
///
/// Model    semantics HC-1 to HC-31, in binary64 and in the written order. With r the part of the throughput's wave
///          that is proportional to the threads' wave, less the bias: control += r^2 * sign(r) * maxChangePerSecond *
///          seconds, less when the wave is hard to tell from noise
/// Shape    one sample in, one count out; waveHistory * wavePeriod samples are remembered
/// Units    threads, seconds of clock time, completed work items
/// Errors   the constructor throws std::invalid_argument if a period has fewer than two samples, or the history none.
///          A sample of no duration is put aside like one that is too coarse
/// Threads  one owner
/// Source   semantics.md 1; J. Hellerstein et al., "Optimizing Concurrency Levels in the .NET ThreadPool", 2008
class HillClimbing {
public:
    using Time = std::chrono::nanoseconds;
    static constexpr int kTransitionsKept = 200;
    static constexpr int kCoarseIntervalMs = 10; ///< until the next look at a sample that was put aside

    struct Sample {
        int current = 0; ///< the pool's goal
        double seconds = 0;
        std::int64_t completions = 0;
        int minThreads = 1;
        int maxThreads = 1;
        int cpuPercent = 0;
        Time at {}; ///< for the log only
    };
    struct Advice {
        int threads = 0;
        int intervalMs = 0; ///< until the next sample
    };
    /// How the last sample was understood.
    struct Analysis {
        bool accepted = false; ///< false: put aside, and the rest says nothing
        ThreadChangeReason state = ThreadChangeReason::Warmup;
        int window = 0; ///< samples
        double throughput = 0; ///< completions/s
        std::complex<double> threadWave; ///< relative to the mean
        std::complex<double> throughputWave; ///< relative to the mean
        double error = 0; ///< relative size of waves nobody made
        std::complex<double> ratio;
        double confidence = 0;
        double move = 0; ///< threads
        int wave = 0; ///< threads
        int squareBit = 0;
    };
    /// An entry of the log: the climber changed the count, or learnt of a change.
    struct Transition {
        Time at {};
        ThreadChangeReason reason = ThreadChangeReason::Warmup;
        int threads = 0;
        int samples = 0; ///< remembered at that time, in whole periods
        double meanThroughput = 0; ///< since the climber last chose a count
    };

    HillClimbing(const HillClimbingSettings& settings, IntervalLottery lottery);

    /// Somebody else has changed the count.
    void force(int threads, ThreadChangeReason reason, Time at);
    Advice update(const Sample& sample);

    [[nodiscard]] double control() const { return m_control; }
    [[nodiscard]] double noise() const { return m_noise; }
    [[nodiscard]] std::int64_t acceptedSamples() const { return m_total; }
    [[nodiscard]] const Analysis& analysis() const { return m_analysis; }

    [[nodiscard]] std::int64_t transitionCount() const { return m_transitionCount; }
    /// By its number since the climber was made; of the last kTransitionsKept only.
    [[nodiscard]] const Transition& transition(std::int64_t number) const;

private:
    struct Tuning {
        double waveGain, bias, signalToNoise, errorSmoothing, gainExponent, maxSampleError;
    };

    void record(int threads, ThreadChangeReason reason, Time at);
    void analyse();
    void moveControl(const Sample& sample, double seconds);
    [[nodiscard]] int nextThreads(const Sample& sample);

    HillClimbingSettings m_settings;
    Tuning m_tuning;
    IntervalLottery m_lottery;
    double m_control = 0;
    double m_noise = 0;
    std::int64_t m_total = 0;
    int m_last = 0;
    int m_interval = 0; ///< ms
    double m_secondsSinceChoice = 0;
    double m_doneSinceChoice = 0;
    double m_pendingSeconds = 0;
    std::int64_t m_pendingDone = 0;
    std::vector<double> m_throughputs;
    std::vector<double> m_counts;
    std::vector<double> m_window; ///< the latest samples of one of the rings, oldest first
    Analysis m_analysis;
    std::vector<Transition> m_transitions;
    std::int64_t m_transitionCount = 0;
};

} // namespace engine
