"""Writes sheets for programs: schema `motbot-sheet/1`, whose keys are never renamed and never taken away.

    {"schema": "motbot-sheet/1", "sheets": [{
      "id": what the file calls the conversation, or the link that was given,
      "language": "en" or "zh", in which reasons are written,
      "is_timed": false where nobody said when things were said,
      "made_by": {"coach", "revision", "model", "latency_ms", "prompt_tokens", "completion_tokens", "dropped"},
      "without_model": true where the playbook stood in for the model,
      "scale_note": whose scale it is, in a sentence,
      "content": hash of what was read, people as their roles,
      "overall": {"score": -3..3, "rule": 1..9, "contact": whose rule fixed it} or null,
      "contacts": [{
        "number": from 1,
        "overall": {"score", "rule"} or null,
        "reason": one line,
        "expects": false where nothing was asked of us,
        "asked" and "said": [{"ts", "at": ISO with offset or null, "role", "text", "link" or null}],
        "facts": {"faults": [id], "is_mild", "asked", "unanswered", "is_late", "presses", "harms", "repair", "depth"},
        "evidence": [{"ts", "words", "fault": id or null}],
        "steps": {"explore" | "offer" | "promise" | "confirm":
          {"score": -3..3 or null, "behaviours": [id], "lacking": [id], "quotes": [{"ts", "words"}], "reason"}},
        "expectations": [{"kind": "explicit" | "implicit" | "not_yet_existing", "text", "quote", "cue", "source": ts,
          "outcome": "met" | "missed" | "never_seen"}],
        "promises": [{"ts", "words", "due_words", "fate": "kept" | "broken" | "open" | "taken_back",
          "time_over": true where it is open and its time has passed, "taken_back_at": ISO or null}],
        "better": what +3 would have been, or ""}]}]}

Every `ts` names a message of the same contact or an earlier one. Ids are those of `motbot.domain.scoring`.
"""

import json
from collections.abc import Iterable, Mapping, Sequence

from motbot.documents.sheet_parts import Origin
from motbot.domain.expectation import Provenance
from motbot.domain.nudge import Place
from motbot.domain.review import Review, ReviewedLine
from motbot.domain.scoring import Facts, Mark, Quote, Ruling
from motbot.domain.sheet import ContactSheet, Fate, JudgedExpectation, JudgedPromise

SCHEMA = "motbot-sheet/1"
Json = dict[str, object]


def json_of(sheets: Iterable[Json]) -> str:
    """The whole file."""
    return json.dumps({"schema": SCHEMA, "sheets": list(sheets)}, ensure_ascii=False, indent=1) + "\n"


def sheet_json(review: Review, origin: Origin) -> Json:
    """One conversation's sheet; the review is ready."""
    sheet = review.sheet
    if sheet is None:
        raise ValueError("a review without a sheet has nothing to write")
    lines = {line.ts: _line(line, review, origin) for line in review.lines}
    overall = sheet.overall
    return {
        "id": origin.title,
        "language": sheet.language.value,
        "is_timed": origin.is_timed,
        "made_by": _provenance(sheet.provenance),
        "without_model": review.without_model,
        "scale_note": sheet.scale_note,
        "content": sheet.content,
        "overall": {**_ruling(overall.ruling), "contact": overall.contact} if overall else None,
        "contacts": [_contact(one, lines) for one in sheet.contacts],
    }


def _line(line: ReviewedLine, review: Review, origin: Origin) -> Json:
    place = Place(channel=review.channel, ts=line.ts, thread_ts=line.thread_ts)
    return {
        "ts": line.ts,
        "at": line.at.isoformat() if origin.is_timed else None,
        "role": line.role,
        "text": line.text,
        "link": origin.link(place) if origin.link else None,
    }


def _provenance(made: Provenance) -> Json:
    return {
        "coach": made.coach,
        "revision": made.revision,
        "model": made.model,
        "latency_ms": made.latency_ms,
        "prompt_tokens": made.prompt_tokens,
        "completion_tokens": made.completion_tokens,
        "dropped": list(made.dropped),
    }


def _ruling(ruling: Ruling) -> Json:
    return {"score": ruling.score, "rule": ruling.rule}


def _contact(one: ContactSheet, lines: Mapping[str, Json]) -> Json:
    return {
        "number": one.number,
        "overall": _ruling(one.overall) if one.overall else None,
        "reason": one.reason,
        "expects": one.expects,
        "asked": [lines[ts] for ts in one.asked if ts in lines],
        "said": [lines[ts] for ts in one.said if ts in lines],
        "facts": _facts(one.facts),
        "evidence": [
            {**_quote(seen.quote), "fault": seen.fault.value if seen.fault else None} for seen in one.evidence
        ],
        "steps": {mark.step.value: _mark(mark) for mark in one.marks},
        "expectations": [_expectation(judged) for judged in one.expectations],
        "promises": [_promise(promise) for promise in one.promises],
        "better": one.better,
    }


def _facts(facts: Facts) -> Json:
    return {
        "faults": sorted(fault.value for fault in facts.faults),
        "is_mild": facts.is_mild,
        "asked": facts.asked,
        "unanswered": facts.unanswered,
        "is_late": facts.is_late,
        "presses": facts.presses,
        "harms": facts.harms,
        "repair": facts.repair.value,
        "depth": facts.depth.value,
    }


def _mark(mark: Mark) -> Json:
    return {
        "score": mark.score,
        "behaviours": list(mark.behaviours),
        "lacking": list(mark.lacking),
        "quotes": _quotes(mark.quotes),
        "reason": mark.reason,
    }


def _quotes(quotes: Sequence[Quote]) -> list[Json]:
    return [_quote(quote) for quote in quotes]


def _quote(quote: Quote) -> Json:
    return {"ts": quote.ts, "words": quote.words}


def _expectation(judged: JudgedExpectation) -> Json:
    one = judged.expectation
    return {
        "kind": one.kind.value,
        "text": one.text,
        "quote": one.quote,
        "cue": one.cue,
        "source": one.source,
        "outcome": judged.outcome.value,
    }


def _promise(promise: JudgedPromise) -> Json:
    at = promise.taken_back_at.isoformat() if promise.taken_back_at and promise.fate is Fate.TAKEN_BACK else None
    return {
        **_quote(promise.quote),
        "due_words": promise.due_words,
        "fate": promise.fate.value,
        "time_over": promise.is_over,
        "taken_back_at": at,
    }
