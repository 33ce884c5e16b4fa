// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/engine/governor/hill_climbing_replay.h"

#include "engine/governor/hill_climbing.h"

#include <QDir>
#include <QFile>
#include <QJsonArray>
#include <QJsonDocument>
#include <QJsonObject>

#include <array>
#include <cmath>
#include <optional>
#include <stdexcept>

namespace tests {

namespace {

using engine::HillClimbing;
using engine::ThreadChangeReason;

constexpr double kDust = 1e-12;

const std::array<const char*, 9> kStates {"Warmup", "Initializing", "RandomMove", "ClimbingMove", "ChangePoint",
    "Stabilizing", "Starvation", "ThreadTimedOut", "CooperativeBlocking"};

std::string nameOf(ThreadChangeReason reason)
{
    return kStates.at(static_cast<std::size_t>(reason));
}

ThreadChangeReason reasonNamed(const QJsonValue& name)
{
    if (name.isDouble())
        return static_cast<ThreadChangeReason>(name.toInt());
    for (std::size_t i = 0; i < kStates.size(); ++i) {
        if (name.toString() == QLatin1String(kStates.at(i)))
            return static_cast<ThreadChangeReason>(i);
    }
    throw std::runtime_error("no state of the climber: " + name.toString().toStdString());
}

bool isClose(double got, double wanted)
{
    if (std::isnan(got) || std::isnan(wanted))
        return false;
    return std::fabs(got - wanted) <= (std::fabs(wanted) < 1e-6 ? 1e-12 : 1e-9 * std::fabs(wanted));
}

/// Compares the fields that a step has an expectation for, and collects what differs.
class Comparison {
public:
    Comparison(const QJsonObject& expected, std::string where, std::vector<std::string>& problems)
        : m_expected(expected)
        , m_where(std::move(where))
        , m_problems(problems)
    {
    }
    void whole(const char* field, std::int64_t got)
    {
        if (const auto wanted = find(field); wanted && wanted->toInteger(got - 1) != got)
            note(field, std::to_string(got));
    }
    void truth(const char* field, bool got)
    {
        if (const auto wanted = find(field); wanted && wanted->toBool(!got) != got)
            note(field, got ? "true" : "false");
    }
    void state(const char* field, ThreadChangeReason got)
    {
        if (const auto wanted = find(field); wanted && reasonNamed(*wanted) != got)
            note(field, nameOf(got));
    }
    void real(const char* field, double got)
    {
        if (const auto wanted = find(field); wanted && !isClose(got, wanted->toDouble(std::nan(""))))
            note(field, QString::number(got, 'g', 17).toStdString());
    }
    void complex(const char* field, std::complex<double> got)
    {
        const auto wanted = find(field);
        if (!wanted)
            return;
        const QJsonArray parts = wanted->toArray();
        if (parts.size() != 2 || !isClose(got.real(), parts[0].toDouble(std::nan("")))
            || !isClose(got.imag(), parts[1].toDouble(std::nan(""))))
            note(field,
                QString::number(got.real(), 'g', 17).toStdString() + ", "
                    + QString::number(got.imag(), 'g', 17).toStdString());
    }
    void note(const std::string& field, const std::string& got)
    {
        m_problems.push_back(m_where + ": " + field + " is " + got);
    }

private:
    [[nodiscard]] std::optional<QJsonValue> find(const char* field) const
    {
        const auto found = m_expected.constFind(QLatin1String(field));
        return found == m_expected.constEnd() ? std::nullopt : std::optional<QJsonValue>(*found);
    }
    const QJsonObject& m_expected;
    std::string m_where;
    std::vector<std::string>& m_problems;
};

int percent(const QJsonObject& tuning, const char* field)
{
    return static_cast<int>(std::lround(tuning[QLatin1String(field)].toDouble() * 100.0));
}

engine::HillClimbingSettings settingsFrom(const QJsonObject& tuning)
{
    engine::HillClimbingSettings settings;
    settings.wavePeriod = tuning[u"wave_period"].toInt();
    settings.waveHistory = tuning[u"wave_history"].toInt();
    settings.maxWave = tuning[u"max_wave"].toInt();
    settings.waveGainPercent = percent(tuning, "wave_gain");
    settings.biasPercent = percent(tuning, "bias");
    settings.signalToNoisePercent = percent(tuning, "signal_to_noise");
    settings.maxChangePerSecond = tuning[u"max_per_second"].toInt();
    settings.maxChangePerSample = tuning[u"max_per_sample"].toInt();
    settings.intervalLowMs = tuning[u"interval_low_ms"].toInt();
    settings.intervalHighMs = tuning[u"interval_high_ms"].toInt();
    settings.errorSmoothingPercent = percent(tuning, "error_smoothing");
    settings.gainExponentPercent = percent(tuning, "gain_exponent");
    settings.maxSampleErrorPercent = percent(tuning, "max_sample_error");
    return settings;
}

void compareLog(Comparison& compare, const QJsonObject& expected, const HillClimbing& climber, std::int64_t from)
{
    if (!expected.contains(u"logged"))
        return;
    const QJsonArray logged = expected[u"logged"].toArray();
    if (logged.size() != climber.transitionCount() - from) {
        compare.note("logged", std::to_string(climber.transitionCount() - from) + " entries");
        return;
    }
    for (qsizetype i = 0; i < logged.size(); ++i) {
        const HillClimbing::Transition& got = climber.transition(from + i);
        const QJsonObject wanted = logged[i].toObject();
        if (reasonNamed(wanted[u"state"]) != got.reason || wanted[u"count"].toInt(-1) != got.threads
            || wanted[u"history"].toInt(-1) != got.samples
            || !isClose(got.meanThroughput, wanted[u"mean"].toDouble(std::nan(""))))
            compare.note("logged entry " + std::to_string(i), nameOf(got.reason) + " " + std::to_string(got.threads));
    }
}

void compareAnalysis(Comparison& compare, const HillClimbing::Analysis& got)
{
    compare.state("state", got.state);
    compare.whole("window", got.window);
    compare.real("throughput", got.throughput);
    compare.complex("thread_wave", got.threadWave);
    compare.complex("throughput_wave", got.throughputWave);
    compare.real("error", got.error);
    const double wave = std::abs(got.threadWave);
    if (wave == 0 || wave >= kDust)
        compare.complex("ratio", got.ratio);
    compare.real("confidence", got.confidence);
    compare.real("move", got.move);
    compare.whole("wave", got.wave);
    compare.whole("square_bit", got.squareBit);
}

void replaySequence(const QJsonObject& sequence, const engine::HillClimbingSettings& settings, Replay& replay)
{
    int draws = 0;
    const int interval = sequence[u"fixed_interval_ms"].toInt();
    HillClimbing climber(settings, [&draws, interval](int, int) {
        ++draws;
        return interval;
    });
    const QJsonArray steps = sequence[u"steps"].toArray();
    for (qsizetype i = 0; i < steps.size(); ++i) {
        const QJsonObject step = steps[i].toObject();
        const QJsonObject expected = step[u"expect"].toObject();
        Comparison compare(
            expected, sequence[u"name"].toString().toStdString() + ", step " + std::to_string(i), replay.problems);
        const std::int64_t logged = climber.transitionCount();
        if (step[u"op"].toString() == QLatin1String("force")) {
            climber.force(step[u"count"].toInt(), reasonNamed(step[u"state"]), {});
        } else {
            HillClimbing::Sample sample;
            sample.current = step[u"current"].toInt();
            sample.seconds = step[u"seconds"].toDouble();
            sample.completions = step[u"completions"].toInteger();
            sample.minThreads = step[u"min_threads"].toInt();
            sample.maxThreads = step[u"max_threads"].toInt();
            sample.cpuPercent = step[u"cpu_percent"].toInt();
            const HillClimbing::Advice advice = climber.update(sample);
            compare.whole("new_count", advice.threads);
            compare.whole("interval_ms", advice.intervalMs);
            compare.truth("accepted", climber.analysis().accepted);
            if (climber.analysis().accepted)
                compareAnalysis(compare, climber.analysis());
        }
        compareLog(compare, expected, climber, logged);
        compare.whole("draws", draws);
        compare.whole("total_samples", climber.acceptedSamples());
        compare.real("control", climber.control());
        compare.real("noise", climber.noise());
        ++replay.steps;
    }
    ++replay.sequences;
}

void replayBin(const QJsonObject& bin, Replay& replay)
{
    std::vector<double> values;
    for (const QJsonValue& value : bin[u"values"].toArray())
        values.push_back(value.toDouble());
    const std::complex<double> got = engine::fourierBin(values, bin[u"period"].toDouble());
    const double re = bin[u"re"].toDouble(std::nan(""));
    const double im = bin[u"im"].toDouble(std::nan(""));
    // Of what is dust, nothing but its smallness is portable.
    const bool good =
        std::hypot(re, im) < kDust ? std::abs(got) < kDust : isClose(got.real(), re) && isClose(got.imag(), im);
    if (!good)
        replay.problems.push_back("bin '" + bin[u"about"].toString().toStdString() + "': is "
            + std::to_string(got.real()) + ", " + std::to_string(got.imag()));
    ++replay.bins;
}

} // namespace

Replay replayHillClimbing(const QByteArray& json)
{
    Replay replay;
    QJsonParseError error;
    const QJsonObject document = QJsonDocument::fromJson(json, &error).object();
    if (error.error != QJsonParseError::NoError) {
        replay.problems.push_back("no JSON: " + error.errorString().toStdString());
        return replay;
    }
    for (const QJsonValue& bin : document[u"goertzel"].toArray())
        replayBin(bin.toObject(), replay);
    const engine::HillClimbingSettings settings = settingsFrom(document[u"tuning"].toObject());
    for (const QJsonValue& sequence : document[u"sequences"].toArray())
        replaySequence(sequence.toObject(), settings, replay);
    if (replay.bins + replay.steps == 0)
        replay.problems.emplace_back("there is nothing to replay in it");
    return replay;
}

std::vector<VectorFile> vectorFilesIn(const QString& folder)
{
    const QDir directory(folder);
    if (folder.isEmpty() || !directory.exists())
        throw std::runtime_error("there is no folder of vectors " + folder.toStdString());
    std::vector<VectorFile> files;
    for (const QString& name : directory.entryList({QStringLiteral("*.json")}, QDir::Files, QDir::Name)) {
        QFile file(directory.filePath(name));
        if (!file.open(QIODevice::ReadOnly))
            throw std::runtime_error("cannot read " + file.fileName().toStdString());
        files.push_back({file.fileName(), file.readAll()});
    }
    if (files.empty())
        throw std::runtime_error("there are no *.json files in " + folder.toStdString());
    return files;
}

} // namespace tests
