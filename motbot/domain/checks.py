"""Checks every coach's answer before anybody sees it: evidence, counts, known answers, safe and bounded texts."""

import re
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field, replace

from motbot.domain.expectation import (
    Assessment,
    Commitment,
    Draft,
    Expectation,
    ExpectationKind,
    SayNo,
    Urgency,
)
from motbot.domain.grounding import bare, folded, occurs, source_of, verbatim
from motbot.domain.known_answers import is_answered
from motbot.domain.language import language_of
from motbot.domain.message import ConversationView
from motbot.domain.people import Side
from motbot.domain.safe_text import links_in, one_line, safe, shortened
from motbot.domain.typesetting import typeset

TEXT_LIMIT = 200
QUOTE_LIMIT = 400
REPLY_LIMIT = 2500
QUESTIONS_AT_MOST = 3
INTERESTS_AT_MOST = 3
COMMITMENTS_AT_MOST = 6
KIND_AT_MOST = {
    ExpectationKind.EXPLICIT: 10,
    ExpectationKind.IMPLICIT: 5,
    ExpectationKind.NOT_YET_EXISTING: 2,
}

_PIECES = re.compile(r"\n|\.{3,}|…+|\[\.*\]|\s{3,}")
_QUOTE_MARKS = "\"'“”‘’「」『』«»` \t"
_QUOTED = re.compile(r"[\"“「『«]([^\"“”「」『』«»]{2,})[\"”」』»]")


@dataclass(slots=True)
class _Dropped:
    """Gathers why something was taken out, each reason as often as it happened."""

    reasons: list[str] = field(default_factory=list)

    def because(self, reason: str) -> None:
        self.reasons.append(reason)


def checked(assessment: Assessment, view: ConversationView) -> tuple[Assessment, tuple[str, ...]]:
    """Take out of an assessment what its evidence does not carry.

    Returns:
        The assessment that may be shown, and the reasons of what was dropped or changed, one per occurrence.
    """
    dropped = _Dropped()
    signals = tuple(dict.fromkeys(assessment.signals))
    if not assessment.is_moment:
        if assessment.expectations:
            dropped.because("expectation_without_moment")
        silent = Assessment(
            is_moment=False, negative_type=assessment.negative_type, language=assessment.language, signals=signals
        )
        return silent, tuple(dropped.reasons)
    if assessment.urgency is Urgency.NONE:
        dropped.because("urgency_missing")
    line = _line_maker(view)
    found = replace(
        assessment,
        negative_type=None,
        urgency=Urgency.NORMAL if assessment.urgency is Urgency.NONE else assessment.urgency,
        expectations=tuple(
            replace(one, text=_set(one.text), cue=_set(one.cue))
            for one in _expectations(assessment.expectations, view, line, dropped)
        ),
        business_interests=_distinct(assessment.business_interests, line, INTERESTS_AT_MOST),
        personal_interests=_distinct(assessment.personal_interests, line, INTERESTS_AT_MOST),
        explore_questions=tuple(map(_set, _questions(assessment.explore_questions, view, line, dropped))),
        missing_fact=_set(line(assessment.missing_fact)),
        say_no=_say_no(assessment.say_no, line, dropped),
        signals=signals,
    )
    return found, tuple(dropped.reasons)


_Shown = Callable[[str], str]


def _set(text: str) -> str:
    """As a card sets it, within the limit: setting adds spaces, and cutting may open a quotation that is set anew."""
    for _ in range(3):
        text = shortened(typeset(text), TEXT_LIMIT)
    return text


def _line_maker(view: ConversationView) -> _Shown:
    links = known_links(view)
    return lambda text: one_line(text, limit=TEXT_LIMIT, links=links)


def known_links(view: ConversationView) -> frozenset[str]:
    """Every link the conversation, the channel's facts or the agent brought in: no other may be shown or sent."""
    return links_in(view.facts, *view.known, *(line.text for line in view.lines))


def _expectations(
    given: Iterable[Expectation], view: ConversationView, line: _Shown, dropped: _Dropped
) -> tuple[Expectation, ...]:
    kept: list[Expectation] = []
    seen: set[str] = set()
    for one in given:
        worded = replace(one, text=line(one.text))
        shown = _explicit(worded, view) if one.kind is ExpectationKind.EXPLICIT else _unsaid(worded, view, line)
        if isinstance(shown, str):
            dropped.because(shown)
            continue
        key = bare(shown.text)
        if not key:
            dropped.because("empty_text")
        elif key in seen:
            dropped.because("duplicate_expectation")
        elif sum(1 for other in kept if other.kind is one.kind) >= KIND_AT_MOST[one.kind]:
            dropped.because(f"too_many_{one.kind}")
        else:
            seen.add(key)
            kept.append(shown)
    return tuple(kept)


def _explicit(one: Expectation, view: ConversationView) -> Expectation | str:
    """Ground a quote in the customer's own lines, those to be judged first; a reason where it does not stand."""
    asked = tuple(line for line in view.lines if line.side in {Side.CUSTOMER, Side.UNKNOWN})
    in_focus = tuple(line for line in asked if line.ts in view.focus)
    named = tuple(line for line in asked if line.ts == one.source)
    # Who leaves something out, with dots or with room for a link, still quotes: the longest piece is evidence.
    pieces = sorted(_PIECES.split(one.quote), key=len, reverse=True)
    for piece in (one.quote, *pieces):
        quote = piece.strip(_QUOTE_MARKS)
        if not bare(quote) and folded(quote) != folded(view.focus_text):
            continue
        for lines in (named, in_focus, asked):
            if source := source_of(quote, lines):
                said = verbatim(quote, next(line.text for line in lines if line.ts == source))
                return replace(one, quote=said[:QUOTE_LIMIT], cue="", source=source)
    return "ungrounded_quote"


def _unsaid(one: Expectation, view: ConversationView, line: _Shown) -> Expectation | str:
    """Ask for a cue; words the cue itself puts in quotation marks must stand in the conversation or the facts."""
    cue = line(one.cue)
    if not bare(cue):
        return "no_cue"
    if bare(cue) == bare(one.text):
        return "cue_repeats_text"
    quoted = [piece.strip(_QUOTE_MARKS) for piece in _QUOTED.findall(cue)]
    told = (view.facts, *view.known, *(known.text for known in view.lines))
    if any(not any(occurs(piece, text) for text in told) for piece in quoted):
        return "ungrounded_cue"
    sources = (source_of(piece, view.lines) for piece in (*quoted, cue.strip(_QUOTE_MARKS)))
    named = one.source if any(known.ts == one.source for known in view.lines) else ""
    return replace(one, quote="", cue=cue, source=next(filter(None, sources), named))


def _questions(given: Iterable[str], view: ConversationView, line: _Shown, dropped: _Dropped) -> tuple[str, ...]:
    kept: dict[str, str] = {}
    for question in given:
        shown = line(question)
        key = bare(shown)
        if not key:
            dropped.because("empty_question")
        elif key in kept:
            dropped.because("duplicate_question")
        elif is_answered(shown, view):
            dropped.because("answered_question")
        elif len(kept) >= QUESTIONS_AT_MOST:
            dropped.because("too_many_questions")
        else:
            kept[key] = shown
    return tuple(kept.values())


def _say_no(given: SayNo, line: _Shown, dropped: _Dropped) -> SayNo:
    shown = SayNo(value=given.value, what=line(given.what), why=line(given.why))
    if shown.value and not shown.what:
        dropped.because("say_no_without_what")
        return SayNo()
    return shown if shown.value else SayNo(why=shown.why)


def _distinct(texts: Iterable[str], line: _Shown, at_most: int) -> tuple[str, ...]:
    kept = {bare(shown): shown for shown in map(line, texts) if bare(shown)}
    return tuple(kept.values())[:at_most]


def checked_draft(draft: Draft, view: ConversationView) -> tuple[Draft, tuple[str, ...]]:
    """Make a draft safe to show and to send.

    Returns:
        The draft, and the reasons of what was changed; `empty_reply` says that nothing is left to send, and
        `wrong_language` that the reply is not in the customer's.
    """
    dropped = _Dropped()
    links = known_links(view)
    reply = safe(draft.reply, limit=REPLY_LIMIT, links=links)
    if reply != draft.reply.strip():
        dropped.because("reply_cleaned")
    if not reply:
        dropped.because("empty_reply")
    elif language_of(reply, default=view.language) is not view.language:
        dropped.because("wrong_language")
    why = one_line(draft.why, limit=TEXT_LIMIT, links=links)
    commitments = _commitments(draft.commitments, reply, view, dropped)
    return Draft(reply=reply, why=why, commitments=commitments), tuple(dropped.reasons)


def _commitments(
    given: Iterable[Commitment], reply: str, view: ConversationView, dropped: _Dropped
) -> tuple[Commitment, ...]:
    """Keep a due time only where the reply states it in these words and it lies ahead."""
    line = _line_maker(view)
    kept: list[Commitment] = []
    for one in given:
        what = line(one.what)
        if not what:
            dropped.because("empty_commitment")
            continue
        if len(kept) == COMMITMENTS_AT_MOST:
            dropped.because("too_many_commitments")
            break
        due, words = one.due, line(one.due_text)
        if words and not occurs(words, reply):
            dropped.because("ungrounded_due")
            due, words = None, ""
        if due and (not words or due.tzinfo is None or due <= view.now):
            dropped.because("unusable_due")
            due = None
        kept.append(Commitment(who=line(one.who), what=what, due=due, due_text=words))
    return tuple(kept)
