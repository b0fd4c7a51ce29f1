"""Draws the overview of a sheet: the conversation as a whole, a line for each contact, how far the coach is trusted."""

from collections.abc import Iterator, Sequence

from slack_sdk.models.blocks import (
    ActionsBlock,
    Block,
    ButtonElement,
    Option,
    RichTextElement,
    SectionBlock,
    StaticSelectElement,
)

from motbot.domain.agreement import Agreement
from motbot.domain.behaviour_names import sheet_names
from motbot.domain.sheet_page import Calibration, Hidden, SheetRow
from motbot.slack import rich
from motbot.slack.hand_over_wording import who_asks
from motbot.slack.plain import quoted_line
from motbot.slack.sheet_pen import SheetPen
from motbot.slack.sheet_refs import JUMP, OPEN_SHEET, SheetRef
from motbot.slack.sheet_words import blocks_of

_SECTIONS_AT_MOST = 20
"""Contacts with a button each; more are listed, with a menu for every few of them."""
_IN_A_LIST = 20
_LINE_AT_MOST = 140
_WORDS_AT_MOST = 70
_OPTION_AT_MOST = 75
_HUMANS_AT_MOST = 4
_MISSING_AT_MOST = 15


def overview_headline(pen: SheetPen) -> str:
    """How the conversation as a whole stands."""
    whole = next((row for row in pen.page.rows if row.row.contact == 0), None)
    return f"{pen.say.whole} · {pen.coach(whole)}" if whole and whole.hidden is None else pen.say.whole


def overview_blocks(pen: SheetPen) -> Iterator[Block]:
    """The overview from top to bottom, without its buttons."""
    page = pen.page
    if page.calibration is not None:
        yield rich.rich(rich.line(rich.words(calibration_line(pen, page.calibration))))
    for row in page.rows:
        if row.row.contact == 0:
            yield from blocks_of(_whole(pen, row))
    # Before one's own marks are sent, no other sheet of the conversation may suggest any.
    if page.earlier and (page.calibration is None or page.calibration.sent_by_you):
        yield _earlier(pen)
    contacts = [row for row in page.rows if row.row.contact]
    if contacts:
        yield rich.divider()
        yield rich.rich(rich.line(rich.words(pen.say.contacts, bold=True)))
        yield from _in_sections(pen, contacts) if len(contacts) <= _SECTIONS_AT_MOST else _in_lists(pen, contacts)
    yield from _notes(pen)
    if page.agreement:
        yield rich.divider()
        yield from blocks_of(_agreement(pen))


def calibration_line(pen: SheetPen, calibration: Calibration) -> str:
    """What a person is asked to do first, or how many have done it."""
    if calibration.sent_by_you:
        return (pen.say.blind_sent if calibration.sent > 1 else pen.say.blind_alone).format(count=calibration.sent)
    if not calibration.missing:
        return f"{pen.say.blind}\n{pen.say.blind_complete}"
    numbers = pen.say.comma.join(str(number) for number in calibration.missing[:_MISSING_AT_MOST])
    more = " …" if len(calibration.missing) > _MISSING_AT_MOST else ""
    return f"{pen.say.blind}\n{pen.say.blind_missing.format(numbers=numbers + more)}"


def _whole(pen: SheetPen, row: SheetRow) -> Iterator[RichTextElement]:
    where = pen.words.in_channel.format(channel=quoted_line(pen.page.channel_name, _WORDS_AT_MOST))
    if pen.page.department:
        department = quoted_line(pen.page.department, _WORDS_AT_MOST)
        where = f"{where} · {who_asks(department, pen.page.language)}"
    yield rich.line(rich.words(f"{where} · "), rich.link(pen.conversation(), pen.words.open_thread))
    if row.hidden is not None:
        yield rich.line(rich.words(pen.coach(row), italic=True))
    yield from pen.why(row)


def _earlier(pen: SheetPen) -> Block:
    value = SheetRef(review=pen.page.earlier).value
    button = ButtonElement(text=rich.plain(pen.say.earlier_open, _OPTION_AT_MOST), action_id=OPEN_SHEET, value=value)
    return SectionBlock(text=rich.plain(pen.say.earlier, _LINE_AT_MOST), accessory=button)


def contact_line(pen: SheetPen, row: SheetRow) -> str:
    """A contact on one line: its number, its marks, how it begins."""
    words = quoted_line(row.words or (row.quotes[0].words if row.quotes else ""), _WORDS_AT_MOST)
    marks = [] if row.hidden is Hidden.BLIND else [pen.coach(row)]
    for mark in row.humans[-_HUMANS_AT_MOST:]:
        who = pen.who(mark.role, is_yours=mark.is_yours)
        marks.append(pen.say.human.format(who=who, score=pen.score(mark.score)))
    facts = [str(row.row.contact), *(marks or [pen.say.not_marked]), pen.say.words.format(words=words) if words else ""]
    return " · ".join(fact for fact in facts if fact)


def _in_sections(pen: SheetPen, contacts: Sequence[SheetRow]) -> Iterator[Block]:
    for row in contacts:
        value = SheetRef(review=pen.page.review, page=row.row.contact).value
        button = ButtonElement(
            text=rich.plain(pen.say.open_contact, _OPTION_AT_MOST), action_id=OPEN_SHEET, value=value
        )
        yield SectionBlock(text=rich.plain(contact_line(pen, row), 2 * _LINE_AT_MOST), accessory=button)


def _in_lists(pen: SheetPen, contacts: Sequence[SheetRow]) -> Iterator[Block]:
    for start in range(0, len(contacts), _IN_A_LIST):
        few = contacts[start : start + _IN_A_LIST]
        yield from blocks_of(rich.bullets([rich.line(rich.words(contact_line(pen, row)))]) for row in few)
        options = [
            Option(
                text=rich.plain(contact_line(pen, row), _OPTION_AT_MOST),
                value=SheetRef(review=pen.page.review, page=row.row.contact).value,
            )
            for row in few
        ]
        menu = StaticSelectElement(
            action_id=JUMP, placeholder=rich.plain(pen.say.choose_contact, _LINE_AT_MOST), options=options
        )
        yield ActionsBlock(elements=[menu])


def _notes(pen: SheetPen) -> Iterator[Block]:
    """What is to be known of every sheet: whose scale it is, who made it, who sees it."""
    page, say = pen.page, pen.say
    made_by = say.made_by_model if page.made_by == "model" else say.made_by_playbook
    notes = [page.scale_note, made_by if page.made_by else "", say.same_sheet]
    yield rich.context(*(note for note in notes if note))


def _agreement(pen: SheetPen) -> Iterator[RichTextElement]:
    yield rich.line(rich.words(pen.say.agreement, bold=True))
    if not any(one.pairs for one in pen.page.agreement):
        yield rich.line(rich.words(pen.say.agreement_nowhere))
        return
    yield rich.bullets([rich.line(rich.words(_agreed(pen, one))) for one in pen.page.agreement])


def _agreed(pen: SheetPen, one: Agreement) -> str:
    row = sheet_names(pen.page.language).steps[one.step] if one.step else pen.say.contacts_whole
    if not one.pairs:
        return pen.say.agreement_none.format(row=row)
    within = f"{100 * one.within_one:.0f}"
    if one.kappa is None or one.low is None or one.high is None:
        kappa = pen.say.kappa_none if one.kappa is None else f"kappa {one.kappa:.2f}"
        return pen.say.agreement_bare.format(row=row, within=within, kappa=kappa, pairs=one.pairs)
    figures = {"kappa": f"{one.kappa:.2f}", "low": f"{one.low:.2f}", "high": f"{one.high:.2f}"}
    return pen.say.agreement_line.format(row=row, within=within, pairs=one.pairs, **figures)
