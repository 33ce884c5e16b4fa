// SPDX-License-Identifier: GPL-3.0-or-later
#include "engine/order/order.h"

namespace engine {

const char* toString(Stage stage) noexcept
{
    switch (stage) {
    case Stage::Validate:
        return "validate";
    case Stage::Charge:
        return "charge";
    case Stage::Persist:
        return "persist";
    }
    return "unknown";
}

} // namespace engine
