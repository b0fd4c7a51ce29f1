"""Shows a sheet on a terminal: one frame for each contact, readable at 80 columns, with no colour that says more."""

from collections.abc import Iterable, Iterator, Sequence

from rich import box
from rich.console import Group, RenderableType
from rich.padding import Padding
from rich.panel import Panel
from rich.table import Table
from rich.text import Text

from motbot.documents.parts import ContactPart, NotePart, PromisePart, RowPart, ScorePart, SheetParts, SpokenPart
from motbot.documents.prose import Prose
from motbot.documents.sheet_wording import SheetWording, sheet_wording

_STYLES = {"good": "green", "even": "default", "bad": "red", "none": "dim"}
_FIGURE = 2
_TITLE = 24


def sheet_on_terminal(sheet: SheetParts) -> Iterator[RenderableType]:
    """A sheet, piece by piece, in the order in which it is read."""
    drawn = _Drawn(sheet_wording(sheet.language))
    yield Text(f"{drawn.said.title}{drawn.said.colon}{sheet.title}" if sheet.title else drawn.said.title, style="bold")
    for line in (*sheet.about, *sheet.notices):
        yield Prose(line, style="dim")
    if sheet.overall:
        yield Padding(drawn.overall(sheet.overall), (1, 0, 0, 0))
    if sheet.scale_note:
        yield Padding(Prose(sheet.scale_note, style="dim"), (0, 0, 1, 0))
    for contact in sheet.contacts:
        yield drawn.contact(contact)
    if sheet.agreement:
        yield Group(Text(drawn.said.agreement, style="bold"), *map(Prose, sheet.agreement))


def list_on_terminal(sheets: Sequence[SheetParts]) -> Table:
    """What several conversations come to, one a line, numbered from 1."""
    table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0), expand=True)
    table.add_column(justify="right", no_wrap=True)
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold", max_width=_TITLE)
    table.add_column(overflow="ellipsis", no_wrap=True, ratio=1)
    for number, sheet in enumerate(sheets, 1):
        score = score_text(sheet.overall.score, _FIGURE) if sheet.overall else Text("–", style="dim")
        words = sheet.listed[0].words if sheet.listed else ""
        table.add_row(Text(str(number), style="dim"), score, Text(sheet.title), Text(words, style="dim"))
    return table


def score_text(score: ScorePart, width: int = 0) -> Text:
    """A score in figures, set right in `width` cells, and in a word; the colour says the same again."""
    figure = Text(f"{score.text:>{width}} ", style=f"bold {_STYLES[score.tone]}")
    return figure.append(score.name, style=_STYLES[score.tone])


class _Drawn:
    """The pieces of a sheet in one language."""

    def __init__(self, said: SheetWording) -> None:
        self.said = said

    def overall(self, row: RowPart) -> RenderableType:
        """The conversation's own score, with what decided it."""
        head = Text(f"{row.name}{self.said.colon}", style="bold").append_text(score_text(row.score))
        return Group(head, *self._why(row), *map(self._note, row.notes))

    def contact(self, one: ContactPart) -> Panel:
        """One contact in its frame."""
        pieces = [
            *self._why(one.row),
            *map(self._quote, one.row.quotes),
            *map(self._note, one.row.notes),
            *self._talk(self.said.asked, one.asked, self.said.nobody_asked),
            *self._talk(self.said.said, one.said, self.said.nobody_answered),
            *self._steps(one),
            *self._wanted(one),
            *self._promised(one),
        ]
        if one.better:
            pieces += [self._heading(self.said.better), Padding(Prose(one.better), (0, 0, 0, 2))]
        title = Text(f"{one.row.name}{self.said.colon}", style="bold").append_text(score_text(one.row.score))
        return Panel(Group(*pieces), title=title, title_align="left", box=box.ROUNDED, border_style="dim")

    def _heading(self, words: str) -> RenderableType:
        return Padding(Text(words, style="bold"), (1, 0, 0, 0))

    def _why(self, row: RowPart) -> Iterator[RenderableType]:
        if row.reason:
            yield Prose(row.reason)
        if row.rule:
            yield Prose(row.rule, style="dim")

    def _talk(self, heading: str, messages: Iterable[SpokenPart], instead: str) -> Iterator[RenderableType]:
        yield self._heading(heading)
        found = [Padding(Group(Text(one.source, style="dim"), Prose(one.words)), (0, 0, 0, 2)) for one in messages]
        yield from found or [Padding(Text(instead, style="dim"), (0, 0, 0, 2))]

    def _steps(self, one: ContactPart) -> Iterator[RenderableType]:
        if not one.steps and not one.idle:
            return
        yield self._heading(self.said.steps)
        table = Table(box=box.SIMPLE, show_header=False, show_edge=False, pad_edge=False, padding=(0, 1))
        table.add_column(no_wrap=True)
        table.add_column(ratio=1)
        for row in one.steps:
            table.add_row(Text(row.name), Group(*self._step(row)))
        if one.idle:
            table.add_row(Text(self.said.comma.join(one.idle)), Text(self.said.not_applicable, style="dim"))
        yield Padding(table, (0, 0, 0, 2))

    def _step(self, row: RowPart) -> Iterator[RenderableType]:
        yield score_text(row.score)
        if row.reason:
            yield Prose(row.reason)
        for heading, names in ((self.said.seen, row.seen), (self.said.missing, row.missing)):
            if names:
                yield Prose(f"{heading}{self.said.colon}{self.said.semicolon.join(names)}")
        yield from map(self._quote, row.quotes)
        yield from map(self._note, row.notes)

    def _quote(self, one: SpokenPart) -> RenderableType:
        """Without who and when: the whole message stands above."""
        return Prose(self.said.quote.format(words=one.words), style="italic")

    def _note(self, note: NotePart) -> RenderableType:
        told = " – ".join(part for part in (note.score, note.words) if part)
        return Prose(Text(f"{note.who}{self.said.colon}", style="bold").append(told, style="not bold"))

    def _wanted(self, one: ContactPart) -> Iterator[RenderableType]:
        if not one.wanted:
            return
        yield self._heading(self.said.expectations)
        table = self._facts()
        for wanted in one.wanted:
            about = [Prose(wanted.text), *([Prose(wanted.evidence, style="dim")] if wanted.evidence else [])]
            table.add_row(Group(Text(wanted.outcome), Text(wanted.kind, style="dim")), Group(*about))
        yield Padding(table, (0, 0, 0, 2))

    def _promised(self, one: ContactPart) -> Iterator[RenderableType]:
        if not one.promises:
            return
        yield self._heading(self.said.promises)
        table = self._facts()
        for promise in one.promises:
            table.add_row(self._fate(promise), self._quote(promise.spoken))
        yield Padding(table, (0, 0, 0, 2))

    def _fate(self, one: PromisePart) -> RenderableType:
        return Group(Text(one.fate), Prose(one.due, style="dim")) if one.due else Text(one.fate)

    def _facts(self) -> Table:
        table = Table(box=None, show_header=False, pad_edge=False, padding=(0, 2, 0, 0))
        table.add_column(max_width=20)
        table.add_column(ratio=1)
        return table
