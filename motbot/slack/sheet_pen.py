"""What a sheet is drawn with: the reader's language and clock, where messages are linked to, and how a row reads."""

from collections.abc import Iterator, Mapping
from datetime import datetime

from slack_sdk.models.blocks import RichTextElement

from motbot.catalogue.formats import weekday_and_clock
from motbot.domain.behaviour_names import role_name, sheet_names, signed
from motbot.domain.nudge import Place
from motbot.domain.review import RaterRole, ReviewedLine, Row
from motbot.domain.routing import zone_named
from motbot.domain.scoring import Quote
from motbot.domain.sheet_page import Hidden, HumanMark, SheetPage, SheetRow, ShownRemark
from motbot.slack import rich
from motbot.slack.permalinks import permalink
from motbot.slack.phrases import Wording
from motbot.slack.plain import quoted_line
from motbot.slack.sheet_phrases import SheetWording
from motbot.slack.sheet_wording import sheet_wording
from motbot.slack.sheet_words import pieces_of
from motbot.slack.wording import wording

_PLAYBOOK = "playbook"
LINE_AT_MOST = 600
"""Characters of what a coach or a person says in one line."""


class SheetPen:
    """Draws the parts of one page."""

    def __init__(self, page: SheetPage, workspace_url: str) -> None:
        """Take the page and our workspace's address, which ends in a slash."""
        self.page = page
        self.say: SheetWording = sheet_wording(page.language)
        self.words: Wording = wording(page.language)
        self._zone = zone_named(page.zone)
        self._workspace_url = workspace_url
        # Marks that were set together share one reason, which is said at the first of them.
        self._reasons = {_given(mark): row.row for row in reversed(page.rows) for mark in row.humans}
        self._lines: Mapping[str, ReviewedLine] = {line.ts: line for line in (*page.lines, *page.asked, *page.said)}

    def time(self, at: datetime) -> str:
        """A day and an hour on the reader's clock."""
        return weekday_and_clock(at.astimezone(self._zone), self.page.language)

    def address(self, ts: str) -> str:
        """Where a message of the conversation stands."""
        line = self._lines.get(ts)
        place = Place(channel=self.page.place.channel, ts=ts, thread_ts=line.thread_ts if line else "")
        return permalink(self._workspace_url, place)

    def conversation(self) -> str:
        """Where the message stands that was pointed at."""
        return permalink(self._workspace_url, self.page.place)

    def score(self, score: int | None) -> str:
        """A score in figures and in a word; or that there is none."""
        if score is None:
            return self.say.applies_not
        return self.say.score.format(score=signed(score), name=sheet_names(self.page.language).scores[score])

    def coach(self, row: SheetRow) -> str:
        """The coach's score of a row, as far as it is shown."""
        match row.hidden:
            case Hidden.BLIND:
                return self.say.blind_row
            case Hidden.NOT_TRUSTED:
                return self.say.untrusted
            case None:
                return self.score(row.score)

    def name(self, row: Row) -> str:
        """What a row is called."""
        if row.step is not None:
            return sheet_names(self.page.language).steps[row.step]
        return self.say.contact_whole if row.contact else self.say.whole

    def who(self, role: RaterRole, *, is_yours: bool) -> str:
        """Somebody who has marked or said something; people are named by their role alone."""
        return self.say.you if is_yours else beginning(sheet_names(self.page.language).raters[role])

    def spoken(self, line: ReviewedLine) -> Iterator[RichTextElement]:
        """One message: who and when, and its words."""
        who = f"{beginning(role_name(line.role, self.page.language))} · {self.time(line.at)} · "
        yield rich.line(rich.words(who, italic=True), rich.link(self.address(line.ts), self.say.source))
        pieces, was_cut = pieces_of(line.text)
        if not pieces:
            yield rich.line(rich.words(self.say.files_only, italic=True))
        yield from map(rich.quote, pieces)
        if was_cut:
            yield rich.line(rich.link(self.address(line.ts), self.say.all_words))

    def quoted(self, quote: Quote) -> Iterator[RichTextElement]:
        """Words that something rests on, with the link to where they stand."""
        pieces, was_cut = pieces_of(quote.words)
        label = self.say.all_words if was_cut else self.say.source
        yield from map(rich.quote, pieces[:-1])
        if pieces:
            yield rich.quote_of(rich.words(f"{pieces[-1]} · "), rich.link(self.address(quote.ts), label))

    def row(self, row: SheetRow) -> Iterator[RichTextElement]:
        """A row: the coach's mark with what it rests on, then what people say."""
        yield rich.line(rich.words(f"{self.name(row.row)} · {self.coach(row)}", bold=True))
        yield from self.why(row)

    def why(self, row: SheetRow) -> Iterator[RichTextElement]:
        """What a mark rests on, then what people say of it."""
        for told in self._told(row):
            yield rich.line(rich.words(told))
        for quote in row.quotes:
            yield from self.quoted(quote)
        for mark in row.humans:
            yield rich.bullets([rich.line(rich.words(self._human(row.row, mark)))])
        for remark in row.remarks:
            yield from self._remark(remark)

    def _told(self, row: SheetRow) -> Iterator[str]:
        language = self.page.language
        # The playbook's reason for a step only lists what is listed below it.
        if row.reason and (row.row.step is None or self.page.made_by != _PLAYBOOK):
            yield quoted_line(row.reason, LINE_AT_MOST)
        if row.rule is not None and (rule := sheet_names(language).rules.get(row.rule)):
            yield self.say.rule.format(rule=rule)
        for told, behaviours in ((self.say.seen, row.behaviours), (self.say.lacking, row.lacking)):
            if behaviours:
                names = [sheet_names(language).behaviours.get(one, one) for one in behaviours]
                yield told.format(names=self.say.comma.join(names))

    def _human(self, row: Row, mark: HumanMark) -> str:
        who, score = self.who(mark.role, is_yours=mark.is_yours), self.score(mark.score)
        if not mark.reason or self._reasons[_given(mark)] != row:
            return self.say.human.format(who=who, score=score)
        return self.say.human_reason.format(who=who, score=score, reason=quoted_line(mark.reason, 2 * LINE_AT_MOST))

    def _remark(self, remark: ShownRemark) -> Iterator[RichTextElement]:
        """What somebody says of a row, in full."""
        who = self.who(remark.role, is_yours=remark.is_yours)
        does = self.say.does_you[remark.kind] if remark.is_yours else self.say.does[remark.kind]
        told = self.say.remark_by.format(who=who, does=does, when=self.time(remark.at))
        yield rich.line(rich.words(told, italic=True))
        yield from map(rich.quote, pieces_of(remark.text)[0])


def _given(mark: HumanMark) -> tuple[RaterRole, bool, str]:
    """Whose words a reason is; each mark has a time of its own, also of those that were set together."""
    return mark.role, mark.is_yours, mark.reason


def beginning(words: str) -> str:
    """Words as a line begins with them."""
    return words[:1].upper() + words[1:]
