"""Draws one promise: what was said, by when, what makes it doubtful, and what can be done about it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from slack_sdk.models.blocks import Block, InteractiveElement, RichTextElement, SectionBlock

from motbot.catalogue.formats import weekday_and_clock
from motbot.domain.due import Doubt
from motbot.domain.events import Act
from motbot.domain.language import Language
from motbot.domain.nudge import PromiseItem
from motbot.domain.promise import TRACKED, Beyond, PromiseState, Strength, Withdrawn
from motbot.slack import rich
from motbot.slack.buttons import promise_button, promise_menu, row
from motbot.slack.hand_over_wording import hand_over_wording
from motbot.slack.permalinks import permalink
from motbot.slack.phrases import Wording
from motbot.slack.plain import neutral, quoted_line, shortened
from motbot.slack.promise_phrases import PromiseWording
from motbot.slack.promise_wording import promise_wording
from motbot.slack.room import Room
from motbot.slack.wording import wording

CHANNEL_AT_MOST = 80
_IN_A_ROW_AT_MOST = 100


@dataclass(frozen=True, slots=True, kw_only=True)
class Pen:
    """What promises are drawn with: the reader's language, where messages are linked to, and how much room there is."""

    language: Language
    workspace_url: str
    room: Room = field(default_factory=Room)
    reader: str = ""
    """The account that reads it, where a promise may be somebody else's."""

    @property
    def words(self) -> Wording:
        """Our words for everything."""
        return wording(self.language)

    @property
    def say(self) -> PromiseWording:
        """Our words for promises."""
        return promise_wording(self.language)

    def time(self, at: datetime) -> str:
        """A day and an hour, in the zone `at` is in."""
        return weekday_and_clock(at, self.language)

    def source(self, item: PromiseItem) -> str:
        """The address of our own words."""
        return permalink(self.workspace_url, item.place)


def offered(item: PromiseItem, *, asks_kept: bool = False) -> tuple[Act, ...]:
    """What its agent can do about a promise, what we hope for first; `asks_kept` where its request was called done."""
    if not item.is_open:
        return ()
    if item.state is PromiseState.MADE:
        if item.has_evidence:
            return (Act.KEPT, Act.NOT_A_PROMISE)
        track = (Act.FIX,) if is_doubtful(item) else (Act.TRACK, Act.FIX)
        return (*((Act.KEPT,) if asks_kept else ()), *track, Act.NOT_A_PROMISE)
    undo = (Act.UNTRACK,) if item.at_once and item.state is not PromiseState.BROKEN else ()
    return (Act.KEPT, Act.MOVE, Act.CANNOT, *undo)


def is_anothers(item: PromiseItem, pen: Pen) -> bool:
    """Whether somebody else than the reader has said it; of one read before that was stored, answers for it."""
    return (item.said_by or item.agent) not in {"", pen.reader or item.agent}


def can_take_over(item: PromiseItem, pen: Pen) -> bool:
    """Whether another agent than the reader answers for it."""
    return item.is_open and bool(pen.reader) and item.agent not in {"", pen.reader}


def is_doubtful(item: PromiseItem) -> bool:
    """Whether the agent has to say when it is due before it can be tracked."""
    return item.state is PromiseState.MADE and (item.due is None or item.doubt is not None)


def label_of(act: Act, item: PromiseItem, say: PromiseWording) -> str:
    """What the button says."""
    if act is Act.KEPT and item.has_evidence:
        return say.keep_surely
    return {
        Act.TRACK: say.track,
        Act.UNTRACK: say.untrack,
        Act.FIX: say.fix,
        Act.NOT_A_PROMISE: say.not_a_promise,
        Act.KEPT: say.keep,
        Act.MOVE: say.move,
        Act.CANNOT: say.cannot,
    }[act]


def promise_blocks(
    item: PromiseItem, pen: Pen, *, moment: int, channel: bool = False, asks_kept: bool = False
) -> Iterator[Block]:
    """One promise with its buttons; `channel` names where it was said, for lists over several channels."""
    if not item.is_open and not has_message(item):
        yield rich.context(ended_line(item, pen))
        return
    yield rich.rich(*_told(item, pen, channel=channel))
    if item.why and has_message(item) and item.reply:
        yield rich.context(pen.words.why.format(why=quoted_line(item.why, pen.room.detail)))
    buttons = list(promise_buttons(item, pen, moment=moment, asks_kept=asks_kept))
    if buttons:
        yield row(*buttons)


def promise_buttons(
    item: PromiseItem, pen: Pen, *, moment: int, asks_kept: bool = False
) -> Iterator[InteractiveElement]:
    """What can be done about it; the first stands out where one click is all that is hoped for."""
    if can_take_over(item, pen):
        label = hand_over_wording(pen.language).take_over
        yield promise_button(Act.TAKE_OVER, label, moment, item.promise)
    for place, act in enumerate(offered(item, asks_kept=asks_kept)):
        primary = place == 0 and (item.state is PromiseState.MADE or item.has_evidence or asks_kept)
        yield promise_button(act, label_of(act, item, pen.say), moment, item.promise, primary=primary)


def promise_line(item: PromiseItem, pen: Pen, *, moment: int) -> Block:
    """One of many promises on a line of its own, everything that can be done about it in a menu."""
    where = pen.words.in_channel.format(channel=quoted_line(item.channel_name, _IN_A_ROW_AT_MOST // 2))
    facts = [quoted_line(item.what, min(_IN_A_ROW_AT_MOST, pen.room.what)), when_line(item, pen), where]
    text = " · ".join(fact for fact in facts if fact)
    acts = [(act, label_of(act, item, pen.say)) for act in offered(item)]
    if not acts:
        return rich.context(ended_line(item, pen))
    menu = promise_menu(acts, moment=moment, promise=item.promise, opens=(pen.say.source, pen.source(item)))
    return SectionBlock(text=rich.plain(text, 3 * _IN_A_ROW_AT_MOST), accessory=menu)


def has_message(item: PromiseItem) -> bool:
    """Whether there is, or will be, a message to the customer that mends it."""
    return item.mending is not None and item.state is not PromiseState.KEPT


def due_line(item: PromiseItem, pen: Pen) -> str:
    """By when; empty while that is in doubt."""
    if item.due is None or is_doubtful(item):
        return ""
    when = pen.time(item.due)
    if item.state is PromiseState.BROKEN:
        return pen.say.was_due.format(when=when)
    if item.moved:
        return pen.say.due_moved.format(when=when)
    if item.state is PromiseState.MADE and item.due_words:
        return pen.say.due_in_words.format(when=when, words=quoted_line(item.due_words, pen.room.detail // 2))
    return pen.say.due.format(when=when)


def when_line(item: PromiseItem, pen: Pen) -> str:
    """By when, or the question."""
    return pen.say.when if is_doubtful(item) else due_line(item, pen)


def place_line(item: PromiseItem, pen: Pen) -> str:
    """Where it was said."""
    return pen.words.in_channel.format(channel=quoted_line(item.channel_name, CHANNEL_AT_MOST))


def ended_line(item: PromiseItem, pen: Pen) -> str:
    """What became of it, quietly."""
    what = quoted_line(item.what, pen.room.what)
    if item.is_handed_on:
        return f"🤝 {hand_over_wording(pen.language).taken_over.format(what=what)}"
    if item.state is PromiseState.KEPT:
        return f"✓ {pen.say.kept.format(what=what)}"
    return f"⚪ {pen.say.withdrawn[item.withdrawn or Withdrawn.LAPSED].format(what=what)}"


def in_order(items: Sequence[PromiseItem]) -> list[PromiseItem]:
    """Those that can still be acted on first, then those with a message to send, then what is over."""
    return sorted(items, key=lambda item: (not item.is_open, not has_message(item)))


def _told(item: PromiseItem, pen: Pen, *, channel: bool) -> Iterator[RichTextElement]:
    yield rich.line(*_headline(item, pen, channel=channel))
    for hint in _hints(item, pen):
        yield rich.line(rich.words(hint))
    if has_message(item):
        yield from _message(item, pen)


def _headline(item: PromiseItem, pen: Pen, *, channel: bool) -> Iterator[RichTextElement]:
    """What, by when, on what condition, and the link to the words."""
    if not item.is_open:
        yield rich.words(f"{ended_line(item, pen)} · ")
        yield rich.link(pen.source(item), pen.say.source)
        return
    yield rich.words(quoted_line(item.what, pen.room.what), bold=True)
    facts = [due_line(item, pen), _condition(item, pen), place_line(item, pen) if channel else ""]
    yield rich.words("".join(f" · {fact}" for fact in facts if fact) + " · ")
    yield from told_by(item, pen)
    yield rich.link(pen.source(item), pen.say.source)


def told_by(item: PromiseItem, pen: Pen) -> Iterator[RichTextElement]:
    """Who has said it, where the reader has not; of whom a help desk speaks, Slack knows no account."""
    if not is_anothers(item, pen):
        return
    say, account = hand_over_wording(pen.language), item.said_by or item.agent
    yield rich.words(say.promised_by)
    yield rich.words(say.a_colleague) if ":" in account else rich.person(account)
    yield rich.words(" · ")


def _condition(item: PromiseItem, pen: Pen) -> str:
    if item.strength is not Strength.CONDITIONAL or not item.condition:
        return ""
    return pen.say.condition.format(condition=quoted_line(item.condition, pen.room.detail))


def _hints(item: PromiseItem, pen: Pen) -> Iterator[str]:
    """What to mind about a promise that is still open."""
    if not item.is_open:
        return
    if is_doubtful(item) and not item.has_evidence:
        yield f"🕒 {pen.say.when} {doubt_line(item, pen)}"
    yield from limit_lines(item.beyond, pen)
    if item.needed_by is not None:
        yield f"⚠️ {pen.say.behind.format(when=pen.time(item.needed_by))}"
    if item.has_evidence:
        words = quoted_line(item.evidence, pen.room.detail)
        yield f"📦 {pen.say.evidence.format(words=words) if words else pen.say.evidence_file}"
    elif item.at_once and item.state in TRACKED - {PromiseState.BROKEN}:
        yield f"⏰ {pen.say.tracked_at_once}"


def limit_lines(limits: Sequence[Beyond], pen: Pen) -> Iterator[str]:
    """Which limits words go beyond, each with what can honestly be said instead."""
    for limit in limits[: pen.room.beyond]:
        warning = pen.say.beyond[limit.kind].format(rule=quoted_line(limit.rule, pen.room.detail))
        yield f"⚠️ {warning}"
        if limit.instead:
            yield pen.say.instead.format(instead=quoted_line(limit.instead, pen.room.detail))


def doubt_line(item: PromiseItem, pen: Pen) -> str:
    """Why its agent has to say when it is due."""
    words = quoted_line(item.due_words or item.words, pen.room.detail // 2)
    if item.doubt is Doubt.DISAGREED and item.due is not None and item.due_guess is not None:
        first, second = (pen.time(at.astimezone(item.due.tzinfo)) for at in (item.due, item.due_guess))
        return pen.say.two_readings.format(words=words, first=first, second=second)
    if item.doubt is not None:
        return pen.say.doubt[item.doubt].format(words=words)
    return pen.say.vague.format(words=words) if item.due_words else pen.say.no_time


def _message(item: PromiseItem, pen: Pen) -> Iterator[RichTextElement]:
    """The honest message, framed to be copied."""
    if not item.reply:
        yield rich.line(rich.words(f"✍️ {pen.say.mending_under_way}", italic=True))
        return
    reply = neutral(item.reply)
    shown = shortened(reply, pen.room.mending)
    if item.mending is not None:
        yield rich.line(rich.words(f"\n{pen.say.mending[item.mending]}", bold=True))
    yield rich.box(shown)
    if shown != reply:
        yield rich.line(rich.words(pen.say.cut, italic=True))
