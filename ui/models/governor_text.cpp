// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/governor_text.h"

#include "ui/bridge/spoken.h"
#include "ui/models/format.h"

#include <QCoreApplication>

namespace ui {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(ui::GovernorText)
};

QString fewWords(engine::ThreadChangeReason reason, bool more)
{
    switch (reason) {
    case engine::ThreadChangeReason::Warmup:
    case engine::ThreadChangeReason::Stabilizing:
    case engine::ThreadChangeReason::RandomMove:
        return Words::tr("the climber tries it out");
    case engine::ThreadChangeReason::ClimbingMove:
    case engine::ThreadChangeReason::ChangePoint:
        return more ? Words::tr("throughput follows the threads") : Words::tr("threads do not pay off");
    case engine::ThreadChangeReason::Starvation:
        return Words::tr("work waited, and no worker took any");
    case engine::ThreadChangeReason::ThreadTimedOut:
        return Words::tr("a thread had nothing to do");
    case engine::ThreadChangeReason::CooperativeBlocking:
        return more ? Words::tr("stands in for blocked threads") : Words::tr("stand-ins are not needed any more");
    case engine::ThreadChangeReason::Initializing:
        return Words::tr("the climber starts anew");
    case engine::ThreadChangeReason::Fixed:
        break;
    }
    return Words::tr("set by hand");
}

} // namespace

QStringList governorLog(const engine::GovernorView& governor)
{
    QStringList lines;
    for (auto decision = governor.decisions.rbegin(); decision != governor.decisions.rend(); ++decision) {
        lines.append(QStringLiteral("%1  %2 → %3  %4")
                         .arg(Format::shortTime(std::chrono::duration<double>(decision->at).count()))
                         .arg(decision->from)
                         .arg(decision->to)
                         .arg(fewWords(decision->reason, decision->to > decision->from)));
    }
    return lines;
}

QStringList governorReasons(const engine::GovernorView& governor)
{
    QStringList sentences;
    for (auto decision = governor.decisions.rbegin(); decision != governor.decisions.rend(); ++decision)
        sentences.append(spoken(decision->why));
    return sentences;
}

} // namespace ui
