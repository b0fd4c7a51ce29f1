"""Serves a web application for as long as a stack stands."""

from contextlib import AsyncExitStack

from aiohttp import web

from motbot.catalogue import say
from motbot.domain.errors import Failed
from motbot.domain.os_reasons import reason_of


async def serve(application: web.Application, port: int, stack: AsyncExitStack, *, option: str) -> None:
    """Listen on every address of the machine until the stack unwinds; `option` is what names another port.

    Raises:
        Failed: the port is taken, or may not be used.
    """
    runner = web.AppRunner(application, handle_signals=False, access_log=None, shutdown_timeout=2.0)
    await runner.setup()
    stack.push_async_callback(runner.cleanup)
    try:
        await web.TCPSite(runner, port=port).start()
    except OSError as error:
        raise Failed(
            say(
                "port {port} cannot be listened on ({reason}); name another one with {option}",
                port=port,
                reason=reason_of(error),
                option=option,
            )
        ) from error
