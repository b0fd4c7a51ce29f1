"""Answers presses about a channel's knowledge: windows open, a limit goes, an earlier state comes back."""

from collections.abc import Mapping
from typing import Any

import structlog
from slack_bolt.async_app import AsyncAck, AsyncApp

from motbot.domain.channel_knowledge import limit_mark
from motbot.domain.errors import MotbotError
from motbot.domain.knowledge_page import KnowledgePage, Unkept
from motbot.slack.knowledge_calls import EditKnowledge, Followed, PromoteFact, ShowKnowledge
from motbot.slack.knowledge_drawing import KnowledgeDrawing
from motbot.slack.knowledge_modals import (
    facts_modal,
    limit_modal,
)
from motbot.slack.knowledge_refs import (
    ACCEPT,
    BACK,
    CHANGE,
    DECLINE,
    DROP,
    FACTS,
    HISTORY,
    KEEP_FACT,
    LIMIT,
    MENU,
    OPEN,
    PICK,
    KnowledgeFrame,
    read_frame,
    read_id,
)
from motbot.slack.knowledge_views import NAME_AT_MOST
from motbot.slack.knowledge_wording import knowledge_wording
from motbot.slack.opening import WindowOpener
from motbot.slack.payloads import user_of

log = structlog.get_logger()


class KnowledgeClicks:
    """Every press; who may not is told so politely, whatever they have sent."""

    def __init__(
        self,
        *,
        show: ShowKnowledge,
        edit: EditKnowledge,
        promote: PromoteFact,
        opener: WindowOpener,
        followed: Followed,
    ) -> None:
        """Take the use cases, who opens windows, and who redraws the Home tab."""
        self._show = show
        self._edit = edit
        self._promote = promote
        self._opener = opener
        self._followed = followed
        self._draw = KnowledgeDrawing(show=show, opener=opener)

    def listen(self, app: AsyncApp) -> None:
        """Add the listeners."""
        for name, listener in (
            (OPEN, self._opened),
            (PICK, self._opened),
            (FACTS, self._editing),
            (LIMIT, self._limiting),
            (MENU, self._chosen),
            (HISTORY, self._looking_back),
            (BACK, self._going_back),
            (ACCEPT, self._accepting),
            (DECLINE, self._declined),
            (KEEP_FACT, self._promoting),
        ):
            app.action(name)(listener)

    async def _opened(self, ack: AsyncAck, body: dict[str, Any]) -> None:
        await ack()
        await self._opener.open(str(body["trigger_id"]), self._draw.page(user_of(body), _value(body)))

    async def _editing(self, ack: AsyncAck, body: dict[str, Any]) -> None:
        await ack()
        user, frame = user_of(body), _frame(body)

        async def draw(_: str) -> dict[str, Any]:
            page = await self._show(user=user, channel=frame.channel)
            return facts_modal(page) if page is not None else await self._draw.refused(user)

        await self._opener.open(str(body["trigger_id"]), draw, on_top=True)

    async def _limiting(self, ack: AsyncAck, body: dict[str, Any], mark: str = "") -> None:
        await ack()
        user, frame = user_of(body), _frame(body)

        async def draw(_: str) -> dict[str, Any]:
            page = await self._show(user=user, channel=frame.channel)
            if page is None:
                return await self._draw.refused(user)
            found = next((one for one in page.limits if limit_mark(one) == mark), None)
            return limit_modal(_about(page, mark if found else ""), found)

        await self._opener.open(str(body["trigger_id"]), draw, on_top=True)

    async def _chosen(self, ack: AsyncAck, body: dict[str, Any]) -> None:
        """The menu of a limit."""
        name, _, mark = _value(body).partition(":")
        if name == CHANGE:
            await self._limiting(ack, body, mark)
            return
        await ack()
        user, frame = user_of(body), _frame(body)

        async def draw(window: str) -> dict[str, Any]:
            if name == DROP:
                await self._edit.drop_limit(user=user, channel=frame.channel, mark=mark)
            return await self._draw.page(user, frame.channel)(window)

        await self._opener.fill(str(body["view"]["id"]), draw, language=frame.language)
        await self._followed(user, is_there=True)

    async def _looking_back(self, ack: AsyncAck, body: dict[str, Any]) -> None:
        await ack()
        await self._opener.open(str(body["trigger_id"]), self._draw.history(user_of(body), _frame(body)), on_top=True)

    async def _going_back(self, ack: AsyncAck, body: dict[str, Any]) -> None:
        """Put an earlier state in force; both windows show what holds then."""
        await ack()
        user, frame, view = user_of(body), _frame(body), body["view"]
        change = read_id(_value(body))

        async def draw(window: str) -> dict[str, Any]:
            kept = await self._edit.bring_back(user=user, channel=frame.channel, change=change, base=frame.base)
            note = knowledge_wording(frame.language).changed_meanwhile if kept.why_not is Unkept.GONE else ""
            return await self._draw.history(user, frame, note=note)(window)

        await self._opener.fill(str(view["id"]), draw, language=frame.language)
        await self._draw.below(view, user, frame)
        await self._followed(user, is_there=True)

    async def _accepting(self, ack: AsyncAck, body: dict[str, Any]) -> None:
        await ack()
        user, proposal = user_of(body), read_id(_value(body))

        async def draw(_: str) -> dict[str, Any]:
            promoting = await self._promote.open_proposed(user=user, proposal=proposal)
            return await self._draw.promotion(user, promoting, Unkept.GONE)

        await self._opener.open(str(body["trigger_id"]), draw)

    async def _declined(self, ack: AsyncAck, body: dict[str, Any]) -> None:
        await ack()
        user = user_of(body)
        try:
            await self._promote.decline(user=user, proposal=read_id(_value(body)))
        except MotbotError as trouble:
            # It stays in the tab, to be pressed again.
            log.warning("knowledge.not_declined", error=type(trouble).__name__)
        await self._followed(user, is_there=True)

    async def _promoting(self, ack: AsyncAck, body: dict[str, Any]) -> None:
        await ack()
        user, moment = user_of(body), read_id(_value(body))

        async def draw(_: str) -> dict[str, Any]:
            promoting = await self._promote.open(user=user, moment=moment)
            return await self._draw.promotion(user, promoting, Unkept.NOT_YOUR_CARD)

        await self._opener.open(str(body["trigger_id"]), draw)


def _about(page: KnowledgePage, mark: str) -> KnowledgeFrame:
    return KnowledgeFrame(
        channel=page.channel,
        name=page.channel_name[:NAME_AT_MOST],
        language=page.language,
        base=page.version,
        mark=mark,
        is_lead=True,
    )


def _value(body: Mapping[str, Any]) -> str:
    action = body["actions"][0]
    chosen = action.get("selected_option") or action
    return str(chosen.get("value") or "")


def _frame(body: Mapping[str, Any]) -> KnowledgeFrame:
    return read_frame((body.get("view") or {}).get("private_metadata"))
