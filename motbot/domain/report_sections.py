"""Puts a report into words and pictures, in one language; every form of it lays out what is made here."""

from collections.abc import Callable, Sequence
from datetime import datetime
from zoneinfo import ZoneInfo

from motbot.catalogue.formats import day, number
from motbot.domain.language import Language
from motbot.domain.report import ALL, OTHERS, SCORES, Came, Ended, FirstAnswer, Report, RevisionUse, Scores, Split
from motbot.domain.report_told import Bar, Numbers, Picture, Section, Series, Shape, ToldReport
from motbot.domain.report_words import ReportWords
from motbot.domain.report_words_en import report_words
from motbot.domain.safe_text import without_hidden

REVISION_SHOWN = 8
"""So many letters of a revision's hash tell it from others."""

_TONES = {
    "critical": "bad",
    "high": "poor",
    "normal": "one",
    "low": "fair",
    "none": "none",
    "explicit": "one",
    "implicit": "good",
    "not_yet_existing": "weak",
    FirstAnswer.EXPLORED: "good",
    FirstAnswer.OFFERED: "weak",
    Came.ON_TIME: "best",
    Came.LATE: "weak",
    Came.BROKEN: "bad",
    Came.GIVEN_UP: "fair",
    Came.UNSAID: "none",
    Ended.BY_CUSTOMER: "best",
    Ended.BY_AGENT: "good",
    Ended.UNCONFIRMED: "weak",
    Ended.OPEN: "even",
    Ended.GONE: "none",
    OTHERS: "none",
}
_SCORE_TONES = ("bad", "poor", "weak", "even", "fair", "good", "best")


def told(report: Report, language: Language) -> ToldReport:
    """Put a report into words."""
    words = report_words(language)
    return ToldReport(
        language=language,
        title=words.title,
        about=_about(report, words, language),
        notes=(
            *([words.left_out] if not report.is_whole else []),
            *([words.nothing] if report.is_empty else []),
            words.merged,
            words.people,
        ),
        sections=() if report.is_empty else _Teller(report, words, language).sections(),
    )


def _about(report: Report, words: ReportWords, language: Language) -> tuple[str, ...]:
    until = _day(report.until, report.zone, language)
    since = _day(report.since, report.zone, language) if report.since else ""
    count = len(report.channels)
    return (
        words.span.format(since=since, until=until) if since else words.span_open.format(until=until),
        words.channel if count == 1 else words.channels.format(count=number(count, language)),
        words.zone.format(zone=report.zone),
    )


def _day(at: datetime, zone: str, language: Language) -> str:
    return day(at.astimezone(ZoneInfo(zone)), language)


def signed(score: int) -> str:
    """A score with its sign; the minus is a real one."""
    return f"+{score}" if score > 0 else str(score).replace("-", "\u2212")


def percent(count: int, total: int) -> str:
    """A share in whole per cent."""
    return f"{100 * count / total:.0f}%" if total else ""


class _Teller:
    """Tells one report in one language."""

    def __init__(self, report: Report, words: ReportWords, language: Language) -> None:
        self._report = report
        self._words = words
        self._language = language

    def sections(self) -> tuple[Section, ...]:
        report = self._report
        figures: Sequence[Section | None] = (
            self._split("urgency", report.urgency),
            self._split("expectations", report.expectations),
            self._split("channel_kinds", report.channel_kinds),
            self._split("silent", report.silent, judged=self._grouped(report.judged)),
            self._share("explored", report.explored, (FirstAnswer.EXPLORED,)),
            self._share("promises", report.promises, (Came.ON_TIME,), notes=self._untracked()),
            self._share("confirmed", report.confirmed, (Ended.BY_CUSTOMER, Ended.BY_AGENT)),
            self._nudges(),
            self._scores(),
            self._scored("scores_by_channel", report.scores.by_channel, self._words.channel_head),
            self._scored("scores_by_week", report.scores.by_week, self._words.week_head),
        )
        return tuple(one for one in figures if one is not None)

    def _grouped(self, count: int) -> str:
        return number(count, self._language)

    def _section(self, key: str, lead: str, says: str, **more: object) -> Section:
        told = self._words.figures[key]
        made: Callable[..., Section] = Section
        is_total = says == told.lead_few  # then it is not what the brief name says
        if lead == self._grouped(1) and says in {told.lead, told.lead_few}:
            says = told.lead_one or says
        brief = says if told.brief and is_total else told.brief
        return made(key=key, title=told.title, lead=lead, lead_says=says, how=told.how, brief=brief, **more)

    def _split(self, key: str, split: Split, **values: str) -> Section:
        """A total and its groups."""
        told = self._words.figures[key]
        alone = len(split.shares) == 1 and split.shares[0].count == split.total
        return self._section(
            key,
            self._grouped(split.total),
            told.lead.format(**values),
            picture=None if not split.shares or alone else self._bars(split),
            numbers=self._table(split) if split.shares else None,
            notes=self._none(split.total),
        )

    def _share(self, key: str, split: Split, good: Sequence[str], *, notes: tuple[str, ...] = ()) -> Section:
        """What came of things; the large number is the share that came out well."""
        told = self._words.figures[key]
        if not split.shares:
            none = self._none(split.total)
            return self._section(key, self._grouped(split.total), told.lead_few, notes=(*none, *notes))
        shown = [share for share in split.shares if share.count]
        return self._section(
            key,
            percent(sum(split.of(one) for one in good), split.total),
            told.lead.format(total=self._grouped(split.total)),
            picture=Picture(
                shape=Shape.PARTS,
                bars=(Bar(label="", counts=tuple(share.count for share in shown)),),
                series=tuple(Series(name=self._name(share.key), tone=_tone(share.key)) for share in shown),
            ),
            numbers=self._table(split),
            notes=notes,
        )

    def _untracked(self) -> tuple[str, ...]:
        count = self._report.untracked
        return (self._words.untracked.format(count=self._grouped(count)),) if count else ()

    def _bars(self, split: Split) -> Picture:
        bars = (
            Bar(label=self._name(one.key), counts=(one.count,), tone=_TONES.get(one.key, "one")) for one in split.shares
        )
        return Picture(shape=Shape.BARS, bars=tuple(bars))

    def _table(self, split: Split) -> Numbers:
        words = self._words
        rows = (
            (self._name(one.key), self._grouped(one.count), percent(one.count, split.total)) for one in split.shares
        )
        return Numbers(columns=(words.group, words.count, words.share), rows=tuple(rows))

    def _none(self, total: int) -> tuple[str, ...]:
        """That nothing was counted; why too few have nothing but a total is said once for the whole report."""
        return () if total else (self._words.none,)

    def _name(self, key: str) -> str:
        return self._words.names.get(key) or without_hidden(key)

    def _nudges(self) -> Section:
        report, words = self._report, self._words
        told = words.figures["nudges"]
        uses = report.nudges
        if not uses:
            none = self._none(report.cards)
            return self._section("nudges", self._grouped(report.cards), told.lead_few, notes=none)
        taken = sum(one.used + one.adapted for one in uses)
        series = ((words.used, "best"), (words.adapted, "fair"), (words.own, "weak"), (words.unanswered, "none"))
        return self._section(
            "nudges",
            percent(taken, report.cards),
            told.lead.format(total=self._grouped(report.cards)),
            picture=Picture(
                shape=Shape.PARTS,
                bars=tuple(
                    Bar(label=self._writer(one), counts=(one.used, one.adapted, one.own, one.unanswered))
                    for one in uses
                ),
                series=tuple(Series(name=name, tone=tone) for name, tone in series),
            ),
            numbers=self._uses(uses),
        )

    def _uses(self, uses: Sequence[RevisionUse]) -> Numbers:
        words = self._words
        heads = (words.used, words.adapted, words.own, words.unanswered, words.edited, words.not_helpful, words.wrong)
        rows = (
            (
                self._writer(one),
                self._grouped(one.cards),
                *(
                    self._grouped(count) + words.aside.format(words=percent(count, one.cards)) if count else "0"
                    for count in (
                        one.used, one.adapted, one.own, one.unanswered, one.edited, one.not_helpful, one.wrong
                    )
                ),
            )
            for one in uses
        )  # fmt: skip
        return Numbers(columns=(words.revision, words.cards, *heads), rows=tuple(rows))

    def _writer(self, use: RevisionUse) -> str:
        if use.revision in {OTHERS, ALL}:
            return self._name(use.revision)
        coach = use.model or self._words.coaches.get(use.coach, use.coach)
        return f"{coach} {use.revision[:REVISION_SHOWN]}"

    def _scores(self) -> Section:
        scores, words = self._report.scores, self._words
        told = words.figures["scores"]
        lead = self._grouped(scores.sheets), told.lead_few
        if scores.is_kept_back:
            return self._section("scores", *lead, notes=(words.kept_back,))
        if scores.overall is None:
            return self._section("scores", *lead, notes=(words.one_agent if scores.sheets else words.none,))
        counts = scores.overall.counts
        return self._section(
            "scores",
            lead[0],
            told.lead.format(typical=signed(scores.overall.typical)),
            picture=Picture(
                shape=Shape.COLUMNS,
                bars=tuple(
                    Bar(label=signed(score), counts=(count,), tone=tone)
                    for score, count, tone in zip(SCORES, counts, _SCORE_TONES, strict=True)
                ),
            ),
            numbers=Numbers(
                columns=(words.score_head, words.count, words.share),
                rows=tuple(
                    (signed(score), self._grouped(count), percent(count, scores.sheets))
                    for score, count in zip(SCORES, counts, strict=True)
                ),
            ),
        )

    def _scored(self, key: str, spread: Sequence[Scores], head: str) -> Section | None:
        """The scores of each group; nothing where that would say no more than all of them together."""
        overall = self._report.scores.overall
        if overall is None or len(spread) == 1:
            return None
        if not spread:
            lead = self._grouped(overall.total), self._words.figures[key].lead
            return self._section(key, *lead, notes=(self._words.one_agent,))
        words = self._words
        rows = [(self._name(one.name) if one.name == OTHERS else without_hidden(one.name), one) for one in spread]
        return self._section(
            key,
            self._grouped(sum(one.total for one in spread)),
            words.figures[key].lead,
            picture=Picture(
                shape=Shape.PARTS,
                bars=tuple(Bar(label=name, counts=one.counts) for name, one in rows),
                series=tuple(
                    Series(name=signed(score), tone=tone) for score, tone in zip(SCORES, _SCORE_TONES, strict=True)
                ),
            ),
            numbers=Numbers(
                columns=(head, words.sheets, *map(signed, SCORES), words.typical),
                rows=tuple(
                    (name, self._grouped(one.total), *map(self._grouped, one.counts), signed(one.typical))
                    for name, one in rows
                ),
            ),
        )


def _tone(key: str) -> str:
    return _TONES.get(key, "one")
