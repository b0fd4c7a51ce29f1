"""Draws a report in a window: for each figure its large number, the numbers behind it, and how they are counted."""

from collections.abc import Iterator, Sequence
from typing import Any

from slack_sdk.models.blocks import Block, RichTextElement
from slack_sdk.models.views import View

from motbot.domain.language import Language
from motbot.domain.report_told import Numbers, Section, ToldReport
from motbot.domain.report_words_en import report_words
from motbot.slack import rich
from motbot.slack.plain import quoted_line
from motbot.slack.report_wording import report_wording

REPORT = "report"
"""Callback id of the window: nothing in it can be pressed but Close."""
ROWS_AT_MOST = 16
WEEKS = "scores_by_week"
_TITLE_AT_MOST = 24
_NAME_AT_MOST = 60
_WITH_SHARE = 3
"""Columns of the tables that need no headings: a name, a number and its share."""


def report_view(report: ToldReport) -> dict[str, Any]:
    """The whole report; slack_sdk's models refuse what Slack would refuse."""
    return _view(report.language, list(_blocks(report)))


def nothing_view(language: Language, *, is_refused: bool) -> dict[str, Any]:
    """What everybody gets who leads no channel they are in, or who has asked for a span that is none."""
    say = report_wording(language)
    return _view(language, [rich.rich(rich.line(rich.words(say.not_yours if is_refused else say.how_to)))])


def _view(language: Language, blocks: Sequence[Block]) -> dict[str, Any]:
    say = report_wording(language)
    view = View(
        type="modal",
        callback_id=REPORT,
        title=rich.plain(say.title, _TITLE_AT_MOST),
        close=rich.plain(say.close, _TITLE_AT_MOST),
        blocks=list(blocks),
    )
    view.validate_json()
    return view.to_dict()


def _blocks(report: ToldReport) -> Iterator[Block]:
    yield rich.header(report.title)
    yield rich.context(" · ".join(report.about))
    for section in report.sections:
        yield rich.divider()
        yield rich.rich(*_lines(section, report.language))
        yield rich.context(section.how)
    yield rich.divider()
    yield rich.context(*report.notes)


def _lines(section: Section, language: Language) -> Iterator[RichTextElement]:
    yield rich.line(rich.words(section.title, bold=True))
    yield rich.line(rich.words(section.lead, bold=True), rich.words(f" {section.lead_says}"))
    if section.numbers is not None:
        told = list(_rows(section.numbers, language))
        # What counts most stands first, but the newest week last.
        shown = told[-ROWS_AT_MOST:] if section.key == WEEKS else told[:ROWS_AT_MOST]
        yield rich.bullets([rich.line(rich.words(row)) for row in shown])
        if len(told) > ROWS_AT_MOST:
            more = report_wording(language).more.format(count=len(told) - ROWS_AT_MOST)
            yield rich.line(rich.words(more, italic=True))
    for note in section.notes:
        yield rich.line(rich.words(note))


def _rows(numbers: Numbers, language: Language) -> Iterator[str]:
    """Each row on one line; wide tables say by each number what it is, and leave out what is none."""
    aside = report_words(language).aside
    for name, *cells in numbers.rows:
        shown = quoted_line(name, _NAME_AT_MOST)
        if len(numbers.columns) <= _WITH_SHARE:
            count, *share = cells
            yield f"{shown}: {count}" + "".join(aside.format(words=one) for one in share if one)
        else:
            heads = zip(numbers.columns[1:], cells, strict=True)
            yield f"{shown}: " + " · ".join(f"{head} {cell}" for head, cell in heads if cell != "0")
