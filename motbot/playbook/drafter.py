"""The playbook's reply: pressure named, request restated, missing fact asked, a next step with an owner and a time."""

from dataclasses import dataclass

from motbot.domain.expectation import Assessment, Commitment, Draft, Drafted, Provenance, Urgency
from motbot.domain.language import Language
from motbot.domain.message import ConversationView
from motbot.playbook.limits import Limits
from motbot.playbook.rephrase import Kind, Rephraser, Stated
from motbot.playbook.restating import kept, restated
from motbot.playbook.schedule import in_words, next_word
from motbot.playbook.situation import Reader, Situation
from motbot.playbook.wording import Wording, joined, listed, quoted, shortened

_PRESSURES = ("broken_promise", "harm", "anger", "not_quite", "hardship", "near_deadline")
_FACTS_AT_MOST = 2
_FEW = 2
_QUICK_STEPS = frozenset({"answer", "go_on"})


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaybookDrafter:
    """Fulfils the Drafter port without a model; never raises."""

    revision: str
    reader: Reader
    rephraser: Rephraser
    limits: Limits
    wording: Wording

    async def draft(self, view: ConversationView, assessment: Assessment, language: Language) -> Drafted:
        """Write a reply in the customer's language; `why` is in `language`."""
        situation = self.reader.read(view)
        writing = _Writing(
            reader=self.reader,
            situation=situation,
            assessment=assessment,
            wording=self.wording,
            limits=self.limits,
            stated=kept(self.rephraser.stated(situation), assessment),
        )
        draft = writing.draft(language)
        return Drafted(draft=draft, provenance=Provenance(coach="playbook", revision=self.revision))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Writing:
    """One reply in the making."""

    reader: Reader
    situation: Situation
    assessment: Assessment
    wording: Wording
    limits: Limits
    stated: tuple[Stated, ...]

    def draft(self, language: Language) -> Draft:
        """The whole reply with what it promises."""
        view = self.situation.view
        urgency = self.assessment.urgency
        if self._only_calls():
            return Draft(reply=self._line("here"), why=self.wording.one("why.explore", language))
        step = self._step()
        due = next_word(urgency, view.now, view.zone, quick=step in _QUICK_STEPS)
        due_text = in_words(due, view.now, view.zone, self.situation.language)
        parts = (
            self._pressure(),
            self._restated(),
            *self._substance(),
            self._question(),
            self._line("refusal_next" if step == "refusal" else f"next.{step}", due=due_text),
            self._line("fallback") if self._is_weighty() and step != "harm" else "",
            self._line("invite") if self._is_weighty() and step != "harm" and not self._question() else "",
        )
        commitment = Commitment(
            who=self._owner(),
            what=self.wording.one(f"commitment.{step}", self.situation.language),
            due=due,
            due_text=due_text,
        )
        why = self.wording.one(f"why.{self._why(step)}", language)
        return Draft(reply=joined(parts, self.situation.language), why=why, commitments=(commitment,))

    def _line(self, name: str, **slots: str) -> str:
        return self.wording.line(name, self.situation.language, self.situation.view.focus_text, **slots)

    def _pressure(self) -> str:
        name = next((name for name in _PRESSURES if self.situation.has(name)), "")
        if not name or (name == "near_deadline" and not self._time_presses()):
            return ""
        deadline = self.situation.deadline.words if self.situation.deadline else ""
        return self._line(f"pressure.{name}", deadline=deadline)

    def _only_calls(self) -> bool:
        """Whether the customer only asks if anybody is there."""
        words = self.reader.words
        rest = words.greeting.without(words.chase.without(self.situation.view.focus_text))
        return not rest and not self.situation.ruling.broken and words.chase.within(self.situation.view.focus_text)

    def _time_presses(self) -> bool:
        """Whether the time is one to be met, not merely one that is named."""
        piece = self.situation.deadline_piece
        return (
            piece is not None
            and not self.situation.ruling.answers
            and (self.situation.has("hard_event") or self.reader.words.due_marker.within(piece.text))
        )

    def _restated(self) -> str:
        """What was asked, in the customer's terms, and the time that counts."""
        no = self.assessment.say_no
        times = [found for found in self.stated if found.kind is Kind.TIME and not self._time_presses()]
        asked = [found for found in self.stated if found.kind is not Kind.TIME and found.expectation.quote != no.what]
        texts = [restated(found, self.situation.language) for found in asked]
        first = self._line(f"restate.{self._kind()}", asks=listed(texts, self.situation.language)) if texts else ""
        late = [quoted(found.expectation.quote, self.situation.language) for found in times]
        then = self._line("restate.time", asks=late[0]) if late else ""
        return joined((first, then), self.situation.language)

    def _kind(self) -> str:
        """How the restated words are introduced."""
        if self.situation.has("broken_promise"):
            return "chased"
        kinds = [found.kind for found in self.stated if found.kind is not Kind.TIME]
        return kinds[0] if kinds and (len(set(kinds)) == 1 or kinds[0] is Kind.PROBLEM) else Kind.REQUEST

    def _substance(self) -> tuple[str, ...]:
        """The early no with a way on, and what our side knows of the matter."""
        language = self.situation.language
        asked = [found.expectation.quote for found in self.stated]
        told = listed(self.limits.usable(self.situation, asked), language, at_most=_FACTS_AT_MOST)
        no = self.assessment.say_no
        if no.value:
            why = self.limits.tellable(no.why) or self.wording.one("reason", language)
            stated = next((found for found in self.stated if found.expectation.quote == no.what), None)
            what = quoted((stated.yours if stated else "") or no.what, language)
            refused = self._line("refusal", what=what, why=shortened(why, 160))
            return (refused, self._line("way_on", facts=told) if told else "")
        return (self._line("known", facts=told),) if told else ()

    def _question(self) -> str:
        """At most one question: the missing fact, else the first of the assessment's where something weighs."""
        questions = self.assessment.explore_questions
        if not questions:
            return ""
        return self._line("ask", question=questions[0])

    def _step(self) -> str:
        if self.assessment.say_no.value:
            return "refusal"
        if self.situation.has("harm"):
            return "harm"
        if self.situation.ruling.answers:
            return "go_on"
        return "answer" if self._kind() == Kind.QUESTION else "work"

    def _is_weighty(self) -> bool:
        many = len(self.stated) > _FEW
        return not self.situation.ruling.answers and (self.assessment.urgency.rank >= Urgency.HIGH.rank or many)

    def _why(self, step: str) -> str:
        if step == "refusal":
            return "refusal"
        named = next(
            (name for name in ("broken_promise", "not_quite", "anger", "harm") if self.situation.has(name)), ""
        )
        if named:
            return named
        if self.assessment.missing_fact:
            return "missing"
        if self.situation.ruling.answers:
            return "answers"
        return "explore" if self.assessment.explore_questions else "offer"

    def _owner(self) -> str:
        """The account of ours that spoke last here; "agent" where nobody has."""
        ours = [line.author for line in self.situation.view.lines if line.side.is_ours]
        return ours[-1] if ours else "agent"
