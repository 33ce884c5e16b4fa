// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QLoggingCategory>

namespace ui {

/// What the models have to say.
Q_DECLARE_LOGGING_CATEGORY(logModels)

} // namespace ui
