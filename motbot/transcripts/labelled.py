"""Reads labelled cases: the conversation as it stood at the judged words, and what is right to say of it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from typing_extensions import override

from motbot.catalogue import labelled, say
from motbot.domain.case import Case, Gold, GoldExpectation, GoldPromise, GoldReply
from motbot.domain.errors import BadDialogue
from motbot.domain.expectation import ExpectationKind, Signal
from motbot.domain.grounding import occurs
from motbot.domain.people import Side
from motbot.transcripts.cases import CaseEntry, Placed, ReadCase, placed, read_shaped, speakers_of
from motbot.transcripts.labels import (
    EXPECTED,
    ExplicitLabel,
    GoldLabels,
    LabelledCase,
    LabelledReply,
    PromiseLabel,
    UnsaidLabel,
)
from motbot.transcripts.reading import text_of
from motbot.transcripts.transcript import accounts_of, in_utc
from motbot.transcripts.waiting import WAITS, accepted_row, read_waiting

CONTEXT = "context"
"""What a label's `from` says where the channel's facts show it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Oddity:
    """A label that can be used but looks wrong; `line` counts from 1."""

    file: str
    line: int
    text: str
    """Key, what is odd, and the remedy."""

    @override
    def __str__(self) -> str:
        """As it is shown."""
        return labelled(f"{self.file}:{self.line}", self.text)


@dataclass(frozen=True, slots=True, kw_only=True)
class CaseFile:
    """The cases of one file, with what looks wrong in their labels."""

    cases: tuple[Case, ...]
    odd: tuple[Oddity, ...] = ()
    waiting: int = 0
    """How many more say `accepted: false`: their form is in order, and nothing is measured on them."""


def read_cases(paths: Sequence[Path]) -> CaseFile:
    """Read the cases of files, and of every `.yaml` file in folders; ids are told apart over all of them.

    Cases that wait to be accepted are only counted.

    Raises:
        BadDialogue: naming file, line and key, with what was expected and what to do.
    """
    files = [parse_labelled(text_of(path), name=str(path)) for path in _files(paths)]
    cases = tuple(case for file in files for case in file.cases)
    _refuse_twins(cases)
    _refuse_split_threads(cases)
    odd, waiting = tuple(odd for file in files for odd in file.odd), sum(file.waiting for file in files)
    return CaseFile(cases=cases, odd=odd, waiting=waiting)


def parse_labelled(text: str, *, name: str, pick: str = "") -> CaseFile:
    """Read the cases of one file's text, or the one called `pick`; `name` is what errors call it. Raises likewise."""
    rows = read_shaped(text, LabelledCase, name=name, pick=pick, expected=EXPECTED, choose=accepted_row)
    waiting = read_waiting(text, name=name, pick=pick) if WAITS.search(text) else ()
    odd = tuple(oddity for row in rows for oddity in odd_labels(row, name))
    return CaseFile(cases=tuple(_case(row, name) for row in rows), odd=odd, waiting=len(waiting))


def _files(paths: Sequence[Path]) -> Iterator[Path]:
    for path in paths:
        if not path.is_dir():
            yield path
            continue
        found = sorted(
            one for one in path.iterdir() if one.suffix in {".yaml", ".yml"} and not one.name.startswith(".")
        )
        if not found:
            raise BadDialogue(say("{path}: holds no .yaml file; name a file or folder of cases", path=path))
        yield from found


def _refuse_twins(cases: Sequence[Case]) -> None:
    first: dict[str, Case] = {}
    for case in cases:
        known = first.setdefault(case.id, case)
        if known is not case:
            raise BadDialogue(
                say(
                    "{file}:{line}: id: {id!r} stands in {other_file}:{other_line} too; give each case an id of its "
                    "own",
                    file=case.file,
                    line=case.line,
                    id=case.id,
                    other_file=known.file,
                    other_line=known.line,
                )
            )


def _refuse_split_threads(cases: Sequence[Case]) -> None:
    first: dict[str, Case] = {}
    for case in cases:
        known = first.setdefault(case.thread, case)
        if known.split is not case.split:
            raise BadDialogue(
                say(
                    "{file}:{line}: split: {id!r} is for {split}, but {other!r} of the same thread {thread!r} for "
                    "{other_split}; put the cases of one thread on one side",
                    file=case.file,
                    line=case.line,
                    id=case.id,
                    split=case.split,
                    other=known.id,
                    thread=case.thread,
                    other_split=known.split,
                )
            )


def _case(row: ReadCase[LabelledCase], name: str) -> Case:
    """The case in domain values."""
    read = row.case
    focus = _focus(read)
    asked = placed(_until(read, focus))
    speakers = speakers_of(read)
    accounts = accounts_of(speakers)
    view = replace(
        asked.transcript.view(),
        now=focus.at.astimezone(asked.transcript.zone),
        mentions_ours=frozenset(accounts[key] for key, speaker in speakers.items() if speaker.side.is_ours),
    )
    return Case(
        id=read.id,
        title=read.title,
        language=view.language,
        thread=read.thread_id or read.id,
        split=read.split,
        tags=tuple(one for one in read.tags if one),
        view=view,
        names={account: key for key, account in accounts.items()},
        called={accounts[key]: speaker.name for key, speaker in speakers.items() if speaker.name},
        # An edit stands behind its message in the list, so that the last one names the line.
        entries={asked.ts[key]: key for key in asked.ts if key},
        gold=_gold(read.gold, asked),
        reply=_reply(read, read.agent_reply, asked) if read.agent_reply else None,
        file=name,
        line=row.line("id"),
    )


def _focus(case: LabelledCase) -> CaseEntry:
    """The entry to be judged, else the last one of a customer, else the last of all."""
    customers = {person.id for person in case.people if person.side is Side.CUSTOMER}
    named = [entry for entry in case.thread if entry.id == case.focus]
    theirs = [entry for entry in case.thread if entry.by in customers]
    return (named or theirs or list(case.thread))[-1]


def _until(case: LabelledCase, focus: CaseEntry) -> LabelledCase:
    """The case as it stood when the judged words had been said."""
    place = case.thread.index(focus)
    said = tuple(
        entry
        for at, entry in enumerate(case.thread)
        if (in_utc(entry.at), at) <= (in_utc(focus.at), place)
        and (entry.kind == "message" or entry.edit_of in _messages(case, focus))
    )
    return case.model_copy(update={"thread": said, "focus": focus.id, "agent_reply": None})


def _messages(case: LabelledCase, focus: CaseEntry) -> set[str]:
    return {one.id for one in case.thread if one.kind == "message" and in_utc(one.at) <= in_utc(focus.at)}


def _reply(case: LabelledCase, reply: LabelledReply, asked: Placed) -> GoldReply:
    """Our side's reply, with what was said between it and the judged words."""
    moment = max(in_utc(reply.at), in_utc(_focus(case).at))
    thread = tuple(entry for entry in case.thread if in_utc(entry.at) <= moment)
    kept = {entry.id for entry in thread}
    whole = placed(
        case.model_copy(update={"thread": tuple(one for one in thread if not one.edit_of or one.edit_of in kept)})
    )
    lines, ts = whole.transcript.lines, whole.ts[""]
    known = {line.ts for line in asked.transcript.lines}
    gold = reply.gold
    scores = sorted((*(gold.range if gold else ()), *((gold.score,) if gold and gold.score is not None else ())))
    return GoldReply(
        line=next(line for line in lines if line.ts == ts),
        score=gold.score if gold else None,
        low=scores[0] if scores else None,
        high=scores[-1] if scores else None,
        promises=tuple(_promise(one) for one in gold.commitments) if gold else (),
        before=tuple(line for line in lines if line.ts not in known and line.ts < ts),
    )


def _promise(label: PromiseLabel) -> GoldPromise:
    return GoldPromise(
        who=label.who,
        what=label.what,
        due=label.due,
        due_text=label.due_text,
        strength=label.strength,
        is_deadline=label.due_kind == "deadline",
    )


def _gold(labels: GoldLabels, asked: Placed) -> Gold:
    no = labels.should_say_no
    return Gold(
        is_moment=labels.is_moment,
        negative_type=labels.negative_type,
        signals=tuple(Signal(one) for one in labels.signals if one in set(Signal)),
        urgency=labels.urgency,
        reply_by=labels.reply_by,
        expectations=(
            *(_expectation(one, ExpectationKind.EXPLICIT, asked) for one in labels.explicit),
            *(_expectation(one, ExpectationKind.IMPLICIT, asked) for one in labels.implicit),
            *(_expectation(one, ExpectationKind.NOT_YET_EXISTING, asked) for one in labels.not_yet_existing),
        ),
        business_interests=labels.business_interests,
        personal_interests=labels.personal_interests,
        questions=labels.explore_questions,
        say_no=None if no is None or no.either_ok else no.value,
        say_no_what=no.what if no else "",
        must_not=labels.must_not,
    )


def _expectation(label: ExplicitLabel | UnsaidLabel, kind: ExpectationKind, asked: Placed) -> GoldExpectation:
    return GoldExpectation(
        key=label.key or label.text,
        kind=kind,
        text=label.text,
        quote=label.quote if isinstance(label, ExplicitLabel) else "",
        cue=label.cue if isinstance(label, UnsaidLabel) else "",
        source=next((asked.ts[one] for one in label.said_in if one in asked.ts), ""),
        anchors=tuple(one for one in label.anchors if one),
    )


def odd_labels(row: ReadCase[LabelledCase], name: str) -> Iterator[Oddity]:
    """What can hardly be meant although it can be read."""
    case, gold = row.case, row.case.gold
    said = {entry.id: entry.text for entry in case.thread}
    for kind in ("explicit", "implicit", "not_yet_existing"):
        for place, label in enumerate(getattr(gold, kind)):
            loc = ("gold", kind, place)
            if strange := [one for one in label.said_in if one not in said and one != CONTEXT]:
                text = say(
                    "gold.{kind}.from: {strange!r} is no entry of the thread; name one of it, or {context}",
                    kind=kind,
                    strange=strange[0],
                    context=CONTEXT,
                )
                yield Oddity(file=name, line=row.line(*loc, "from"), text=text)
            elif kind == "explicit" and not any(occurs(label.quote, said[one]) for one in label.said_in if one in said):
                text = say("gold.explicit.quote: does not stand in the entry it is from; copy the customer's own words")
                yield Oddity(file=name, line=row.line(*loc, "quote"), text=text)
    if not gold.is_moment and (gold.explicit or gold.implicit or gold.not_yet_existing):
        text = say("gold: is no moment and has expectations; take them out, or say `is_moment: true`")
        yield Oddity(file=name, line=row.line("gold", "is_moment"), text=text)
    if gold.is_moment == (gold.urgency == "none"):
        text = say(
            "gold.urgency: is {urgency} although is_moment is {is_moment}; change one of them",
            urgency=gold.urgency,
            is_moment=str(gold.is_moment).lower(),
        )
        yield Oddity(file=name, line=row.line("gold", "urgency"), text=text)
    reply = case.agent_reply.gold if case.agent_reply else None
    if reply and reply.score is not None and reply.range and not min(reply.range) <= reply.score <= max(reply.range):
        text = say("agent_reply.gold.range: leaves the score itself out; widen it")
        yield Oddity(file=name, line=row.line("agent_reply", "gold", "range"), text=text)
