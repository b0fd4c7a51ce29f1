"""Takes in what is typed about a channel's knowledge; it is stored before the answer, or said not to be."""

import asyncio
from collections.abc import Awaitable, Mapping
from typing import Any

import structlog
from slack_bolt.async_app import AsyncAck, AsyncApp

from motbot.domain.errors import MotbotError
from motbot.domain.knowledge_page import Kept, Unkept
from motbot.domain.typed_limit import LimitFault, TypedLimit
from motbot.slack import payloads as p
from motbot.slack.interactions import View, ViewSubmission
from motbot.slack.knowledge_calls import EditKnowledge, Followed, PromoteFact, ShowKnowledge
from motbot.slack.knowledge_drawing import KnowledgeDrawing
from motbot.slack.knowledge_modals import (
    FACTS_FIELD,
    facts_modal,
    limit_modal,
    looked_at_again,
    new_limit,
    told_faults,
)
from motbot.slack.knowledge_refs import FACTS, LIMIT, PROMOTE, KnowledgeFrame, read_frame
from motbot.slack.knowledge_views import NAME_AT_MOST, said_view
from motbot.slack.knowledge_wording import knowledge_wording
from motbot.slack.opening import WindowOpener
from motbot.slack.plain import quoted_line

log = structlog.get_logger()

_WITHIN = 2.5
"""Seconds that storing may take before the person is told that it did not work: Slack waits three."""
_AT_THE_FIELD = frozenset({Unkept.TOO_LONG, Unkept.TOO_MANY, Unkept.SECRET, Unkept.EMPTY})
"""What can be put right in the window."""
_TO_BE_LOOKED_AT = frozenset({Unkept.DETAILS, Unkept.TODAY, Unkept.MEANWHILE})
"""What is stored once it was looked at and sent again."""
_TYPED = (
    LimitFault.KIND,
    LimitFault.WORDS,
    LimitFault.RULE,
    LimitFault.INSTEAD,
    LimitFault.ABOVE,
    LimitFault.SOONER_THAN,
)


class KnowledgeSending:
    """Every sent window; who may not is told so politely, whatever they have sent."""

    def __init__(
        self,
        *,
        show: ShowKnowledge,
        edit: EditKnowledge,
        promote: PromoteFact,
        opener: WindowOpener,
        followed: Followed,
        within: float = _WITHIN,
    ) -> None:
        """Take the use cases, who fills windows, and who redraws the Home tab."""
        self._edit = edit
        self._promote = promote
        self._followed = followed
        self._within = within
        self._draw = KnowledgeDrawing(show=show, opener=opener)

    def listen(self, app: AsyncApp) -> None:
        """Add the listeners."""
        app.view(FACTS)(self._facts_sent)
        app.view(LIMIT)(self._limit_sent)
        app.view(PROMOTE)(self._promoted)

    async def _facts_sent(self, ack: AsyncAck, body: dict[str, Any]) -> None:
        sent, user = _sent(body), p.user_of(body)
        frame = read_frame(sent.private_metadata)
        block = next((name for name in sent.state.values if name.startswith(FACTS_FIELD)), FACTS_FIELD)
        typed = sent.field(block)
        storing = self._edit.facts(user=user, channel=frame.channel, base=frame.base, typed=typed, seen=frame.seen)
        kept = await self._stored(ack, storing, frame, block)
        if kept is None:
            return
        if kept.why_not in _TO_BE_LOOKED_AT and kept.page is not None:
            await ack(response_action="update", view=facts_modal(kept.page, again=kept))
            return
        await self._end(ack, body, kept, frame, block)

    async def _limit_sent(self, ack: AsyncAck, body: dict[str, Any]) -> None:
        sent, user = _sent(body), p.user_of(body)
        frame = read_frame(sent.private_metadata)
        typed = TypedLimit(**{name.value: sent.field(name.value) for name in _TYPED})
        storing = self._edit.limit(user=user, channel=frame.channel, mark=frame.mark, typed=typed)
        kept = await self._stored(ack, storing, frame, LimitFault.RULE)
        if kept is None:
            return
        if kept.why_not is Unkept.BAD_LIMIT:
            await ack(response_action="errors", errors=told_faults(kept.faults, frame))
        elif kept.why_not is Unkept.GONE:
            # What was typed stays, and sent again it is a limit of its own.
            note = knowledge_wording(frame.language).unkept[Unkept.GONE]
            await ack(response_action="update", view=limit_modal(new_limit(frame), typed, note=note))
        else:
            await self._end(ack, body, kept, frame, LimitFault.RULE)

    async def _promoted(self, ack: AsyncAck, body: dict[str, Any]) -> None:
        sent, user = _sent(body), p.user_of(body)
        frame, typed = read_frame(sent.private_metadata), sent.field(FACTS_FIELD)
        if frame.proposal:
            storing = self._promote.accept(user=user, proposal=frame.proposal, typed=typed, seen=frame.seen)
        else:
            storing = self._promote(user=user, moment=frame.moment, typed=typed, seen=frame.seen)
        kept = await self._stored(ack, storing, frame, FACTS_FIELD)
        if kept is None:
            return
        say, name = knowledge_wording(frame.language), quoted_line(frame.name, NAME_AT_MOST)
        if kept.why_not in _TO_BE_LOOKED_AT:
            await ack(response_action="update", view=looked_at_again(frame, typed, kept))
        elif kept.why_not in _AT_THE_FIELD:
            await ack(response_action="errors", errors={FACTS_FIELD: say.unkept[kept.why_not]})
        else:
            done, title = (say.proposed, say.proposed_title) if kept.is_proposal else (say.kept, say.kept_title)
            told, title = (done.format(name=name), title) if kept.why_not is None else (say.unkept[kept.why_not], "")
            await ack(response_action="update", view=said_view(frame.language, told, title=title))
            await self._followed(user, is_there=bool(frame.proposal))

    async def _stored(self, ack: AsyncAck, storing: Awaitable[Kept], frame: KnowledgeFrame, block: str) -> Kept | None:
        """What came of it; None where it could not be stored in time, which is said beside a field."""
        try:
            async with asyncio.timeout(self._within):
                return await storing
        except (TimeoutError, MotbotError) as trouble:
            log.warning("knowledge.not_stored", error=type(trouble).__name__)
            await ack(response_action="errors", errors={block: knowledge_wording(frame.language).unsaved})
            return None

    async def _end(self, ack: AsyncAck, body: Mapping[str, Any], kept: Kept, frame: KnowledgeFrame, block: str) -> None:
        """Close the window, and let the one below it and the tab show what holds now; or say why not."""
        say = knowledge_wording(frame.language)
        if kept.why_not in _AT_THE_FIELD:
            await ack(response_action="errors", errors={str(block): say.unkept[kept.why_not]})
            return
        if kept.why_not is not None:
            await ack(response_action="update", view=said_view(frame.language, say.unkept[kept.why_not]))
            return
        await ack()
        await self._draw.below(body["view"], p.user_of(body), frame)
        await self._followed(p.user_of(body), is_there=True)


def _sent(body: Mapping[str, Any]) -> View:
    return p.read(ViewSubmission, body, "view_submission").view
