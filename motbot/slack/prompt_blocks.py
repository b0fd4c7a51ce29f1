"""Draws the short messages: the line that offers a moment to everybody, and the prompts that must be noticed."""

from collections.abc import Iterator

from slack_sdk.models.blocks import Block, InteractiveElement

from motbot.domain.events import Act
from motbot.domain.moment import CloseReason
from motbot.domain.nudge import NudgeKind, Prompt, PromptPurpose, Summary
from motbot.slack import rich
from motbot.slack.buttons import OPEN_CARD, act_button, link_button, row
from motbot.slack.card_blocks import WHY_AT_MOST, urgency_headline, where_asked
from motbot.slack.fading_blocks import why_short
from motbot.slack.hand_over_blocks import story_blocks, taker_blocks
from motbot.slack.permalinks import permalink
from motbot.slack.phrases import Wording
from motbot.slack.plain import asks, neutral, quoted, quoted_line, shortened
from motbot.slack.promise_blocks import Pen
from motbot.slack.room import Room
from motbot.slack.wording import wording

_WORDS_AT_MOST = 240
_REPLY_AT_MOST = 2400
_SIGN = {
    PromptPurpose.CONFIRM: "🔎",
    PromptPurpose.LATER: "⏰",
    PromptPurpose.ESCALATION: "🟠",
    PromptPurpose.HANDOVER: "🤝",
    PromptPurpose.PROPOSAL: "🙋",
    PromptPurpose.TAKEN: "🤝",
    PromptPurpose.RAISED: "🔴",
    PromptPurpose.AGAIN: "🔵",
    PromptPurpose.NOT_QUITE: "↩️",
}
_ACTS = {
    PromptPurpose.CONFIRM: (Act.CONFIRMED, Act.NOT_QUITE, Act.STILL_RUNNING),
    PromptPurpose.LATER: (Act.DONE, Act.LATER),
    PromptPurpose.ESCALATION: (Act.CLAIM,),
    PromptPurpose.HANDOVER: (),
    PromptPurpose.PROPOSAL: (Act.CLAIM,),
    PromptPurpose.TAKEN: (),
    PromptPurpose.RAISED: (Act.LATER,),
    PromptPurpose.AGAIN: (Act.LATER,),
    PromptPurpose.NOT_QUITE: (Act.LATER,),
}
"""What can be done about each; the first of a Confirm or an escalation is what we hope for."""
_HOPED_FOR = frozenset({Act.CONFIRMED, Act.CLAIM})


def summary_blocks(summary: Summary, workspace_url: str) -> Iterator[Block]:
    """The line that offers a moment."""
    words = wording(summary.language)
    yield rich.header(urgency_headline(summary))
    yield rich.context(*where_asked(summary, words))
    said = rich.quote(quoted(summary.words, _WORDS_AT_MOST))
    yield rich.rich(said, rich.line(rich.words(words.summary)))
    yield row(
        act_button(Act.CLAIM, words.claim, summary.moment, primary=True),
        link_button(Act.OPEN.value, words.open_thread, summary.moment, permalink(workspace_url, summary.place)),
    )


def prompt_headline(prompt: Prompt) -> str:
    """Why the agent must notice it."""
    return f"{_SIGN[prompt.purpose]} {wording(prompt.language).prompt[prompt.purpose]}"


def prompt_blocks(prompt: Prompt, workspace_url: str, room: Room) -> Iterator[Block]:
    """A prompt, or what became of it."""
    words, pen = wording(prompt.language), Pen(language=prompt.language, workspace_url=workspace_url, room=room)
    yield rich.header(prompt_headline(prompt))
    yield rich.context(*where_asked(prompt, words))
    if prompt.story is not None and prompt_shows_words(prompt) and prompt.settled in {"", Act.CLAIM}:
        yield from story_blocks(prompt, prompt.story, pen)
    elif prompt_shows_words(prompt) and prompt.faded is None:
        yield rich.rich(rich.quote(quoted(prompt.words, _WORDS_AT_MOST)))
    if prompt.taker:
        yield from taker_blocks(prompt, pen)
    if prompt.settled:
        yield rich.context(_settled(prompt.settled, words))
    else:
        yield from _reply(prompt, words)
    yield row(*_buttons(prompt, words, workspace_url))


def prompt_shows_words(prompt: Prompt) -> bool:
    """Whether there are words of the customer that may still be shown: what they took back, we do not repeat."""
    return bool(prompt.words) and prompt.settled != CloseReason.DELETED


def _settled(by: str, words: Wording) -> str:
    """What became of it: an act of the agent's, or the moment's end."""
    if by in set(CloseReason):
        return words.closed[CloseReason(by)]
    return words.settled.get(by, words.settled_other)


def _reply(prompt: Prompt, words: Wording) -> Iterator[Block]:
    if prompt.faded is not None:
        if prompt.reply:
            yield rich.rich(rich.quote(quoted_line(prompt.reply, _WORDS_AT_MOST)))
        yield why_short(prompt.faded, prompt.language)
        return
    if prompt.reply:
        told = words.prompt_reply if asks(prompt.reply) else words.reply_heading[NudgeKind.OFFER]
        heading = rich.line(rich.words(told, bold=True))
        yield rich.rich(heading, rich.box(shortened(neutral(prompt.reply), _REPLY_AT_MOST)))
    if prompt.why:
        yield rich.context(words.why.format(why=quoted_line(prompt.why, WHY_AT_MOST)))


def _buttons(prompt: Prompt, words: Wording, workspace_url: str) -> Iterator[InteractiveElement]:
    if not prompt.settled:
        for act in _ACTS[prompt.purpose]:
            yield act_button(act, _label(act, words), prompt.moment, primary=act in _HOPED_FOR)
    yield link_button(Act.OPEN.value, words.open_thread, prompt.moment, permalink(workspace_url, prompt.place))
    if prompt.card is not None:
        yield link_button(OPEN_CARD, words.open_card, prompt.moment, permalink(workspace_url, prompt.card))


def _label(act: Act, words: Wording) -> str:
    return {
        Act.CLAIM: words.claim,
        Act.CONFIRMED: words.confirmed,
        Act.DONE: words.done,
        Act.LATER: words.later,
        Act.NOT_QUITE: words.not_quite,
        Act.STILL_RUNNING: words.still_running,
    }[act]
