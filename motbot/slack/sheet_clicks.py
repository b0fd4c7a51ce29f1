"""Answers what a person does in the windows of a sheet: turns pages, marks, speaks up, sends, copies."""

import asyncio
from collections.abc import Awaitable, Mapping
from typing import Any

import structlog
from slack_bolt.async_app import AsyncAck, AsyncApp

from motbot.domain.errors import MotbotError
from motbot.domain.review import RemarkKind, ReviewState, Row
from motbot.slack import payloads as p
from motbot.slack.interactions import View, ViewSubmission
from motbot.slack.mine_blocks import MINE, mine_view
from motbot.slack.opening import Draw, WindowOpener
from motbot.slack.sheet_calls import SheetCalls
from motbot.slack.sheet_modals import (
    MARK_REASON,
    NOT_APPLICABLE,
    REMARK_KIND,
    REMARK_ROW,
    REMARK_TEXT,
    mark_block,
    marks_view,
    remark_view,
    text_view,
)
from motbot.slack.sheet_refs import (
    AGREE,
    COMMENT,
    GO_BEFORE,
    GO_MORE,
    GO_NEXT,
    GO_OVERVIEW,
    GO_PREVIOUS,
    JUMP,
    MARKS,
    OPEN_SHEET,
    SEND,
    TEXT,
    SheetFrame,
    SheetRef,
    is_score,
    read_frame,
    read_value,
    row_name,
)
from motbot.slack.sheet_views import not_yours_view, sheet_view
from motbot.slack.sheet_wording import sheet_wording

log = structlog.get_logger()

_WITHIN = 2.5
"""Seconds that storing may take before the person is told that it did not work: Slack waits three."""
_TURNING = (GO_PREVIOUS, GO_NEXT, GO_OVERVIEW, GO_BEFORE, GO_MORE, JUMP, OPEN_SHEET)


class SheetClicks:
    """Each press or sent window is answered by the use case it is for; what is stored is stored before the answer."""

    def __init__(self, *, calls: SheetCalls, opener: WindowOpener, workspace_url: str, within: float = _WITHIN) -> None:
        """Take the use cases, who opens windows, and our workspace's address, which ends in a slash."""
        self._calls = calls
        self._opener = opener
        self._workspace_url = workspace_url
        self._within = within

    def listen(self, app: AsyncApp) -> None:
        """Add the listeners."""
        for name in _TURNING:
            app.action(name)(self._turned)
        for name, listener in (
            (AGREE, self._agreed),
            (SEND, self._sent),
            (MARKS, self._marking),
            (COMMENT, self._commenting),
            (TEXT, self._copying),
        ):
            app.action(name)(listener)
        app.view(MARKS)(self._marked)
        app.view(COMMENT)(self._commented)

    async def _turned(self, ack: AsyncAck, body: dict[str, Any]) -> None:
        await ack()
        ref, user, view = _pressed(body), p.user_of(body), body.get("view") or {}
        if view.get("type") != "modal":
            await self._opener.open(str(body["trigger_id"]), self._sheet(ref, user), again=ref)
        elif view.get("callback_id") == MINE and ref.review == 0:
            await self._opener.fill(str(view["id"]), self._mine(ref, user))
        elif view.get("callback_id") == TEXT:
            frame = read_frame(view.get("private_metadata"))
            await self._opener.fill(str(view["id"]), self._text(frame, user, ref.part), language=frame.language)
        else:
            await self._turn(str(view["id"]), ref, user, read_frame(view.get("private_metadata")))

    async def _turn(self, window: str, ref: SheetRef, user: str, frame: SheetFrame) -> None:
        language = frame.language if frame.ref.review else None
        await self._opener.fill(window, self._sheet(ref, user), again=ref, language=language)

    async def _agreed(self, ack: AsyncAck, body: dict[str, Any]) -> None:
        ref, user = _pressed(body), p.user_of(body)

        async def draw(window: str) -> dict[str, Any]:
            page = await self._calls.agree(review=ref.review, user=user, window=window)
            return sheet_view(page, self._workspace_url)

        await ack()
        # The work behind it may be done, and shown, before this is.
        seen = body["view"].get("hash")
        await self._opener.fill(_window(body), draw, again=ref, language=_frame(body).language, seen=seen)

    async def _sent(self, ack: AsyncAck, body: dict[str, Any]) -> None:
        """Send, and show what it opens; where something is missing still, the page says what."""
        ref, user, frame = _pressed(body), p.user_of(body), _frame(body)

        async def draw(window: str) -> dict[str, Any]:
            await self._calls.send(review=ref.review, user=user)
            return await self._sheet(ref, user)(window)

        await ack()
        await self._opener.fill(_window(body), draw, again=ref, language=frame.language)

    async def _marking(self, ack: AsyncAck, body: dict[str, Any]) -> None:
        await ack()
        frame = _frame(body)
        view = marks_view(frame) if frame.ref.review else not_yours_view(frame.language)
        await self._opener.push(str(body["trigger_id"]), view)

    async def _commenting(self, ack: AsyncAck, body: dict[str, Any]) -> None:
        await ack()
        frame = _frame(body)
        view = remark_view(frame) if frame.ref.review else not_yours_view(frame.language)
        await self._opener.push(str(body["trigger_id"]), view)

    async def _copying(self, ack: AsyncAck, body: dict[str, Any]) -> None:
        await ack()
        draw = self._text(_frame(body), p.user_of(body), part=0)
        await self._opener.open(str(body["trigger_id"]), draw, on_top=True)

    async def _marked(self, ack: AsyncAck, body: dict[str, Any]) -> None:
        """Store one's marks; then the window closes and the sheet below it shows them."""
        sent = p.read(ViewSubmission, body, "view_submission").view
        frame = read_frame(sent.private_metadata)
        marks, first = _marks(sent, frame), mark_block(frame.rows[0])
        if not marks:
            await _correct(ack, first, sheet_wording(frame.language).mark_missing)
            return
        await self._store(
            ack,
            body,
            frame,
            first,
            self._calls.mark(
                review=frame.ref.review, user=p.user_of(body), marks=marks, reason=sent.field(MARK_REASON).strip()
            ),
        )

    async def _commented(self, ack: AsyncAck, body: dict[str, Any]) -> None:
        """Store what somebody says of a row; then as for marks."""
        sent = p.read(ViewSubmission, body, "view_submission").view
        frame = read_frame(sent.private_metadata)
        text, kind = sent.field(REMARK_TEXT).strip(), sent.field(REMARK_KIND)
        row = next((one for one in frame.rows if row_name(one) == sent.field(REMARK_ROW)), frame.rows[0])
        if not text or kind not in set(RemarkKind):
            await _correct(ack, REMARK_TEXT, sheet_wording(frame.language).remark_missing)
            return
        await self._store(
            ack,
            body,
            frame,
            REMARK_TEXT,
            self._calls.remark(
                review=frame.ref.review, user=p.user_of(body), row=row, kind=RemarkKind(kind), text=text
            ),
        )

    async def _store(
        self, ack: AsyncAck, body: Mapping[str, Any], frame: SheetFrame, block: str, storing: Awaitable[bool]
    ) -> None:
        try:
            async with asyncio.timeout(self._within):
                is_theirs = await storing
        except (TimeoutError, MotbotError) as trouble:
            log.warning("sheet not marked", review=frame.ref.review, error=type(trouble).__name__)
            await _correct(ack, block, sheet_wording(frame.language).unsaved)
            return
        if not is_theirs:
            await ack(response_action="update", view=not_yours_view(frame.language))
            return
        await ack()
        below = body["view"].get("previous_view_id") or body["view"].get("root_view_id")
        if isinstance(below, str):
            await self._turn(below, frame.ref, p.user_of(body), frame)

    def _sheet(self, ref: SheetRef, user: str) -> Draw:
        async def draw(window: str) -> dict[str, Any]:
            page = await self._calls.open(review=ref.review, user=user, page=ref.page, window=window)
            return sheet_view(page, self._workspace_url, ref.part)

        return draw

    def _mine(self, ref: SheetRef, user: str) -> Draw:
        async def draw(_: str) -> dict[str, Any]:
            return mine_view(await self._calls.mine(user=user), ref.part)

        return draw

    def _text(self, frame: SheetFrame, user: str, part: int) -> Draw:
        """The page as text; or what is to be said in its place."""

        async def draw(_: str) -> dict[str, Any]:
            page = await self._calls.open(review=frame.ref.review, user=user, page=frame.ref.page, window="")
            if page.state is not ReviewState.READY or (page.calibration and not page.calibration.sent_by_you):
                return sheet_view(page, self._workspace_url)
            return text_view(frame, self._calls.as_text(page), part)

        return draw


async def _correct(ack: AsyncAck, block: str, what: str) -> None:
    """The window stays open, with what is wrong beside a field."""
    await ack(response_action="errors", errors={block: what})


def _marks(sent: View, frame: SheetFrame) -> dict[Row, int | None]:
    """The chosen marks; a row that was left out is not marked."""
    marks: dict[Row, int | None] = {}
    for row in frame.rows:
        chosen = sent.field(mark_block(row))
        if chosen == NOT_APPLICABLE:
            marks[row] = None
        elif chosen.removeprefix("-").isdecimal() and chosen.isascii() and is_score(int(chosen)):
            marks[row] = int(chosen)
    return marks


def _pressed(body: Mapping[str, Any]) -> SheetRef:
    action = body["actions"][0]
    chosen = action.get("selected_option") or action
    return read_value(chosen.get("value"))


def _window(body: Mapping[str, Any]) -> str:
    return str(body["view"]["id"])


def _frame(body: Mapping[str, Any]) -> SheetFrame:
    return read_frame(body["view"].get("private_metadata"))
