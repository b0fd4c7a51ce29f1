"""Draws one contact of a sheet: what was asked and said, how each step was done, and what would have been better."""

from collections.abc import Iterator, Sequence

from slack_sdk.models.blocks import Block, RichTextElement

from motbot.domain.behaviour_names import outcome_name, sheet_names
from motbot.domain.expectation import ExpectationKind
from motbot.domain.review import ReviewedLine
from motbot.domain.sheet import Fate, JudgedExpectation, JudgedPromise, Outcome
from motbot.domain.sheet_page import Hidden
from motbot.slack import rich
from motbot.slack.plain import quoted_line
from motbot.slack.sheet_pen import SheetPen, beginning
from motbot.slack.sheet_words import BOX_AT_MOST, blocks_of, pieces_of

_FIRST = (Outcome.MISSED, Outcome.NEVER_SEEN, Outcome.MET)
"""What can still be learnt from stands first."""
_TEXT_AT_MOST = 300


def contact_headline(pen: SheetPen) -> str:
    """Which contact it is, and how it stands."""
    page = pen.page
    name = pen.say.contact_of.format(number=page.page, count=page.pages - 1)
    whole = next((row for row in page.rows if row.row.step is None), None)
    return f"{name} · {pen.coach(whole)}" if whole and whole.hidden is None else name


def contact_blocks(pen: SheetPen) -> Iterator[Block]:
    """The contact from top to bottom, without its buttons."""
    page = pen.page
    yield from blocks_of(_messages(pen, pen.say.asked, page.asked, pen.say.nobody_asked))
    yield from blocks_of(_messages(pen, pen.say.said, page.said, pen.say.nobody_said))
    yield rich.divider()
    for row in page.rows:
        # Before one's marks are sent, a step shows nothing but what one has said of it.
        if row.row.step is None or row.hidden is not Hidden.BLIND or row.humans or row.remarks:
            yield from blocks_of(pen.row(row))
    if page.expectations:
        yield rich.divider()
        yield from blocks_of(_expectations(pen))
    if page.promises:
        yield rich.divider()
        yield from blocks_of(_promises(pen))
    if page.better:
        yield rich.divider()
        yield from blocks_of(_better(pen))


def _messages(pen: SheetPen, heading: str, lines: Sequence[ReviewedLine], instead: str) -> Iterator[RichTextElement]:
    yield _heading(heading)
    for line in lines:
        yield from pen.spoken(line)
    if not lines:
        yield rich.line(rich.words(instead, italic=True))


def _expectations(pen: SheetPen) -> Iterator[RichTextElement]:
    yield _heading(pen.say.expectations)
    kinds = list(ExpectationKind)
    judged = sorted(
        pen.page.expectations, key=lambda one: (_FIRST.index(one.outcome), kinds.index(one.expectation.kind))
    )
    for one in judged:
        yield from _expectation(pen, one)


def _expectation(pen: SheetPen, judged: JudgedExpectation) -> Iterator[RichTextElement]:
    """What it is and what became of it, and the words it rests on or the cue that shows it."""
    one, language = judged.expectation, pen.page.language
    kind = sheet_names(language).kinds[one.kind]
    outcome = outcome_name(judged.outcome, language, is_pending=pen.page.is_pending)
    label = pen.say.expectation.format(kind=beginning(kind), outcome=outcome)
    told = [rich.words(label, bold=True), rich.words(f"{quoted_line(one.text, _TEXT_AT_MOST)} ")]
    shown = pen.say.words.format(words=quoted_line(one.quote, 2 * _TEXT_AT_MOST)) if one.quote else ""
    shown = shown or quoted_line(one.cue, 2 * _TEXT_AT_MOST)
    if shown:
        told.append(rich.words(f"— {shown} "))
    if one.source:
        told.append(rich.link(pen.address(one.source), pen.say.source))
    yield rich.bullets([rich.line(*told)])


def _promises(pen: SheetPen) -> Iterator[RichTextElement]:
    yield _heading(pen.say.promises)
    for one in pen.page.promises:
        yield from _promise(pen, one)


def _promise(pen: SheetPen, judged: JudgedPromise) -> Iterator[RichTextElement]:
    names = sheet_names(pen.page.language)
    fate = beginning(names.over if judged.is_over else names.fates[judged.fate])
    if judged.taken_back_at and judged.fate is Fate.TAKEN_BACK:
        fate += pen.say.promise_due.format(due=pen.time(judged.taken_back_at))
    due = quoted_line(judged.due_words, _TEXT_AT_MOST)
    yield rich.line(rich.words(fate + (pen.say.promise_due.format(due=due) if due else ""), bold=True))
    if judged.is_over or judged.fate is Fate.TAKEN_BACK:
        remark = names.nothing_shows if judged.is_over else names.as_read_then
        yield rich.line(rich.words(beginning(remark), italic=True))
    yield from pen.quoted(judged.quote)


def _better(pen: SheetPen) -> Iterator[RichTextElement]:
    """Framed, to be copied."""
    yield _heading(pen.say.better)
    yield from map(rich.box, pieces_of(pen.page.better, BOX_AT_MOST)[0])


def _heading(text: str) -> RichTextElement:
    return rich.line(rich.words(text, bold=True))
