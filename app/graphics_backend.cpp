// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/graphics_backend.h"

#include <QDir>
#include <QLoggingCategory>
#include <QOffscreenSurface>
#include <QOpenGLContext>
#include <QOpenGLFunctions>
#include <QQuickWindow>
#include <QSGRendererInterface>

namespace app {

namespace {

Q_LOGGING_CATEGORY(logApp, "threadweir.app")

/// What the system's OpenGL calls its renderer; empty where there is none.
QByteArray glRenderer()
{
    QOpenGLContext context;
    if (!context.create())
        return {};
    QOffscreenSurface surface;
    surface.setFormat(context.format());
    surface.create();
    if (!surface.isValid() || !context.makeCurrent(&surface))
        return {};
    const auto* name = reinterpret_cast<const char*>(context.functions()->glGetString(GL_RENDERER));
    const QByteArray renderer(name);
    context.doneCurrent();
    return renderer;
}

} // namespace

bool drawsOnCpu(const QByteArray& renderer)
{
    const QByteArray name = renderer.toLower();
    return name.isEmpty() || name.contains("llvmpipe") || name.contains("softpipe") || name.contains("swrast");
}

bool mayHaveGpu([[maybe_unused]] const QString& devices)
{
#ifdef Q_OS_LINUX
    // Mesa draws through a render node, NVIDIA's driver and WSL through devices of their own.
    return !QDir(devices + QStringLiteral("/dri")).entryList({QStringLiteral("renderD*")}, QDir::System).isEmpty()
        || !QDir(devices).entryList({QStringLiteral("nvidia*"), QStringLiteral("dxg")}, QDir::System | QDir::Dirs).isEmpty();
#else
    return true;
#endif
}

void chooseGraphicsBackend()
{
    if (qEnvironmentVariableIsSet("QT_QUICK_BACKEND") || qEnvironmentVariableIsSet("QSG_RHI_BACKEND"))
        return;
    const QByteArray renderer = mayHaveGpu() ? glRenderer() : QByteArray();
    if (!drawsOnCpu(renderer))
        return;
    qCInfo(logApp, "drawing with Qt Quick's software renderer (OpenGL: %s)",
        renderer.isEmpty() ? "none" : renderer.constData());
    QQuickWindow::setGraphicsApi(QSGRendererInterface::Software);
}

} // namespace app
