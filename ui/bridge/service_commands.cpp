// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bridge/service_commands.h"

namespace ui {

namespace {

QString textOf(Breakage how)
{
    switch (how) {
    case Breakage::Outage:
        return ServiceCommands::tr("outage");
    case Breakage::Slow:
        return ServiceCommands::tr("%1 times slower").arg(ServiceCommands::kSlowFactor);
    case Breakage::Failing:
        return ServiceCommands::tr("%1 % of the calls fail").arg(100 * ServiceCommands::kFailing);
    case Breakage::Hanging:
        break;
    }
    return ServiceCommands::tr("no call is answered");
}

QString textOf(BreakerCommand command)
{
    switch (command) {
    case BreakerCommand::Isolate:
        return ServiceCommands::tr("breaker isolated");
    case BreakerCommand::Open:
        return ServiceCommands::tr("breaker opened");
    case BreakerCommand::Close:
        break;
    }
    return ServiceCommands::tr("breaker closed");
}

} // namespace

void ServiceCommands::follow(engine::Run* run)
{
    m_run = run;
    m_troubles = {};
    Q_EMIT troubleChanged();
}

void ServiceCommands::breakService(Stage stage, Breakage how)
{
    engine::ServiceTrouble trouble = troubleOf(stage);
    switch (how) {
    case Breakage::Outage:
        trouble.outage = true;
        break;
    case Breakage::Slow:
        trouble.latencyFactor = kSlowFactor;
        break;
    case Breakage::Failing:
        trouble.failureRate = kFailing;
        break;
    case Breakage::Hanging:
        trouble.hangRate = 1.0;
        break;
    }
    if (!m_run || trouble == troubleOf(stage))
        return;
    send(stage, trouble);
    Q_EMIT changed(tr("%1: %2").arg(nameOf(stage), textOf(how)));
}

void ServiceCommands::healService(Stage stage)
{
    if (!m_run || isHealthy(stage))
        return;
    send(stage, {});
    Q_EMIT changed(tr("%1: healed").arg(nameOf(stage)));
}

void ServiceCommands::commandBreaker(Stage stage, BreakerCommand command)
{
    if (!m_run || stage == Stage::Persist)
        return;
    m_run->commandBreaker(
        static_cast<engine::Stage>(stage), static_cast<engine::Run::BreakerCommand>(command));
    Q_EMIT changed(tr("%1: %2").arg(nameOf(stage), textOf(command)));
}

bool ServiceCommands::isBroken(Stage stage, Breakage how) const
{
    const engine::ServiceTrouble& trouble = troubleOf(stage);
    switch (how) {
    case Breakage::Outage:
        return trouble.outage;
    case Breakage::Slow:
        return trouble.latencyFactor > 1.0;
    case Breakage::Failing:
        return trouble.failureRate > 0.0;
    case Breakage::Hanging:
        break;
    }
    return trouble.hangRate > 0.0;
}

bool ServiceCommands::isHealthy(Stage stage) const
{
    return troubleOf(stage) == engine::ServiceTrouble {};
}

QString ServiceCommands::nameOf(Stage stage)
{
    switch (stage) {
    case Stage::Validate:
        return tr("Rule engine");
    case Stage::Charge:
        return tr("Payment provider");
    case Stage::Persist:
        break;
    }
    return tr("Order store");
}

void ServiceCommands::send(Stage stage, const engine::ServiceTrouble& trouble)
{
    m_troubles[static_cast<std::size_t>(stage)] = trouble;
    m_run->setTrouble(static_cast<engine::Stage>(stage), trouble);
    Q_EMIT troubleChanged();
}

const engine::ServiceTrouble& ServiceCommands::troubleOf(Stage stage) const
{
    return m_troubles[static_cast<std::size_t>(stage)];
}

} // namespace ui
