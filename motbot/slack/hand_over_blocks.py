"""Draws how a request came to its agent: the story for whoever takes it, and the line on its card."""

from collections.abc import Iterator

from slack_sdk.models.blocks import Block, RichTextElement

from motbot.domain.nudge import Card, Prompt, PromptPurpose
from motbot.domain.story import HandOver, Pledge, Story
from motbot.slack import rich
from motbot.slack.hand_over_wording import HandOverWording, hand_over_wording
from motbot.slack.plain import quoted_line
from motbot.slack.promise_blocks import Pen, promise_blocks

_SHOWN_AT_MOST = 2


def story_blocks(prompt: Prompt, story: Story, pen: Pen) -> Iterator[Block]:
    """Who had it, and three short lines: what was asked, what was said, what is promised by when."""
    say = hand_over_wording(prompt.language)
    opening = say.asks if prompt.purpose is PromptPurpose.PROPOSAL else say.from_giver
    lines = [_asked(story, say), _said(story, say), _promised(story, say, pen)]
    yield rich.rich(
        rich.line(*_person(story.giver), rich.words(opening)),
        rich.bullets([rich.line(rich.words(one)) for one in lines]),
    )


def taker_blocks(prompt: Prompt, pen: Pen) -> Iterator[Block]:
    """Who has it now, while that is so, and what stays its reader's."""
    say = hand_over_wording(prompt.language)
    has_it = [] if prompt.settled else [rich.line(*_person(prompt.taker), rich.words(say.has_it))]
    stays = [rich.line(rich.words(say.stays))] if any(one.is_open for one in prompt.promises) else []
    if has_it or stays:
        yield rich.rich(*has_it, *stays)
    for item in prompt.promises:
        yield from promise_blocks(item, pen, moment=prompt.moment)


def hand_over_blocks(card: Card, pen: Pen) -> Iterator[Block]:
    """Who gave it to whom, and when; the newest last."""
    for over in card.hand_overs[-_SHOWN_AT_MOST:]:
        yield rich.rich(rich.line(rich.words("🤝 "), *hand_over_line(over, pen)))


def hand_over_line(over: HandOver, pen: Pen, *, channel: str = "") -> Iterator[RichTextElement]:
    """One hand-over; where, as far as Slack shows the reader."""
    say = hand_over_wording(pen.language)
    yield from _person(over.giver)
    yield rich.words(say.to)
    yield from _person(over.taker)
    yield rich.words(say.on.format(when=pen.time(over.at)))
    if channel:
        yield rich.words(" · ")
        yield rich.channel(channel)


def _person(account: str) -> Iterator[RichTextElement]:
    """Their name as Slack shows it; of one who was forgotten there is none."""
    yield rich.person(account) if account else rich.words("…")


def _asked(story: Story, say: HandOverWording) -> str:
    return say.asked.format(words=quoted_line(story.asked, 200))


def _said(story: Story, say: HandOverWording) -> str:
    return say.said.format(words=quoted_line(story.said, 200)) if story.said else say.said_nothing


def _promised(story: Story, say: HandOverWording, pen: Pen) -> str:
    several = say.comma.join(_pledge(one, say, pen) for one in story.pledges)
    return say.promised.format(several=several) if several else say.promised_nothing


def _pledge(pledge: Pledge, say: HandOverWording, pen: Pen) -> str:
    what = quoted_line(pledge.what, pen.room.what)
    return say.pledge_by.format(what=what, when=pen.time(pledge.due)) if pledge.due else say.pledge.format(what=what)
