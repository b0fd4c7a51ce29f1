"""Checks a sheet against the conversation's own words: what these do not carry is taken out."""

from collections.abc import Sequence
from collections.abc import Set as AbstractSet
from dataclasses import replace

from motbot.domain.checks import QUOTE_LIMIT, REPLY_LIMIT, TEXT_LIMIT, known_links
from motbot.domain.expectation import ExpectationKind
from motbot.domain.grounding import bare, occurs, verbatim
from motbot.domain.message import ConversationView
from motbot.domain.safe_text import one_line, safe
from motbot.domain.scoring import (
    KNOWN,
    LEAST,
    MOST,
    Depth,
    Facts,
    Fault,
    Mark,
    Quote,
    Repair,
    Seen,
    Step,
    one_each,
    ruled,
)
from motbot.domain.served import stands, still_served
from motbot.domain.sheet import ContactSheet, Fate, JudgedExpectation, JudgedPromise, Outcome, Sheet, thread_score


def checked_sheet(sheet: Sheet, view: ConversationView) -> tuple[Sheet, tuple[str, ...]]:
    """Take out of a sheet what the conversation's own words do not carry, and score it anew by the decision order.

    A fact that speaks for or against the agent and that no words of ours show is taken back; so are quotes that stand
    in no line they name, behaviours and scores that do not exist, and promises and expectations without their words.

    Args:
        sheet: what a reviewer gave, its quotes as they were written.
        view: what it had read.

    Returns:
        The sheet that may be shown, and the reasons of what was dropped or changed, one per occurrence.
    """
    check = _Check(view)
    contacts = tuple(check.contact(one) for one in sheet.contacts)
    overall = thread_score(contacts)
    if sheet.overall is not None and sheet.overall != overall:
        check.dropped.append("overall_changed")
    return replace(sheet, contacts=contacts, overall=overall), tuple(check.dropped)


class _Check:
    """One run over a sheet."""

    def __init__(self, view: ConversationView) -> None:
        self.dropped: list[str] = []
        self._lines = {line.ts: line for line in view.lines}
        self._links = known_links(view)

    def contact(self, one: ContactSheet) -> ContactSheet:
        evidence = tuple(seen for seen in (self._seen(seen, one.said) for seen in one.evidence) if seen is not None)
        facts = self._shown(one.facts, {seen.fault for seen in evidence})
        overall = ruled(facts) if one.overall is not None else None
        if overall != one.overall:
            self.dropped.append("score_changed")
        checked = replace(
            one,
            facts=facts,
            evidence=evidence,
            overall=overall,
            reason=self._line(one.reason),
            marks=tuple(self._mark(mark) for mark in one_each(one.marks)),
            expectations=tuple(self._judged(judged, one) for judged in one.expectations if self._is_shown(judged)),
            promises=tuple(kept for kept in map(self._promise, one.promises) if kept is not None),
            better=safe(one.better, limit=REPLY_LIMIT, links=self._links),
        )
        return replace(checked, marks=tuple(_acted(mark, checked.promises) for mark in checked.marks))

    def _seen(self, seen: Seen, said: Sequence[str]) -> Seen | None:
        quote = self._quote(seen.quote, ours=True) if seen.quote.ts in said else None
        return replace(seen, quote=quote) if quote else None

    def _shown(self, facts: Facts, shown: AbstractSet[Fault | None]) -> Facts:
        """Only what words of ours show; the other facts come from times and from the customer's words."""
        faults = frozenset(facts.faults & shown)
        self.dropped += [f"unshown_{fault}" for fault in sorted(facts.faults - faults)]
        asked = max(0, facts.asked)
        kept = replace(facts, faults=faults, asked=asked, unanswered=max(0, min(facts.unanswered, asked)))
        if None in shown or (facts.depth not in _PRAISED and facts.repair is Repair.NONE):
            return kept
        self.dropped.append("unshown_merit")
        depth = Depth.ANSWERED if facts.depth in _PRAISED else facts.depth
        return replace(kept, depth=depth, repair=Repair.NONE)

    def _mark(self, mark: Mark) -> Mark:
        known = tuple(name for name in dict.fromkeys(mark.behaviours) if name in KNOWN)
        lacking = tuple(name for name in dict.fromkeys(mark.lacking) if name in KNOWN and name not in known)
        self.dropped += ["unknown_behaviour"] * sum(name not in KNOWN for name in (*mark.behaviours, *mark.lacking))
        quotes = tuple(quote for quote in map(self._quote, mark.quotes) if quote is not None)
        score = mark.score
        if score is not None and not LEAST <= score <= MOST:
            self.dropped.append("score_out_of_range")
            score = None
        if score is not None and score != 0 and mark.quotes and not quotes:
            self.dropped.append("unshown_mark")
            score = None
        return replace(
            mark, score=score, behaviours=known, lacking=lacking, quotes=quotes, reason=self._line(mark.reason)
        )

    def _quote(self, quote: Quote, *, ours: bool = False) -> Quote | None:
        """The quote as it stands in the line it names; what our side only quotes or forwards shows nothing of it."""
        line = self._lines.get(quote.ts)
        if line is None or not stands(quote.words, line, ours=ours):
            self.dropped.append("ungrounded_quote")
            return None
        return Quote(ts=quote.ts, words=verbatim(quote.words, line.text)[:QUOTE_LIMIT])

    def _judged(self, judged: JudgedExpectation, one: ContactSheet) -> JudgedExpectation:
        """The words of a promise that was taken back are no evidence that something was met."""
        gone = [promise.quote.words for promise in one.promises if promise.fate is Fate.TAKEN_BACK]
        said = [self._lines[ts] for ts in one.said if ts in self._lines]
        if judged.outcome is not Outcome.MET or still_served(judged.expectation, said, gone):
            return judged
        self.dropped.append("taken_back")
        return replace(judged, outcome=Outcome.MISSED)

    def _is_shown(self, judged: JudgedExpectation) -> bool:
        one = judged.expectation
        line = self._lines.get(one.source)
        is_shown = bool(bare(one.cue)) and (line is not None or not one.source)
        if one.kind is ExpectationKind.EXPLICIT:
            is_shown = line is not None and stands(one.quote, line)
        if not is_shown:
            self.dropped.append("ungrounded_expectation")
        return is_shown

    def _promise(self, promise: JudgedPromise) -> JudgedPromise | None:
        quote = self._quote(promise.quote, ours=True)
        if quote is None:
            return None
        stands = occurs(promise.due_words, self._lines[quote.ts].text)
        return replace(promise, quote=quote, due_words=promise.due_words if stands else "")

    def _line(self, text: str) -> str:
        return one_line(text, limit=TEXT_LIMIT, links=self._links)


def _acted(mark: Mark, promises: Sequence[JudgedPromise]) -> Mark:
    """What was promised and kept is done, or was not: where nothing else was seen of that step, this says so."""
    ended = [one for one in promises if one.fate in _ENDED]
    if mark.step is not Step.PROMISE or mark.score is not None or not ended:
        return mark
    broken = [one for one in ended if one.fate is Fate.BROKEN]
    score, seen, lacking = (-1, (), (_IN_TIME,)) if broken else (1, (_IN_TIME,), ())
    return replace(
        mark,
        score=score,
        behaviours=tuple(dict.fromkeys((*mark.behaviours, *seen))),
        lacking=lacking,
        quotes=tuple(one.quote for one in broken or ended),
        reason="",
    )


_PRAISED = frozenset({Depth.EXCEEDED, Depth.DELIGHTED})
_ENDED = frozenset({Fate.KEPT, Fate.BROKEN})
_IN_TIME = "A1"
"""Keeping what was promised, in time."""
