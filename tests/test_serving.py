"""Tests of serving pages: what is said where a port is taken."""

import socket
from contextlib import AsyncExitStack

import pytest
from aiohttp import web

from motbot.domain.errors import Failed
from motbot.serving import serve


@pytest.mark.parametrize("option", ["--health-port", "--http"])
async def test_a_port_that_is_taken_is_told_with_the_option_that_names_another(option: str) -> None:
    with socket.create_server(("0.0.0.0", 0)) as taken:  # noqa: S104 # a bot listens on every address
        port: int = taken.getsockname()[1]
        async with AsyncExitStack() as stack:
            with pytest.raises(Failed, match=f"^port {port} cannot be listened on .* another one with {option}$"):
                await serve(web.Application(), port, stack, option=option)
