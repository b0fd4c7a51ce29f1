"""Draws windows about a channel's knowledge for whoever looks, as they may see it when they look."""

from collections.abc import Mapping
from typing import Any

from motbot.domain.knowledge_page import KnowledgeHistory, Promoting, Unkept
from motbot.slack.knowledge_calls import ShowKnowledge
from motbot.slack.knowledge_modals import promote_modal
from motbot.slack.knowledge_refs import KnowledgeFrame
from motbot.slack.knowledge_views import history_view, page_view, said_view
from motbot.slack.knowledge_wording import knowledge_wording
from motbot.slack.opening import Draw, WindowOpener


class KnowledgeDrawing:
    """What each window shows; who may not see it is told so politely."""

    def __init__(self, *, show: ShowKnowledge, opener: WindowOpener) -> None:
        """Take the use case and who fills windows."""
        self._show = show
        self._opener = opener

    async def below(self, view: Mapping[str, Any], user: str, frame: KnowledgeFrame) -> None:
        """Let the channel's window show what holds now, where it lies below this one."""
        below = view.get("previous_view_id") or view.get("root_view_id")
        if isinstance(below, str) and below != view.get("id"):
            await self._opener.fill(below, self.page(user, frame.channel), language=frame.language)

    def page(self, user: str, channel: str) -> Draw:
        """A channel's window."""

        async def draw(_: str) -> dict[str, Any]:
            page = await self._show(user=user, channel=channel)
            return page_view(page) if page is not None else await self.refused(user)

        return draw

    def history(self, user: str, frame: KnowledgeFrame, *, note: str = "") -> Draw:
        """The window of its history; `note` is said first."""

        async def draw(_: str) -> dict[str, Any]:
            found: KnowledgeHistory | None = await self._show.history(user=user, channel=frame.channel)
            return history_view(found, note=note) if found is not None else await self.refused(user)

        return draw

    async def promotion(self, user: str, promoting: Promoting | None, why: Unkept) -> dict[str, Any]:
        """The window to word facts in, or why there is none; `why` where there is nothing at all."""
        if promoting is None:
            return await self.refused(user, why)
        if promoting.why_not is not None:
            return said_view(promoting.language, knowledge_wording(promoting.language).unkept[promoting.why_not])
        return promote_modal(promoting)

    async def refused(self, user: str, why: Unkept = Unkept.NOT_YOURS) -> dict[str, Any]:
        """What whoever may not see it is told."""
        language = await self._show.language(user)
        return said_view(language, knowledge_wording(language).unkept[why])
