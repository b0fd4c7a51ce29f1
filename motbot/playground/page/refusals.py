"""How the page says no: a status, a code for the program and plain words for the person."""

from __future__ import annotations

from aiohttp import web

from motbot.playground.errors import PlaygroundError


class PageRefused(PlaygroundError):
    """A request the page does not carry out; `code` is for programs, the message for people."""

    def __init__(self, status: int, code: str, message: str) -> None:
        super().__init__(message)
        self.status = status
        self.code = code
        self.message = message

    def answer(self) -> web.Response:
        """Return it as the page's JSON; the connection ends with it, for the rest of its body is not read."""
        answer = web.json_response({"error": self.code, "message": self.message}, status=self.status)
        answer.force_close()
        return answer
