"""Draws the card: what the customer said and needs, what to send, and what can be done about it."""

from collections.abc import Iterator, Sequence

from slack_sdk.models.blocks import Block, InteractiveElement, RichTextElement, RichTextSectionElement

from motbot.catalogue.formats import weekday_and_clock
from motbot.domain.events import Act
from motbot.domain.expectation import Expectation, ExpectationKind, Urgency
from motbot.domain.grounding import folded
from motbot.domain.moment import CloseReason, Stage
from motbot.domain.nudge import Card, NudgeKind, PromiseItem, Prompt, Summary
from motbot.slack import rich
from motbot.slack.buttons import act_button, keep_fact_button, link_button, more_menu, row
from motbot.slack.fading_blocks import short_words, whole_button, why_short
from motbot.slack.hand_over_blocks import hand_over_blocks
from motbot.slack.hand_over_wording import who_asks
from motbot.slack.knowledge_views import person_or_nobody
from motbot.slack.knowledge_wording import knowledge_wording
from motbot.slack.memory_blocks import memory_blocks
from motbot.slack.permalinks import permalink
from motbot.slack.phrases import Wording
from motbot.slack.plain import asks, neutral, quoted, quoted_line, shortened
from motbot.slack.promise_blocks import (
    CHANNEL_AT_MOST,
    Pen,
    has_message,
    in_order,
    is_anothers,
    limit_lines,
    promise_blocks,
)
from motbot.slack.room import Room
from motbot.slack.wording import wording

WHY_AT_MOST = 300
DEPARTMENT_AT_MOST = 40
_UNANSWERED_AT_MOST = 3
URGENCY_SIGN = {
    Urgency.NONE: "⚪",
    Urgency.LOW: "⚪",
    Urgency.NORMAL: "🔵",
    Urgency.HIGH: "🟠",
    Urgency.CRITICAL: "🔴",
}
_STAGE_SIGN = {
    Stage.EXPLORING: "🔵",
    Stage.OFFERED: "💬",
    Stage.ACTING: "🤝",
    Stage.CONFIRMING: "🔎",
    Stage.CLOSED: "⚪",
}
_CONFIRMED = frozenset({CloseReason.CONFIRMED_BY_CUSTOMER, CloseReason.CONFIRMED_BY_AGENT})
_ASKING = frozenset({NudgeKind.EXPLORE, NudgeKind.CONFIRM})
"""Whose heading speaks of a question."""
_REPLY_STAYS = frozenset({NudgeKind.PROMISE, NudgeKind.CONFIRM})


def card_headline(card: Card) -> str:
    """The card's first line: how pressing it is while it waits, what became of it after."""
    words = wording(card.language)
    if card.stage is Stage.EXPLORING:
        return urgency_headline(card)
    if card.stage is Stage.CLOSED and card.close_reason is not None:
        sign = "✅" if card.close_reason in _CONFIRMED else _STAGE_SIGN[Stage.CLOSED]
        return f"{sign} {words.closed[card.close_reason]}"
    is_waited_for = card.is_done and card.stage is Stage.ACTING
    return f"{_STAGE_SIGN[card.stage]} {words.called_done if is_waited_for else words.stage[card.stage]}"


def urgency_headline(nudge: Card | Summary) -> str:
    """How pressing it is, and until when a reply is due."""
    words = wording(nudge.language)
    named = words.urgency[nudge.urgency]
    if isinstance(nudge, Card) and nudge.urgency is Urgency.NORMAL:
        named = words.unsolved if nudge.is_unsolved else words.answered_us if nudge.is_answer else named
    headline = f"{URGENCY_SIGN[nudge.urgency]} {named}"
    if nudge.reply_by is None:
        return headline
    by = words.reply_was_due if nudge.is_overdue else words.reply_by
    return f"{headline} · {by.format(when=weekday_and_clock(nudge.reply_by, nudge.language))}"


def shows_words(card: Card) -> bool:
    """Whether the customer's words may still be shown: what they took back, we do not repeat."""
    return card.close_reason is not CloseReason.DELETED


def card_blocks(card: Card, workspace_url: str, room: Room) -> Iterator[Block]:
    """The card from top to bottom."""
    pen = Pen(language=card.language, workspace_url=workspace_url, room=room, reader=card.reader)
    words = pen.words
    yield rich.header(card_headline(card))
    yield rich.context(*_around(card, words))
    yield from hand_over_blocks(card, pen)
    if shows_words(card):
        is_short = card.faded is not None and card.stage is Stage.EXPLORING
        yield rich.rich(*(short_words(card) if is_short else said_words(card, pen)))
        memory = card.memory.pressing if card.memory and is_short else card.memory
        if memory:
            yield from memory_blocks(memory, pen)
        if card.faded is not None and is_short:
            yield why_short(card.faded, card.language)
        elif card.stage is not Stage.CLOSED:
            yield from advice_blocks(card, pen)
        yield from _promised(card, pen)
    yield row(*_buttons(card, words, workspace_url))


def _around(card: Card, words: Wording) -> Iterator[str]:
    yield from where_asked(card, words)
    if card.claimed and card.stage is not Stage.CLOSED:
        yield words.claimed
    if card.without_model:
        yield words.without_model
    if card.later_at is not None and card.stage is Stage.EXPLORING:
        yield words.reminded_at.format(when=weekday_and_clock(card.later_at, card.language))


def where_asked(nudge: Card | Summary | Prompt, words: Wording) -> Iterator[str]:
    """In which channel, and for which of our own departments where one asks."""
    yield words.in_channel.format(channel=quoted_line(nudge.channel_name, CHANNEL_AT_MOST))
    if nudge.department:
        told = quoted_line(nudge.department, DEPARTMENT_AT_MOST)
        yield who_asks(told, nudge.language)


def said_words(card: Card, pen: Pen) -> Iterator[RichTextElement]:
    """The customer's words, and unless it is over what they need."""
    over, words = card.stage is Stage.CLOSED, pen.words
    said = quoted(card.words, pen.room.words // 3 if over else pen.room.words)
    yield rich.line(rich.words(words.said, bold=True))
    yield rich.quote(said)
    if card.expectations and not over:
        heading = words.needs if card.stage is Stage.EXPLORING else words.needs_answered
        yield rich.line(rich.words(f"\n{heading}", bold=True))
        yield rich.bullets(list(_needs(card, pen)))


def _needs(card: Card, pen: Pen) -> Iterator[RichTextSectionElement]:
    left_out = 0
    for kind in ExpectationKind:
        at_most = pen.room.needs_of(kind)
        found = [one for one in card.expectations if one.kind is kind]
        left_out += len(found[at_most:])
        for one in found[:at_most]:
            yield _need(one, card, pen)
    if left_out:
        yield rich.line(rich.words(pen.words.more_needs.format(count=left_out), italic=True))


def _need(one: Expectation, card: Card, pen: Pen) -> RichTextSectionElement:
    label = rich.words(pen.words.label.format(kind=pen.words.kind[one.kind]), bold=True)
    text = rich.words(quoted_line(one.text, pen.room.need))
    evidence = _evidence(one, card, pen)
    if not evidence:
        return rich.line(label, text)
    return rich.line(label, text, rich.words(pen.words.evidence.format(evidence=evidence), italic=True))


def _evidence(one: Expectation, card: Card, pen: Pen) -> str:
    """Their words, or the cue; nothing where the quote is all they said and stands right above."""
    if one.quote and folded(one.quote) != folded(card.words):
        return f"“{quoted_line(one.quote, pen.room.evidence)}”"
    if one.cue:
        return pen.words.shows.format(cue=quoted_line(one.cue, pen.room.evidence))
    return ""


def advice_blocks(card: Card, pen: Pen, *, always_asks: bool = False) -> Iterator[Block]:
    """What to mind, and what to send; `always_asks` shows the questions beside an offer as well."""
    hints = list(_hints(card, pen, always_asks=always_asks))
    if hints:
        yield rich.rich(*hints)
    if card.stage is Stage.EXPLORING or (card.reply and card.kind in _REPLY_STAYS):
        yield rich.divider()
        yield from _reply(card, pen)
    if card.known:
        facts = " · ".join(quoted_line(fact, pen.room.need) for fact in card.known)
        yield rich.context(pen.words.known.format(facts=facts))
        yield from _kept_as_fact(card)


def _kept_as_fact(card: Card) -> Iterator[Block]:
    """The button that makes facts of what was typed, or who has seen to that."""
    say = knowledge_wording(card.language)
    if card.kept is not None and card.kept.is_declined and card.kept.covers(len(card.known)):
        yield rich.context(say.not_kept_as_fact)
    elif card.kept is not None and card.kept.covers(len(card.known)):
        told = say.proposed_as_fact if card.kept.is_proposal else say.kept_as_fact
        is_yours = card.kept.by == card.reader != ""
        who = rich.words(say.you) if is_yours else person_or_nobody(card.kept.by, say)
        yield rich.rich(rich.line(rich.words(told), who))
    elif card.moment:
        yield row(keep_fact_button(say.keep_fact, card.moment))


def _promised(card: Card, pen: Pen) -> Iterator[Block]:
    """What our answer has left open, and what it has promised; once it is over, only what is still to be done."""
    over = card.stage is Stage.CLOSED
    if card.unanswered and not over:
        what = " · ".join(quoted_line(text, pen.room.need) for text in card.unanswered[:_UNANSWERED_AT_MOST])
        more = len(card.unanswered) - _UNANSWERED_AT_MOST
        what += f" · {pen.say.more_unanswered.format(count=more)}" if more > 0 else ""
        yield rich.rich(rich.line(rich.words(f"❓ {pen.say.unanswered.format(what=what)}")))
    if card.unsayable and not over:
        yield rich.rich(*(rich.line(rich.words(told)) for told in limit_lines(card.unsayable, pen)))
    items = [item for item in in_order(card.promises) if not over or item.is_open or has_message(item)]
    if not items:
        return
    yield rich.divider()
    yield rich.rich(rich.line(rich.words(_promised_heading(items, card, pen), bold=True)))
    shown = items[: pen.room.promises]
    for item in shown:
        yield from promise_blocks(item, pen, moment=card.moment, asks_kept=card.is_done)
    if left_out := len(items[pen.room.promises :]):
        yield rich.context(pen.say.more.format(count=left_out))
    if any(item.is_open or has_message(item) for item in shown):
        # The card's own buttons follow: they are not about the last promise.
        yield rich.divider()


def _promised_heading(items: Sequence[PromiseItem], card: Card, pen: Pen) -> str:
    """Whose promises these are; of a request that was called done, whether they are kept."""
    if card.is_done and any(item.is_open for item in items):
        return pen.say.promised_done
    return pen.say.promised_by_us if any(is_anothers(item, pen) for item in items) else pen.say.promised


def _hints(card: Card, pen: Pen, *, always_asks: bool) -> Iterator[RichTextElement]:
    """What to mind before answering; afterwards it is too late for hints."""
    words = pen.words
    if card.stage is not Stage.EXPLORING:
        return
    if card.say_no.value and card.say_no.what:
        what, why = (quoted_line(text, pen.room.need) for text in (card.say_no.what, card.say_no.why))
        if folded(card.say_no.what) in folded(card.words):
            what = f"“{what}”"
        hint = words.say_no if why else words.say_no_bare
        yield rich.line(rich.words(f"✋ {hint.format(what=what, why=why)}"))
    if card.questions and (always_asks or card.kind is NudgeKind.EXPLORE):
        yield rich.line(rich.words(words.ask, bold=True))
        asked = [quoted_line(question, pen.room.question) for question in card.questions[:3]]
        yield rich.bullets([rich.line(rich.words(question)) for question in asked])


def _reply(card: Card, pen: Pen) -> Iterator[Block]:
    words = pen.words
    if not card.reply:
        told = words.draft_offered.format(draft=words.draft) if card.offers_draft else words.drafting
        yield rich.rich(rich.line(rich.words(f"✍️ {told}", italic=True)))
        return
    reply = neutral(card.reply)
    shown = shortened(reply, pen.room.reply)
    kind = NudgeKind.OFFER if card.kind in _ASKING and not asks(reply) else card.kind
    yield rich.rich(rich.line(rich.words(words.reply_heading[kind], bold=True)), rich.box(shown))
    notes = [words.cut_reply.format(edit=words.edit)] if shown != reply else []
    if card.offers_draft:
        notes.append(words.drafted_without_model.format(draft=words.draft))
    if card.is_overdue:
        notes.append(words.look_at_times)
    if card.why:
        notes.append(words.why.format(why=quoted_line(card.why, WHY_AT_MOST)))
    if notes:
        yield rich.context(*notes)


def _buttons(card: Card, words: Wording, workspace_url: str) -> Iterator[InteractiveElement]:
    link = permalink(workspace_url, card.place)
    if card.stage is Stage.CLOSED:
        yield link_button(Act.OPEN.value, words.open_thread, card.moment, link)
        return
    if card.faded is not None and card.stage is Stage.EXPLORING:
        yield whole_button(card)
    elif card.reply and card.stage is Stage.EXPLORING:
        yield act_button(Act.EDIT, words.edit, card.moment, primary=True)
    if card.offers_draft and card.stage is Stage.EXPLORING:
        yield act_button(Act.DRAFT, words.draft, card.moment, primary=not card.reply and card.faded is None)
    yield link_button(Act.OPEN.value, words.open_thread, card.moment, link)
    if card.stage is not Stage.CONFIRMING:
        if not card.is_done:
            yield act_button(Act.DONE, words.done, card.moment)
        if card.stage is Stage.EXPLORING:  # once it is answered nothing is to be reminded of
            yield act_button(Act.LATER, words.later, card.moment)
    yield more_menu(card.moment, words, can_be_wrong=bool(card.expectations))
