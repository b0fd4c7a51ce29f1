"""Draws what those who look after motbot must know of it, in each language it speaks."""

from collections.abc import Iterator
from dataclasses import dataclass

from slack_sdk.models.blocks import Block

from motbot.catalogue import translated
from motbot.domain.notice import Notice, NoticePurpose
from motbot.slack import rich


@dataclass(frozen=True, slots=True, kw_only=True)
class _Wording:
    """What is said of one thing that has happened."""

    headline: str
    what: str
    remedy: str


_SAID = {
    NoticePurpose.MONEY_SPENT: _Wording(
        headline="💰 The day's money for the model is used up",
        what="Until midnight ({zone}) the playbook makes cards and replies, and they say so. Nothing is lost, and "
        "nobody has to do anything.",
        remedy="If this is too early in the day: raise money_a_day under model: limits in motbot's configuration.",
    ),
}


def notice_headline(notice: Notice) -> str:
    """What has happened."""
    return _said(notice).headline


def notice_blocks(notice: Notice) -> Iterator[Block]:
    """The message from top to bottom."""
    said = _said(notice)
    yield rich.header(said.headline)
    yield rich.rich(rich.line(rich.words(said.what.format(zone=notice.zone))))
    yield rich.context(said.remedy)


def _said(notice: Notice) -> _Wording:
    return translated(_SAID, notice.language, context="slack.notices")[notice.purpose]
