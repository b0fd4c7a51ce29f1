"""How a page says no: a status, a code for the program and plain words for the person."""

from aiohttp import web


class PageRefused(Exception):
    """A request a page does not carry out; `code` is for programs, the message for people."""

    def __init__(self, status: int, code: str, message: str) -> None:
        """Take the status of HTTP, the code and the words."""
        super().__init__(message)
        self.status = status
        self.code = code
        self.message = message

    def answer(self) -> web.Response:
        """Give it as a page's JSON; the connection ends with it, for the rest of its body is not read."""
        answer = web.json_response({"error": self.code, "message": self.message}, status=self.status)
        answer.force_close()
        return answer
