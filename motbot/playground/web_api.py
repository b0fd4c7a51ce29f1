"""The Web API over HTTP: tokens, methods, faults, the log of calls, and the response URLs."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING, assert_never

from aiohttp import web

from motbot.playground.call import Call, read_arguments
from motbot.playground.errors import ApiError
from motbot.playground.faults import Broken, Dropped, Failed, Faults, Hanging, HtmlPage, RateLimited, Slow
from motbot.playground.methods import APP_TOKEN_METHODS, METHODS
from motbot.playground.state import ApiCall

if TYPE_CHECKING:
    from motbot.playground.faults import Fault
    from motbot.playground.spec import JSON
    from motbot.playground.workspace import Workspace

TOO_MANY_REQUESTS = 429
PAGE = "<!DOCTYPE html><html><body>Slack is down for maintenance</body></html>"


class WebApi:
    """Answers calls of the Web API and posts to response URLs."""

    def __init__(self, workspace: Workspace, faults: Faults) -> None:
        self._workspace = workspace
        self._faults = faults
        self.socket_url = ""
        """Where Socket Mode connects to; set by the server once its port is known."""

    async def serve(self, request: web.Request) -> web.StreamResponse:
        """Answer one call."""
        method = request.match_info["method"]
        try:
            token, args = await read_arguments(request)
        except ApiError as error:
            return self._answered(method, {}, error.body())
        fault = self._faults.take(method, args)
        if fault is not None:
            return await self._unlucky(fault, request, method, token, args)
        return self._carried_out(method, token, args)

    async def respond(self, request: web.Request) -> web.StreamResponse:
        """Take what the app sends to a response URL."""
        try:
            _, answer = await read_arguments(request)
            url = self._workspace.response_urls.redeem(request.match_info["key"])
            self._workspace.respond(url, answer)
        except ApiError as error:
            self._log("response_url", {}, 404, error.code)
            return web.json_response(error.body(), status=404)
        self._log("response_url", answer, 200, "")
        return web.Response(text="ok")

    def _carried_out(self, method: str, token: str, args: JSON) -> web.Response:
        try:
            body = {"ok": True} | self._result(method, token, args)
        except ApiError as error:
            body = error.body()
        return self._answered(method, args, body)

    def _result(self, method: str, token: str, args: JSON) -> JSON:
        self._check_token(method, token)
        if method in APP_TOKEN_METHODS:
            return {"url": f"{self.socket_url}?ticket={self._workspace.socket_tickets.issue()}&app_id=playground"}
        carry_out = METHODS.get(method)
        if carry_out is None:
            raise ApiError("unknown_method", req_method=method)
        return carry_out(Call(workspace=self._workspace, args=args))

    def _check_token(self, method: str, token: str) -> None:
        app = self._workspace.app
        if not token:
            raise ApiError("not_authed")
        if token not in {app.bot_token, app.app_token}:
            raise ApiError("invalid_auth")
        if (token == app.app_token) != (method in APP_TOKEN_METHODS):
            raise ApiError("not_allowed_token_type")
        if token == app.bot_token and self._workspace.token_state:
            raise ApiError(self._workspace.token_state)

    def _answered(self, method: str, args: JSON, body: JSON) -> web.Response:
        self._log(method, args, 200, body.get("error", ""))
        headers = {"x-oauth-scopes": self._workspace.app.scopes.replace(" ", ",")} if body["ok"] else {}
        return web.json_response(body, headers=headers)

    def _log(self, method: str, args: JSON, status: int, error: str) -> None:
        at = self._workspace.now()
        self._workspace.calls.append(ApiCall(method=method, args=args, status=status, error=error, at=at))

    async def _unlucky(
        self, fault: Fault, request: web.Request, method: str, token: str, args: JSON
    ) -> web.StreamResponse:
        match fault:
            case RateLimited(retry_after=seconds):
                headers = {"Retry-After": str(seconds)}
                self._log(method, args, TOO_MANY_REQUESTS, "ratelimited")
                return web.json_response({"ok": False, "error": "ratelimited"}, status=429, headers=headers)
            case Broken(status=status):
                self._log(method, args, status, "server_error")
                return web.Response(status=status, text="server error")
            case HtmlPage():
                self._log(method, args, 200, "html_page")
                return web.Response(text=PAGE, content_type="text/html")
            case Failed(code=code):
                return self._answered(method, args, ApiError(code).body())
            case Slow(seconds=seconds_late):
                answer = self._carried_out(method, token, args)
                await asyncio.sleep(seconds_late)
                return answer
            case Dropped(stored=stored) | Hanging(stored=stored):
                return await self._unanswered(fault, request, method, token, args, stored=stored)
        assert_never(fault)

    async def _unanswered(
        self, fault: Dropped | Hanging, request: web.Request, method: str, token: str, args: JSON, *, stored: bool
    ) -> web.StreamResponse:
        if stored:
            answer: web.Response = self._carried_out(method, token, args)
        else:
            answer = web.Response(status=503)
            self._log(method, args, 0, "unanswered")
        if isinstance(fault, Hanging):
            await self._faults.released()
        if request.transport is not None:
            request.transport.abort()
        return answer
