// SPDX-License-Identifier: GPL-3.0-or-later
// Compiled without contraction of a * b + c: the order of roundings is part of the contract (HC-26).
#include "engine/governor/hill_climbing.h"

#include "engine/runtime/random.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <numeric>
#include <stdexcept>
#include <utility>

namespace engine {

namespace {

constexpr int kCpuTooHighToAdd = 95; // percent

// The operators of std::complex may scale against overflow, which rounds differently from HC-25.
double magnitude(std::complex<double> z)
{
    return std::sqrt(z.real() * z.real() + z.imag() * z.imag());
}

std::complex<double> divide(std::complex<double> lhs, std::complex<double> rhs)
{
    const double squared = rhs.real() * rhs.real() + rhs.imag() * rhs.imag();
    return {(lhs.real() * rhs.real() + lhs.imag() * rhs.imag()) / squared,
        (-lhs.real() * rhs.imag() + lhs.imag() * rhs.real()) / squared};
}

std::complex<double> divide(std::complex<double> lhs, double rhs)
{
    return {lhs.real() / rhs, lhs.imag() / rhs};
}

double mean(std::span<const double> samples)
{
    return std::accumulate(samples.begin(), samples.end(), 0.0) / static_cast<double>(samples.size());
}

} // namespace

IntervalLottery seededIntervals(std::uint64_t seed)
{
    return [seed, number = std::uint64_t {0}](int low, int high) mutable {
        const auto span = static_cast<std::uint64_t>(high - low) + 1;
        return low + static_cast<int>(drawBits(seed, DrawPurpose::SampleInterval, number++) % span);
    };
}

std::complex<double> fourierBin(std::span<const double> samples, double period) noexcept
{
    const double omega = 2.0 * std::numbers::pi / period;
    const double cosine = std::cos(omega);
    const double coefficient = 2.0 * cosine;
    double q1 = 0;
    double q2 = 0;
    for (const double sample : samples) {
        const double q0 = coefficient * q1 - q2 + sample;
        q2 = q1;
        q1 = q0;
    }
    const auto size = static_cast<double>(samples.size());
    return {(q1 - q2 * cosine) / size, (q2 * std::sin(omega)) / size};
}

HillClimbing::HillClimbing(const HillClimbingSettings& settings, IntervalLottery lottery)
    : m_settings(settings)
    , m_tuning {settings.waveGainPercent / 100.0, settings.biasPercent / 100.0, settings.signalToNoisePercent / 100.0,
          settings.errorSmoothingPercent / 100.0, settings.gainExponentPercent / 100.0,
          settings.maxSampleErrorPercent / 100.0}
    , m_lottery(std::move(lottery))
{
    if (settings.wavePeriod < 2 || settings.waveHistory < 1)
        throw std::invalid_argument("HillClimbing: a wave has at least two samples, and the history one period");
    if (m_settings.intervalLowMs > m_settings.intervalHighMs) {
        m_settings.intervalLowMs = HillClimbingSettings {}.intervalLowMs;
        m_settings.intervalHighMs = HillClimbingSettings {}.intervalHighMs;
    }
    const auto ring =
        static_cast<std::size_t>(m_settings.wavePeriod) * static_cast<std::size_t>(m_settings.waveHistory);
    m_throughputs.resize(ring);
    m_counts.resize(ring);
    m_window.reserve(ring);
    m_transitions.resize(kTransitionsKept);
    m_interval = m_lottery(m_settings.intervalLowMs, m_settings.intervalHighMs);
}

void HillClimbing::force(int threads, ThreadChangeReason reason, Time at)
{
    if (threads == m_last)
        return;
    m_control += threads - m_last;
    record(threads, reason, at);
}

void HillClimbing::record(int threads, ThreadChangeReason reason, Time at)
{
    m_last = threads;
    if (reason != ThreadChangeReason::CooperativeBlocking)
        m_interval = m_lottery(m_settings.intervalLowMs, m_settings.intervalHighMs);
    const auto remembered = std::min(m_total, static_cast<std::int64_t>(m_counts.size()));
    Transition& entry = m_transitions[static_cast<std::size_t>(m_transitionCount++ % kTransitionsKept)];
    entry.at = at;
    entry.reason = reason;
    entry.threads = threads;
    entry.samples = static_cast<int>(remembered / m_settings.wavePeriod * m_settings.wavePeriod);
    entry.meanThroughput = m_secondsSinceChoice > 0 ? m_doneSinceChoice / m_secondsSinceChoice : 0;
}

const HillClimbing::Transition& HillClimbing::transition(std::int64_t number) const
{
    if (number < 0 || number >= m_transitionCount || number < m_transitionCount - kTransitionsKept)
        throw std::out_of_range("HillClimbing::transition: not in the log any more, or not yet");
    return m_transitions[static_cast<std::size_t>(number % kTransitionsKept)];
}

HillClimbing::Advice HillClimbing::update(const Sample& sample)
{
    if (sample.current != m_last)
        force(sample.current, ThreadChangeReason::Initializing, sample.at);

    m_secondsSinceChoice += sample.seconds;
    m_doneSinceChoice += static_cast<double>(sample.completions);
    const double seconds = sample.seconds + m_pendingSeconds;
    const std::int64_t completions = sample.completions + m_pendingDone;
    m_analysis = {};
    // Each worker may have an item that is begun and not counted. 0 / 0 (one thread, no completions) is no error: NaN.
    const double countingError = (sample.current - 1.0) / static_cast<double>(completions);
    const bool coarse = m_total > 0 && countingError >= m_tuning.maxSampleError;
    if (coarse || !(seconds > 0)) {
        m_pendingSeconds = seconds;
        m_pendingDone = completions;
        return {sample.current, kCoarseIntervalMs};
    }
    m_pendingSeconds = 0;
    m_pendingDone = 0;

    m_analysis.accepted = true;
    m_analysis.throughput = static_cast<double>(completions) / seconds;
    const auto slot = static_cast<std::size_t>(m_total) % m_counts.size();
    m_throughputs[slot] = m_analysis.throughput;
    m_counts[slot] = sample.current;
    ++m_total;

    analyse();
    moveControl(sample, seconds);
    const int threads = nextThreads(sample);
    if (threads != sample.current) {
        record(threads, m_analysis.state, sample.at);
        m_secondsSinceChoice = 0;
        m_doneSinceChoice = 0;
    }
    // Throughput fell, and there is nowhere left to go: look less often.
    const double ratio = m_analysis.ratio.real();
    if (ratio < 0 && threads == sample.minThreads)
        // NOLINTNEXTLINE(bugprone-incorrect-roundings): rounded as HC-23 says, and never negative.
        return {threads, static_cast<int>(0.5 + m_interval * (10.0 * std::min(-ratio, 1.0)))};
    return {threads, m_interval};
}

/// What the waves of the latest samples say (HC-11 to HC-17).
void HillClimbing::analyse()
{
    // The very first sample never takes part: the time before it was measured from nowhere.
    const int period = m_settings.wavePeriod;
    const auto ring = static_cast<std::int64_t>(m_counts.size());
    const int size = static_cast<int>(std::min(m_total - 1, ring) / period * period);
    if (size <= period)
        return;
    m_analysis.window = size;
    const auto latest = [&](const std::vector<double>& samples) -> std::span<const double> {
        m_window.clear();
        for (int i = 0; i < size; ++i)
            m_window.push_back(samples[static_cast<std::size_t>((m_total - size + i) % ring)]);
        return m_window;
    };
    const double meanThreads = mean(latest(m_counts));
    const double meanThroughput = mean(latest(m_throughputs));
    if (!(meanThroughput > 0) || !(meanThreads > 0))
        return;

    const double periods = static_cast<double>(size) / period;
    const auto throughputs = latest(m_throughputs);
    m_analysis.throughputWave = divide(fourierBin(throughputs, period), meanThroughput);
    m_analysis.error = magnitude(divide(fourierBin(throughputs, size / (periods + 1)), meanThroughput));
    if (const double above = size / (periods - 1); above <= size)
        m_analysis.error =
            std::max(m_analysis.error, magnitude(divide(fourierBin(throughputs, above), meanThroughput)));
    m_analysis.threadWave = divide(fourierBin(latest(m_counts), period), meanThreads);

    const double smoothing = m_tuning.errorSmoothing;
    m_noise = m_noise == 0 ? m_analysis.error : smoothing * m_analysis.error + (1.0 - smoothing) * m_noise;

    const std::complex<double> wave = m_analysis.threadWave;
    if (magnitude(wave) > 0) {
        const std::complex<double> wanted {wave.real() * m_tuning.bias, wave.imag() * m_tuning.bias};
        m_analysis.ratio = divide(m_analysis.throughputWave - wanted, wave);
        m_analysis.state = ThreadChangeReason::ClimbingMove;
    } else {
        m_analysis.state = ThreadChangeReason::Stabilizing;
    }
    const double noise = std::max(m_noise, m_analysis.error);
    m_analysis.confidence = noise > 0 ? (magnitude(wave) / noise) / m_tuning.signalToNoise : 1.0;
}

void HillClimbing::moveControl(const Sample& sample, double seconds)
{
    double move = std::clamp(m_analysis.ratio.real(), -1.0, 1.0) * std::clamp(m_analysis.confidence, 0.0, 1.0);
    const double gain = m_settings.maxChangePerSecond * seconds;
    move = std::pow(std::fabs(move), m_tuning.gainExponent) * (move >= 0.0 ? 1.0 : -1.0) * gain;
    move = std::min(move, static_cast<double>(m_settings.maxChangePerSample));
    if (move > 0 && sample.cpuPercent > kCpuTooHighToAdd)
        move = 0;
    m_analysis.move = move;
    m_control += move;
}

/// Limits the control and puts the wave on top (HC-19 to HC-21).
int HillClimbing::nextThreads(const Sample& sample)
{
    const double wanted = 0.5 + m_control * m_noise * m_tuning.signalToNoise * m_tuning.waveGain * 2.0;
    const int wave = static_cast<int>(std::max(1.0, std::min(wanted, static_cast<double>(m_settings.maxWave))));
    m_control = std::min(static_cast<double>(sample.maxThreads - wave), m_control);
    m_control = std::max(static_cast<double>(sample.minThreads), m_control);
    const int squareBit = static_cast<int>(m_total / (m_settings.wavePeriod / 2) % 2);
    m_analysis.wave = wave;
    m_analysis.squareBit = squareBit;
    const int threads = static_cast<int>(m_control + wave * squareBit);
    return std::max(std::min(threads, sample.maxThreads), sample.minThreads);
}

} // namespace engine
