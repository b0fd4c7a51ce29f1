"""Writes a sheet as Markdown that reads well in any tool it is pasted into, as raw text too."""

from collections.abc import Callable, Iterable, Iterator, Sequence

from motbot.documents.markdown_text import inline, line, linked, quoted
from motbot.documents.parts import ContactPart, NotePart, PromisePart, RowPart, ScorePart, SheetParts, SpokenPart
from motbot.documents.sheet_parts import Origin, sheet_parts
from motbot.documents.sheet_wording import SheetWording, sheet_wording
from motbot.domain.nudge import Place
from motbot.domain.sheet_page import SheetPage


def sheet_markdown(pages: Sequence[SheetPage], origin: Origin | None = None) -> str:
    """Write one page, or the overview with the pages of its contacts; `pages` holds at least one.

    Whatever anybody said is escaped: it reads as it was written, and no tool takes it for markup, a link or a mention.
    """
    return markdown_of((sheet_parts(pages, origin),))


def page_markdown(page: SheetPage, *, link: Callable[[Place], str] | None = None) -> str:
    """Write one page as somebody sees it in Slack; `link` makes a message's address."""
    return sheet_markdown((page,), Origin(link=link))


def markdown_of(sheets: Iterable[SheetParts]) -> str:
    """Write the sheets of several conversations below each other."""
    rows = (row for sheet in sheets for row in _Writer(sheet_wording(sheet.language)).sheet(sheet))
    return "\n".join(rows) + "\n"


class _Writer:
    """Lines of Markdown in one language; blocks are parted by empty lines."""

    def __init__(self, said: SheetWording) -> None:
        self._said = said

    def sheet(self, sheet: SheetParts) -> Iterator[str]:
        said = self._said
        title = f"{said.title}{said.colon}{inline(sheet.title)}" if sheet.title else said.title
        yield from (f"# {title}", "")
        for told in (*sheet.about, *sheet.notices):
            yield from (line(told), "")
        if sheet.overall:
            yield from self._overall(sheet.overall)
        if sheet.scale_note:
            yield from (f"*{inline(sheet.scale_note)}*", "")
        if sheet.listed:
            yield from (*self._list(sheet.listed), "")
        for contact in sheet.contacts:
            yield from self._contact(contact, repeats=sheet.overall is not None and len(sheet.contacts) == 1)
        if sheet.agreement:
            yield from (f"## {said.agreement}", "", *(f"- {line(told)}" for told in sheet.agreement), "")

    def _overall(self, row: RowPart) -> Iterator[str]:
        yield from (f"**{self._said.whole}{self._said.colon}{self._score(row.score)}**", "")
        yield from self._why(row)
        yield from self._notes(row.notes)

    def _list(self, rows: Iterable[RowPart]) -> Iterator[str]:
        for row in rows:
            words = f" – {inline(row.words)}" if row.words else ""
            yield f"- {line(row.name)}{self._said.colon}**{self._score(row.score)}**{words}"

    def _contact(self, one: ContactPart, *, repeats: bool) -> Iterator[str]:
        """A contact; the only one `repeats` what stands at the conversation's own score."""
        said = self._said
        yield from (f"## {inline(one.row.name)}{said.colon}{self._score(one.row.score)}", "")
        yield from () if repeats else self._why(one.row)
        yield from self._quotes(one.row.quotes)
        yield from self._notes(one.row.notes)
        yield from self._messages(said.asked, one.asked, said.nobody_asked)
        yield from self._messages(said.said, one.said, said.nobody_answered)
        if one.steps or one.idle:
            yield from (f"### {said.steps}", "")
            for step in one.steps:
                yield from self._step(step)
        if one.idle:
            yield from (f"- {said.comma.join(one.idle)}{said.colon}{said.not_applicable}", "")
        yield from self._wanted(one)
        if one.promises:
            yield from (f"### {said.promises}", "")
            for promise in one.promises:
                yield from self._promise(promise)
        if one.better:
            yield from (f"### {said.better}", "", *quoted(one.better), "")

    def _why(self, row: RowPart) -> Iterator[str]:
        for told in (row.reason, row.rule):
            if told:
                yield from (line(told), "")

    def _messages(self, heading: str, messages: Iterable[SpokenPart], instead: str) -> Iterator[str]:
        yield from (f"### {heading}", "")
        found = False
        for one in messages:
            found = True
            yield from self._spoken(one)
        if not found:
            yield from (instead, "")

    def _spoken(self, one: SpokenPart, indent: str = "") -> Iterator[str]:
        yield from quoted(one.words, indent)
        if source := self._source(one):
            yield from (f"{indent}>", f"{indent}> {source}")
        yield ""

    def _source(self, one: SpokenPart) -> str:
        source = inline(one.source)
        opened = linked(self._said.open, one.link) if one.link else ""
        return " · ".join(part for part in (f"— {source}" if source else "", opened) if part)

    def _quotes(self, quotes: Iterable[SpokenPart], indent: str = "") -> Iterator[str]:
        for quote in quotes:
            yield from self._spoken(quote, indent)

    def _step(self, row: RowPart) -> Iterator[str]:
        said = self._said
        yield f"- **{row.name}{said.colon}{self._score(row.score)}**"
        if row.reason:
            yield f"  - {line(row.reason)}"
        for heading, names in ((said.seen, row.seen), (said.missing, row.missing)):
            if names:
                yield f"  - {heading}{said.colon}{inline(said.semicolon.join(names))}"
        for note in row.notes:
            yield f"  - {self._note(note)}"
        yield ""
        yield from self._quotes(row.quotes, "  ")

    def _notes(self, notes: Sequence[NotePart]) -> Iterator[str]:
        if notes:
            yield from (*(f"- {self._note(note)}" for note in notes), "")

    def _note(self, note: NotePart) -> str:
        said = f"{line(note.who)}{self._said.colon}"
        return said + " – ".join(one for one in (f"**{note.score}**" if note.score else "", inline(note.words)) if one)

    def _wanted(self, one: ContactPart) -> Iterator[str]:
        said = self._said
        if not one.wanted:
            return
        yield from (f"### {said.expectations}", "")
        for wanted in one.wanted:
            evidence = f" – {inline(wanted.evidence)}" if wanted.evidence else ""
            kind = said.aside.format(words=wanted.kind)
            yield f"- **{wanted.outcome}**{kind}{said.colon}{inline(wanted.text)}{evidence}"
        yield ""

    def _promise(self, one: PromisePart) -> Iterator[str]:
        due = self._said.aside.format(words=inline(one.due)) if one.due else ""
        yield from (f"- **{one.fate}**{due}", "")
        yield from self._spoken(one.spoken, "  ")

    def _score(self, score: ScorePart) -> str:
        return score.text + self._said.aside.format(words=score.name)
