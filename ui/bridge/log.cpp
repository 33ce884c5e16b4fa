// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/bridge/log.h"

namespace ui {

Q_LOGGING_CATEGORY(logBridge, "threadweir.ui.bridge")

} // namespace ui
