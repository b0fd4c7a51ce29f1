"""The workbench's routes: its own files for everybody on this machine, everything else for whoever has the token."""

from collections.abc import Awaitable, Callable, Mapping
from dataclasses import asdict, is_dataclass
from datetime import datetime
from functools import partial
from importlib.resources import files
from pathlib import Path
from typing import Any

import structlog
from aiohttp import web

from motbot.catalogue import say
from motbot.domain.errors import BadInput, MotbotError, StorageRefused, StorageUnavailable
from motbot.loopback.bodies import read_object
from motbot.loopback.files import Files
from motbot.loopback.guards import Answering, Token
from motbot.loopback.refusals import PageRefused
from motbot.workbench.asked import (
    LARGEST_REQUEST,
    CancelAsked,
    CopyAsked,
    DraftAsked,
    PromoteAsked,
    RenderAsked,
    RollBackAsked,
    RunAsked,
    SaveAsked,
    Wish,
    read_wish,
)
from motbot.workbench.desk import Desk
from motbot.workbench.shown import Conflict

TOKEN_HEADER = "X-Workbench-Token"  # noqa: S105 - the name of a header
PATH = "/bench/"
"""Where the page stands on its server."""
_CONFLICT, _UNAVAILABLE = 409, 503

log = structlog.get_logger()


class WorkbenchPage:
    """Everything behind the page. It may be served before its desk is there."""

    def __init__(self, *, token: str, desk: Desk | None = None, static: Path | None = None) -> None:
        """Take the secret of this start, the desk if it is there, and the folder of the page's own files."""
        self.desk = desk
        self._token = Token(token, header=TOKEN_HEADER)
        self._files = Files(static or Path(str(files("motbot.workbench"))) / "static")

    def add_to(self, router: web.UrlDispatcher) -> None:
        """Add the page's routes."""
        router.add_get(PATH.rstrip("/"), _to_page)
        router.add_get(PATH, self._index)
        router.add_get(f"{PATH}static/{{name:.*}}", self._static)
        reading: dict[str, Answering] = {
            "overview": self._overview,
            "text": self._text,
            "cases": self._cases,
            "case": self._case,
            "runs": self._runs,
            "run": self._run,
            "log": self._log,
        }
        writing: dict[str, Answering] = {
            "check": self._asked(DraftAsked, lambda desk, asked: desk.check(asked)),
            "render": self._asked(RenderAsked, lambda desk, asked: desk.render(asked)),
            "save": self._asked(SaveAsked, lambda desk, asked: desk.save(asked)),
            "copy": self._asked(CopyAsked, lambda desk, asked: desk.copy(asked)),
            "start": self._asked(RunAsked, lambda desk, asked: desk.start(asked)),
            "promote": self._asked(PromoteAsked, lambda desk, asked: desk.promote(asked)),
            "cancel": self._asked(CancelAsked, _cancelled),
            "rollback": self._asked(RollBackAsked, lambda desk, asked: desk.roll_back(asked)),
        }
        for name, answer in reading.items():
            router.add_get(f"{PATH}api/{name}", self._guarded(answer), allow_head=False)
        for name, answer in writing.items():
            router.add_post(f"{PATH}api/{name}", self._guarded(answer))
        router.add_route("*", f"{PATH}api/{{rest:.*}}", self._guarded(_nothing_here))

    def _guarded(self, answer: Answering) -> Answering:
        """For whoever has the token; our own errors become refusals in plain words."""
        return self._token.guarding(partial(_in_words, answer))

    def _asked(self, kind: type[Wish], do: Callable[[Desk, Wish], Awaitable[Any]]) -> Answering:
        """A route that reads a request and has it done."""

        async def answer(request: web.Request) -> web.StreamResponse:
            wish = read_wish(kind, await read_object(request, at_most=LARGEST_REQUEST))
            return _told(await do(self._there, wish))

        return answer

    @property
    def _there(self) -> Desk:
        if self.desk is None:
            raise PageRefused(_UNAVAILABLE, "starting", say("The workbench is still starting; wait a moment."))
        return self.desk

    async def _index(self, _request: web.Request) -> web.Response:
        return self._files.answer("index.html")

    async def _static(self, request: web.Request) -> web.Response:
        return self._files.answer(request.match_info["name"])

    async def _overview(self, _request: web.Request) -> web.Response:
        return _told(await self._there.overview())

    async def _text(self, request: web.Request) -> web.Response:
        return _told(await self._there.text(request.query.get("task", ""), request.query.get("variant", "")))

    async def _cases(self, _request: web.Request) -> web.Response:
        return _told(await self._there.cases())

    async def _case(self, request: web.Request) -> web.Response:
        return _told(await self._there.case(request.query.get("id", "")))

    async def _runs(self, _request: web.Request) -> web.Response:
        return _told({"runs": self._there.runs()})

    async def _run(self, request: web.Request) -> web.Response:
        given = request.query.get("number", "")
        if not (given.isascii() and given.isdigit() and len(given) < 10):  # noqa: PLR2004 - more than any start has
            raise PageRefused(400, "bad_request", say("number: expected the number of a run."))
        return _told(self._there.run(int(given)))

    async def _log(self, request: web.Request) -> web.Response:
        return _told({"changes": await self._there.log(request.query.get("task", ""))})


async def _cancelled(desk: Desk, asked: CancelAsked) -> object:
    return desk.cancel(asked.run)


async def _in_words(answer: Answering, request: web.Request) -> web.StreamResponse:
    try:
        return await answer(request)
    except BadInput as wrong:
        raise PageRefused(400, "bad_input", str(wrong)) from wrong
    except (StorageUnavailable, StorageRefused) as away:
        raise PageRefused(_UNAVAILABLE, "storage", str(away)) from away
    except MotbotError as failed:
        raise PageRefused(_CONFLICT, "failed", str(failed)) from failed


def _told(value: object) -> web.Response:
    """A value as the page reads it; what was not saved is no success."""
    status = _CONFLICT if isinstance(value, Conflict) else 200
    told = as_json(value)
    if isinstance(value, Conflict):
        told = {"error": "changed_meanwhile", "message": say("The file was changed meanwhile."), "conflict": told}
    return web.json_response(told, status=status)


def as_json(value: object) -> Any:
    """A value of ours as JSON has it: times are ISO with offset."""
    if is_dataclass(value) and not isinstance(value, type):
        return as_json(asdict(value))
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, Mapping):
        return {str(key): as_json(one) for key, one in value.items()}
    if isinstance(value, (list, tuple)):
        return [as_json(one) for one in value]
    return value


async def _to_page(_request: web.Request) -> web.StreamResponse:
    """Browsers keep the part behind # on their way."""
    raise web.HTTPTemporaryRedirect(PATH)


async def _nothing_here(_request: web.Request) -> web.StreamResponse:
    raise PageRefused(404, "not_found", say("The workbench has no such address, or not for this method."))
