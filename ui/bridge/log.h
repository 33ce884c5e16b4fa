// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLoggingCategory>

namespace ui {

/// What the bridge has to say.
Q_DECLARE_LOGGING_CATEGORY(logBridge)

} // namespace ui
