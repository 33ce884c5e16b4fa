// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/workload/scenario.h"

namespace engine {

Scenario::Scenario()
{
    ruleEngine.servers = 20;
    ruleEngine.latency.meanMs = 50.0;
    paymentProvider.servers = 10;
    paymentProvider.latency.meanMs = 80.0;
}

} // namespace engine
