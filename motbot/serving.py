"""Serves a web application for as long as a stack stands."""

from contextlib import AsyncExitStack

from aiohttp import web

from motbot.domain.errors import Failed


async def serve(application: web.Application, port: int, stack: AsyncExitStack) -> None:
    """Listen on every address of the machine until the stack unwinds.

    Raises:
        Failed: the port is taken, or may not be used.
    """
    runner = web.AppRunner(application, handle_signals=False, access_log=None, shutdown_timeout=2.0)
    await runner.setup()
    stack.push_async_callback(runner.cleanup)
    try:
        await web.TCPSite(runner, port=port).start()
    except OSError as error:
        raise Failed(f"port {port} cannot be listened on ({error.strerror}); choose another one") from error
