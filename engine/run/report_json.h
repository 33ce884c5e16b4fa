// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "engine/run/run_summary.h"

namespace engine {

/// Adds to a summary what was found, decided and counted in the run.
///
/// Shape    findings[], endings{}, threadDecisions[], limitDecisions{validate[], charge[]}, policies{ruleEngine{},
///          paymentProvider{}}, habits{}; lists are oldest first, and each has a count of what it could not keep
/// Units    names that end in Ms are milliseconds of clock time
void addReport(QJsonObject& json, const RunSummary& summary);

} // namespace engine
