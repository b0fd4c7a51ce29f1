"""Finds what a stored conversation teaches, burst by burst: what was pressed, marked, disputed, sent and promised."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from motbot.domain.contacts import Contact, contacts_of
from motbot.domain.events import Act
from motbot.domain.expectation import Assessment
from motbot.domain.message import Line
from motbot.domain.moment import Moment
from motbot.domain.people import Side
from motbot.domain.promise import Promise, Withdrawn
from motbot.domain.proposed_case import Known, Reason, SurePromise, Taught
from motbot.domain.review import RaterRole, Rating, RemarkKind, counting
from motbot.domain.safe_text import without_hidden
from motbot.domain.sheet import ContactSheet
from motbot.domain.usage import Usage, usage_of
from motbot.ports.lived import Lived, Reviewed
from motbot.ports.records import Feedback, Verdict

_PRESSED = {
    "no_request": (Taught.NO_REQUEST, "The agent says that there was nothing to answer here."),
    "wrong_need": (Taught.WRONG, "The agent says that the card misreads what they need."),
    "poor_reply": (Taught.NOT_HELPFUL, "The agent would not send the reply that was drafted."),
    "too_late": (Taught.NOT_HELPFUL, "The agent says that the card came too late."),
    "too_much": (Taught.NOT_HELPFUL, "The agent says that the card told them nothing new."),
}
_OTHERWISE = (Taught.NOT_HELPFUL, "The agent says that the card did not help.")
_NEVER_WERE = frozenset({Withdrawn.NOT_A_PROMISE, Withdrawn.TAKEN_BACK})


@dataclass(slots=True, kw_only=True)
class Lesson:
    """What is gathered of one burst."""

    contact: Contact
    focus: str
    """`ts` of its last judged line."""
    reasons: list[Reason] = field(default_factory=list)
    is_moment: set[bool] = field(default_factory=set)
    scores: list[int] = field(default_factory=list)
    must_not: list[str] = field(default_factory=list)
    said_of: list[str] = field(default_factory=list)
    good_reply: str = ""
    found: Assessment | None = None
    promises: Sequence[Promise] = ()
    """What was found in our answer."""
    facts: list[str] = field(default_factory=list)

    @property
    def reply(self) -> tuple[Line, ...]:
        """Our answer: what the first agent of ours said in it, or the first colleague."""
        agents = [line for line in self.contact.said if line.side is Side.AGENT] or list(self.contact.said)
        return tuple(line for line in agents if line.author == agents[0].author and line.ts > self.focus)

    @property
    def known(self) -> Known:
        """What it all comes to; where people contradict one another, nothing is known."""
        return Known(
            is_moment=next(iter(self.is_moment)) if len(self.is_moment) == 1 else None,
            scores=tuple(self.scores),
            promises=self._sure(),
            must_not=tuple(dict.fromkeys(self.must_not)),
            good_reply=self.good_reply,
        )

    def because(self, taught: Taught, why: str, at: datetime) -> None:
        """One more thing it teaches; the same thing is said once."""
        if all((one.taught, one.why) != (taught, why) for one in self.reasons):
            self.reasons.append(Reason(taught=taught, why=why, at=at))

    def _sure(self) -> tuple[SurePromise, ...] | None:
        """The promises of our answer, where its agent has said of each that it is one, or none."""
        if not self.promises or not all(one.tracked_at or one.kept_at or _is_none(one) for one in self.promises):
            return None
        return tuple(_promise(one) for one in self.promises if not _is_none(one))


class Lessons:
    """The bursts of one conversation, with what each teaches."""

    def __init__(self, lived: Lived) -> None:
        """Take everything that is stored of it."""
        self._lived = lived
        self.lines = said_in(one.line for one in lived.lines if not one.removed)
        self._contacts = contacts_of(self.lines)
        self._found: dict[str, Lesson] = {}
        self.without_words = 0
        """How many things were said of words that are no longer there."""

    def found(self, since: datetime | None) -> list[Lesson]:
        """Every burst that something since then teaches by."""
        for one in self._lived.feedback:
            self._pressed(one)
        for verdict in self._lived.verdicts:
            self._missed(verdict)
        for promise in self._lived.promises:
            self._promised(promise)
        for review in self._lived.reviews:
            self._reviewed(review)
        lessons = [one for one in self._found.values() if one.reasons]
        return [one for one in lessons if since is None or any(reason.at >= since for reason in one.reasons)]

    def _at(self, focus: str) -> Lesson | None:
        """The burst whose last judged line this is; None where those words are gone, or no customer's."""
        contact = next((one for one in self._contacts if any(line.ts == focus for line in one.asked)), None)
        if contact is None:
            self.without_words += 1
            return None
        lesson = self._found.get(focus)
        if lesson is None:
            lesson = self._found[focus] = Lesson(contact=contact, focus=focus)
            said = {line.ts for line in lesson.reply}
            lesson.promises = [one for one in self._lived.promises if said & set(one.lines)]
            lesson.must_not += [
                f"take “{one.words}” for a promise"
                for one in lesson.promises
                if one.withdrawn is Withdrawn.NOT_A_PROMISE
            ]
        return lesson

    def _pressed(self, one: Feedback) -> None:
        """What an agent did with a card."""
        told = self._told(one)
        if told is None:
            return
        taught, why = told
        moment = next((m for m in self._lived.moments if m.id == one.moment), None)
        verdict = self._verdict_of(one)
        focus = max(verdict.focus if verdict else moment.focus if moment else (), default="")
        lesson = self._at(focus)
        if lesson is None:
            return
        lesson.because(taught, why, one.at)
        lesson.found = (verdict.assessment if verdict else None) or (moment.assessment if moment else None)
        lesson.facts += moment.known if moment else ()
        lesson.said_of += [one.note] if one.note and one.act != Act.EDITED else []
        self._learn(lesson, one, taught, moment)

    def _learn(self, lesson: Lesson, one: Feedback, taught: Taught, moment: Moment | None) -> None:
        """What the press says of the right answer."""
        if taught is Taught.NO_REQUEST:
            lesson.is_moment |= {False}
        elif taught in {Taught.EDITED, Taught.OWN}:
            lesson.is_moment |= {True}
            sent = "\n".join(line.text for line in lesson.reply)
            lesson.good_reply = sent or (one.value if one.act == Act.EDITED else "")
        elif one.act == Act.WRONG and moment:
            lesson.must_not += [f"expect: {text}" for text in self._wrong(one, moment)]

    def _wrong(self, one: Feedback, moment: Moment) -> list[str]:
        """The words of the expectation that was marked; those of all marked ones where it is not known any more."""
        verdicts = (each.assessment for each in self._lived.verdicts if each.moment == moment.id and each.assessment)
        named = {found.mark: found.text for found in (e for a in verdicts for e in a.expectations)}
        return [named[one.value]] if one.value in named else list(moment.wrong)

    def _verdict_of(self, one: Feedback) -> Verdict | None:
        """What the card showed when it was pressed."""
        of_moment = [each for each in self._lived.verdicts if each.moment == one.moment]
        before = [each for each in of_moment if each.at <= one.at]
        return next(reversed(before or of_moment[:1]), None)

    def _told(self, one: Feedback) -> tuple[Taught, str] | None:
        """What a press teaches; None for one that teaches nothing."""
        if one.act == Act.NOT_HELPFUL:
            return _PRESSED.get(one.value, _OTHERWISE)
        if one.act == Act.WRONG:
            return Taught.WRONG, "The agent says that an expectation on the card is wrong."
        if one.act == "draft" and one.value in {Usage.EDITED, Usage.OWN}:
            changed = one.value == Usage.EDITED
            why = "The agent changed the draft before sending it." if changed else "The agent sent words of their own."
            return (Taught.EDITED if changed else Taught.OWN), why
        if one.act == Act.EDITED and self._is_changed(one):
            return Taught.EDITED, "The agent changed the draft in its window."
        return None

    def _is_changed(self, one: Feedback) -> bool:
        """Whether the window was sent with another reply; where the draft is not known, one without a note counts."""
        verdict = self._verdict_of(one)
        draft = verdict.draft.reply if verdict and verdict.draft else ""
        if not one.value.strip():
            return False
        return usage_of(draft, one.value) is not Usage.USED if draft else not one.note.strip()

    def _missed(self, verdict: Verdict) -> None:
        """No card came, yet our side has promised something in answer."""
        if verdict.is_moment or not verdict.focus:
            return
        focus = max(verdict.focus)
        contact = next((one for one in self._contacts if any(line.ts == focus for line in one.asked)), None)
        said = {line.ts for line in contact.said} if contact else set()
        made = [one for one in self._lived.promises if said & set(one.lines) and not one.moment and not _is_none(one)]
        lesson = self._at(focus) if made else None
        if lesson is not None:
            why = "No card came, and our side has promised something in answer: perhaps it was a request."
            lesson.because(Taught.MISSED, why, made[0].made_at)

    def _promised(self, promise: Promise) -> None:
        """A promise that was missed, or was none."""
        is_none = promise.withdrawn is Withdrawn.NOT_A_PROMISE
        if not is_none and promise.broken_at is None:
            return
        lesson = next((one for one in map(self._answered_by, promise.lines) if one is not None), None)
        if lesson is None:
            self.without_words += 1
        elif is_none:
            at = promise.ended_at or promise.made_at
            lesson.because(Taught.NO_PROMISE, "The agent says that words taken for a promise are none.", at)
        else:
            lesson.is_moment |= {True} if promise.moment else set()
            why = "A promise in our answer was not kept in time."
            lesson.because(Taught.BROKEN, why, promise.broken_at or promise.made_at)

    def _answered_by(self, ts: str) -> Lesson | None:
        """The burst that a line of ours answers."""
        contact = next((one for one in self._contacts if any(line.ts == ts for line in one.said)), None)
        return self._at(contact.asked[-1].ts) if contact and contact.asked else None

    def _reviewed(self, one: Reviewed) -> None:
        """What people say of a sheet."""
        contacts = {each.number: each for each in one.review.sheet.contacts} if one.review.sheet else {}
        for rating in counting(one.ratings):
            self._marked(rating, contacts.get(self._contact(rating.row.contact, contacts)))
        for remark in one.remarks:
            sheet = contacts.get(self._contact(remark.row.contact, contacts))
            lesson = self._of_sheet(sheet) if remark.kind is RemarkKind.DISPUTE else None
            if lesson is not None:
                lesson.because(Taught.DISPUTED, "Somebody says that a row of its sheet is not so.", remark.at)
                lesson.said_of.append(remark.text)

    def _marked(self, rating: Rating, sheet: ContactSheet | None) -> None:
        """Somebody's own mark, where it is another than the coach's."""
        lesson = self._of_sheet(sheet)
        if lesson is None or sheet is None or rating.score is None:
            return
        is_lead = rating.role is RaterRole.LEAD
        if is_lead and rating.row.step is None:
            lesson.scores.append(rating.score)
        by_coach = next(iter(_coach_s(rating, sheet)), None)
        if by_coach == rating.score:
            return
        of = f"the step {rating.row.step}" if rating.row.step else "our answer"
        other = "no mark" if by_coach is None else f"{by_coach:+d}"
        who = "A lead" if is_lead else "The agent"
        taught = Taught.MARKED if is_lead else Taught.DISPUTED
        lesson.because(taught, f"{who} gives {of} {rating.score:+d}, the coach {other}.", rating.at)
        lesson.said_of += [rating.reason] if rating.reason else []

    def _contact(self, number: int, contacts: dict[int, ContactSheet]) -> int:
        """What is said of the whole conversation is said of its only contact."""
        return next(iter(contacts)) if number == 0 and len(contacts) == 1 else number

    def _of_sheet(self, sheet: ContactSheet | None) -> Lesson | None:
        return self._at(max(sheet.asked, default="")) if sheet else None


def said_in(lines: Iterable[Line]) -> tuple[Line, ...]:
    """What is words of somebody: neither our own posts nor what nobody can see."""
    return tuple(one for one in lines if one.side is not Side.OURSELVES and without_hidden(one.text).strip())


def _coach_s(rating: Rating, sheet: ContactSheet) -> Iterator[int | None]:
    """The coach's mark of the same row."""
    if rating.row.step is None:
        yield sheet.overall.score if sheet.overall else None
    yield from (mark.score for mark in sheet.marks if mark.step is rating.row.step)


def _is_none(promise: Promise) -> bool:
    return promise.withdrawn in _NEVER_WERE


def _promise(one: Promise) -> SurePromise:
    return SurePromise(
        by=one.said_by,
        what=one.what,
        words=one.words,
        source=one.lines[-1],
        due=one.moved_from[0] if one.moved_from else one.due,
        due_words=one.due_words,
        strength=one.strength,
        condition=one.condition,
    )
