"""Draws the first message somebody gets: short enough to be read, and whole."""

from collections.abc import Iterator

from slack_sdk.models.blocks import Block, RichTextElement

from motbot.domain.welcome import Welcome
from motbot.slack import rich
from motbot.slack.welcome_wording import welcome_wording


def welcome_headline(welcome: Welcome) -> str:
    """Who greets."""
    return welcome_wording(welcome.language).headline


def welcome_blocks(welcome: Welcome) -> Iterator[Block]:
    """The message from top to bottom."""
    say = welcome_wording(welcome.language)
    kept = say.kept.format(events=welcome.events_days, moments=welcome.moments_days, sheets=welcome.sheets_days)
    yield rich.header(say.headline)
    yield rich.rich(rich.line(rich.words(say.intro)), rich.bullets([rich.line(rich.words(one)) for one in say.does]))
    yield rich.rich(
        *_part(say.sees_title, say.sees),
        *_part(say.who_title, say.who),
        *_part(say.peace_title, say.peace),
        *_part(say.kept_title, kept),
    )
    yield rich.context(say.home)


def _part(title: str, text: str) -> Iterator[RichTextElement]:
    yield rich.line(rich.words(f"{title}\n", bold=True), rich.words(f"{text}\n"))
