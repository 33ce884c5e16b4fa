// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bridge/parameters.h"

#include "engine/workload/scenario_fields.h"
#include "ui/bridge/parameter_words.h"

#include <QCoreApplication>

#include <algorithm>
#include <cmath>

namespace ui {

namespace {

struct Texts {
    Q_DECLARE_TR_FUNCTIONS(ui::Parameters)
};

/// A service, and the groups of what is said of it.
struct ServiceName {
    const char* prefix;
    const char* name;
    ParameterGroup own;
    ParameterGroup calls;
};

constexpr std::array kServices {
    ServiceName {
        "ruleEngine", QT_TRANSLATE_NOOP("ui::Parameters", "Rule engine"), ParameterGroup::Validate, ParameterGroup::ValidateCalls},
    ServiceName {"paymentProvider", QT_TRANSLATE_NOOP("ui::Parameters", "Payment provider"), ParameterGroup::Charge,
        ParameterGroup::ChargeCalls},
};

std::array<bool, engine::kModeCount> modesOf(unsigned traits)
{
    using W = ParameterWords;
    const bool anywhere = !(traits & (W::OnlyBounded | W::OnlyBlocking | W::OnlyUnbounded | W::NotBlocking));
    const bool notBlocking = traits & W::NotBlocking;
    return {anywhere || traits & W::OnlyBlocking, anywhere || notBlocking || traits & W::OnlyUnbounded,
        anywhere || notBlocking || traits & W::OnlyBounded};
}

Parameter made(const ParameterField& field, const ParameterWords& words, const ServiceName* service)
{
    using W = ParameterWords;
    Parameter parameter;
    parameter.field = field;
    parameter.group = words.group;
    parameter.label = labelOf(words);
    parameter.spoken = parameter.label;
    if (service) {
        parameter.group = words.group == ParameterGroup::Validate ? service->own : service->calls;
        parameter.spoken = Texts::tr("%1: %2").arg(Texts::tr(service->name), parameter.label);
    }
    parameter.unit = QString::fromUtf8(words.unit);
    parameter.unitFactor = words.traits & W::Share ? 100.0 : 1.0;
    parameter.sliderLowest = words.sliderLowest;
    parameter.sliderHighest = words.sliderHighest;
    parameter.logarithmic = words.traits & W::Log;
    parameter.basic = words.traits & W::Basic;
    parameter.restarts = words.traits & W::Restarts;
    parameter.modes = modesOf(words.traits);
    for (const QString& word : field.words)
        parameter.wordLabels << labelOfWord(field.path, word);

    QString needed = QString::fromUtf8(words.needed);
    if (service)
        needed.replace(QLatin1String("*."), QLatin1String(service->prefix) + QLatin1Char('.'));
    if (!needed.isEmpty()) {
        parameter.neededPath = needed.section(QLatin1Char('='), 0, 0);
        parameter.neededWords = needed.section(QLatin1Char('='), 1).split(QLatin1Char('|'));
    }
    return parameter;
}

void add(const ParameterWords& words, const ServiceName* service, std::vector<Parameter>& parameters)
{
    QString path = QString::fromUtf8(words.path);
    if (service)
        path.replace(0, 1, QLatin1String(service->prefix));
    const auto& fields = parameterFields();
    const auto field = std::ranges::find(fields, path, &ParameterField::path);
    if (field != fields.end())
        parameters.push_back(made(*field, words, service));
}

std::vector<Parameter> made()
{
    std::vector<Parameter> parameters;
    for (const ParameterWords& words : parameterWords()) {
        if (QLatin1String(words.path).startsWith(QLatin1Char('*'))) {
            for (const ServiceName& service : kServices)
                add(words, &service, parameters);
        } else {
            add(words, nullptr, parameters);
        }
    }
    std::ranges::stable_sort(parameters, {}, &Parameter::group);
    return parameters;
}

QString textOfOrder(const QString& text)
{
    QString words = text;
    return words.remove(QLatin1Char('[')).remove(QLatin1Char(']')).remove(QLatin1Char('"')).replace(QLatin1Char(','), QLatin1String(", "));
}

} // namespace

QString titleOf(ParameterGroup group)
{
    switch (group) {
    case ParameterGroup::Workload:
        return Texts::tr("Workload");
    case ParameterGroup::Channel:
        return Texts::tr("Channel");
    case ParameterGroup::Validate:
        return Texts::tr("Validate and rule engine");
    case ParameterGroup::Charge:
        return Texts::tr("Charge and payment provider");
    case ParameterGroup::Store:
        return Texts::tr("Batch and store");
    case ParameterGroup::Pool:
        return Texts::tr("Pool and governor");
    case ParameterGroup::ValidateCalls:
        return Texts::tr("Calls to the rule engine");
    case ParameterGroup::ChargeCalls:
        return Texts::tr("Calls to the payment provider");
    case ParameterGroup::Shutdown:
        return Texts::tr("End of the run");
    case ParameterGroup::Habits:
        break;
    }
    return Texts::tr("Anti-patterns");
}

QString nameOf(engine::Mode mode)
{
    switch (mode) {
    case engine::Mode::Blocking:
        return Texts::tr("blocking");
    case engine::Mode::Unbounded:
        return Texts::tr("unbounded");
    case engine::Mode::Bounded:
        break;
    }
    return Texts::tr("bounded");
}

QString Parameter::saidBare(const QString& text) const
{
    switch (field.kind) {
    case ParameterField::Kind::Flag:
        return text == QLatin1String("true") ? Texts::tr("on") : Texts::tr("off");
    case ParameterField::Kind::Word: {
        const auto index = field.words.indexOf(text);
        return index < 0 ? text : wordLabels.at(index);
    }
    case ParameterField::Kind::Order:
        return textOfOrder(text);
    case ParameterField::Kind::Number:
        break;
    }
    bool good = false;
    const double value = text.toDouble(&good);
    // What a share is in percent has the crumbs of arithmetic in base two.
    return good ? engine::fields::numberText(QString::number(value * unitFactor, 'g', 12).toDouble()) : text;
}

QString Parameter::said(const QString& text) const
{
    const QString bare = saidBare(text);
    return unit.isEmpty() ? bare : bare + QLatin1Char(' ') + unit;
}

QString Parameter::fromTyped(const QString& typed) const
{
    if (field.kind == ParameterField::Kind::Order) {
        QString list = typed;
        list.replace(QLatin1Char(','), QLatin1Char(' '));
        QStringList words;
        for (const QString& word : list.simplified().split(QLatin1Char(' '), Qt::SkipEmptyParts))
            words << QLatin1Char('"') + word + QLatin1Char('"');
        return QLatin1Char('[') + words.join(QLatin1Char(',')) + QLatin1Char(']');
    }
    bool good = false;
    const double number = typed.toDouble(&good);
    if (field.kind != ParameterField::Kind::Number || !good || unitFactor == 1.0)
        return typed;
    return engine::fields::numberText(QString::number(number / unitFactor, 'g', 12).toDouble());
}

const std::vector<Parameter>& parameters()
{
    static std::vector<Parameter> all = made();
    static QString spoken = titleOf(ParameterGroup::Workload); // tells one language from another
    if (const QString now = titleOf(ParameterGroup::Workload); now != spoken) {
        spoken = now;
        std::ranges::move(made(), all.begin());
    }
    return all;
}

const Parameter* parameterAt(const QString& path)
{
    const auto& all = parameters();
    const auto found =
        std::ranges::find_if(all, [&path](const Parameter& parameter) { return parameter.field.path == path; });
    return found == all.end() ? nullptr : &*found;
}

QString reasonForNoEffect(const Parameter& parameter, const engine::Scenario& scenario, engine::Mode mode)
{
    if (!parameter.modes[static_cast<std::size_t>(mode)]) {
        QStringList names;
        for (const auto each : {engine::Mode::Blocking, engine::Mode::Unbounded, engine::Mode::Bounded}) {
            if (parameter.modes[static_cast<std::size_t>(each)])
                names << nameOf(each);
        }
        return Texts::tr("Has an effect in %1 mode only.").arg(names.join(Texts::tr(" and ")));
    }
    const Parameter* const needed = parameter.neededPath.isEmpty() ? nullptr : parameterAt(parameter.neededPath);
    if (!needed)
        return {};
    const QString value = needed->field.text(scenario);
    if (parameter.neededWords.contains(value))
        return {};
    return Texts::tr("Without effect while “%1” is “%2”.").arg(needed->label, needed->said(value));
}

QString describeChange(
    const engine::Scenario& before, engine::Mode modeBefore, const engine::Scenario& after, engine::Mode modeAfter)
{
    QStringList changes;
    if (modeBefore != modeAfter)
        changes << Texts::tr("Mode %1 → %2").arg(nameOf(modeBefore), nameOf(modeAfter));
    for (const Parameter& parameter : parameters()) {
        const QString from = parameter.field.text(before);
        const QString to = parameter.field.text(after);
        if (from == to)
            continue;
        changes << (parameter.field.kind == ParameterField::Kind::Flag
                ? Texts::tr("%1: %2").arg(parameter.spoken, parameter.said(to))
                : Texts::tr("%1 %2 → %3").arg(parameter.spoken, parameter.saidBare(from), parameter.said(to)));
    }
    constexpr qsizetype kMost = 2;
    if (changes.size() > kMost)
        return Texts::tr("%1 values changed").arg(changes.size());
    return changes.join(QLatin1String(", "));
}

bool needsNewRun(const engine::Scenario& before, const engine::Scenario& after)
{
    return std::ranges::any_of(parameters(), [&](const Parameter& parameter) {
        return parameter.restarts && parameter.field.text(before) != parameter.field.text(after);
    });
}

} // namespace ui
