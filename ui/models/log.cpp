// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/models/log.h"

namespace ui {

Q_LOGGING_CATEGORY(logModels, "threadweir.ui.models")

} // namespace ui
