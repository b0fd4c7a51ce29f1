"""The part of a lead's Home tab about what their channels know: a line for each, and what agents have proposed."""

from collections.abc import Awaitable, Iterator, Sequence
from typing import Protocol

from slack_sdk.models.blocks import (
    ActionsBlock,
    Block,
    ButtonElement,
    Option,
    SectionBlock,
    StaticSelectElement,
)

from motbot.domain.channel_knowledge import ProposedFacts
from motbot.domain.knowledge_page import KnowledgePage
from motbot.slack import rich
from motbot.slack.knowledge_phrases import KnowledgeWording
from motbot.slack.knowledge_refs import ACCEPT, DECLINE, OPEN, PICK
from motbot.slack.knowledge_views import FACT_AT_MOST, NAME_AT_MOST, person_or_nobody
from motbot.slack.knowledge_wording import knowledge_wording
from motbot.slack.plain import quoted_line

CHANNELS_AT_MOST = 6
"""That have a line of their own; the others are in a menu."""
PROPOSED_AT_MOST = 4
"""In all; each takes two of the tab's 100 blocks."""
_PICKED_AT_MOST = 100
_LABEL_AT_MOST = 75
_LINE_AT_MOST = 400


class LedBy(Protocol):
    """Every channel that a person leads now, by their names."""

    def __call__(self, *, user: str) -> Awaitable[Sequence[KnowledgePage]]:
        """List them."""
        ...


class KnowledgeSection:
    """Draws it for whoever leads a channel; for everybody else there is nothing of it."""

    def __init__(self, *, led_by: LedBy) -> None:
        """Take the use case."""
        self._led_by = led_by

    async def __call__(self, *, user: str) -> Sequence[Block]:
        """Draw it."""
        pages = await self._led_by(user=user)
        return tuple(_blocks(pages)) if pages else ()


def _blocks(pages: Sequence[KnowledgePage]) -> Iterator[Block]:
    say = knowledge_wording(pages[0].language)
    yield rich.header(say.home_title)
    waiting = [(page, one) for page in pages for one in page.proposed]
    for page, one in waiting[:PROPOSED_AT_MOST]:
        yield from _proposed(page, one, say)
    if left_out := len(waiting[PROPOSED_AT_MOST:]):
        yield rich.context(say.more_proposed.format(count=left_out))
    for page in pages[:CHANNELS_AT_MOST]:
        yield _channel(page, say)
    if others := pages[CHANNELS_AT_MOST:]:
        options = [_option(page) for page in others[:_PICKED_AT_MOST]]
        placeholder = rich.plain(say.other_channels, _LABEL_AT_MOST)
        yield ActionsBlock(elements=[StaticSelectElement(action_id=PICK, placeholder=placeholder, options=options)])


def _proposed(page: KnowledgePage, one: ProposedFacts, say: KnowledgeWording) -> Iterator[Block]:
    told = say.proposes.format(name=quoted_line(page.channel_name, NAME_AT_MOST))
    facts = "\n".join(quoted_line(fact, FACT_AT_MOST) for fact in one.facts)
    who = rich.line(rich.words("💡 "), person_or_nobody(one.by, say), rich.words(f" {told}"))
    yield rich.rich(who, rich.quote(facts))
    yield ActionsBlock(
        elements=[
            _button(ACCEPT, say.accept, str(one.id), primary=True),
            _button(DECLINE, say.decline, str(one.id)),
        ]
    )


def _channel(page: KnowledgePage, say: KnowledgeWording) -> Block:
    told = say.home_channel.format(
        name=quoted_line(page.channel_name, NAME_AT_MOST),
        config=len(page.config_facts),
        facts=len(page.facts),
        limits=len(page.config_limits) + len(page.limits),
    )
    return SectionBlock(text=rich.plain(told, _LINE_AT_MOST), accessory=_button(OPEN, say.open, page.channel))


def _option(page: KnowledgePage) -> Option:
    name = quoted_line(page.channel_name, NAME_AT_MOST)
    return Option(text=rich.plain(f"#{name}", _LABEL_AT_MOST), value=page.channel)


def _button(action_id: str, label: str, value: str, *, primary: bool = False) -> ButtonElement:
    style = "primary" if primary else None
    return ButtonElement(text=rich.plain(label, _LABEL_AT_MOST), action_id=action_id, value=value, style=style)
