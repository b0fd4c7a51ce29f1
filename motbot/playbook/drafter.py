"""The playbook's reply: pressure named, request restated, missing fact asked, a next step with an owner and a time."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from motbot.domain.due import DueConventions
from motbot.domain.expectation import Assessment, Commitment, Draft, Drafted, Provenance, Urgency
from motbot.domain.language import Language
from motbot.domain.message import ConversationView
from motbot.playbook.knowing import Knowing, Known
from motbot.playbook.limits import Limits, facts_of
from motbot.playbook.passed_over import with_passed_over
from motbot.playbook.phrases import Phrases
from motbot.playbook.rephrase import Rephraser
from motbot.playbook.rephrasing import Kind, Stated
from motbot.playbook.restating import SEVERAL, STATEMENTS, bare, kept, said_back
from motbot.playbook.schedule import in_words, next_word
from motbot.playbook.situation import Reader, Situation
from motbot.playbook.wording import Wording, capital, joined, shortened, told

_PRESSURES = ("broken_promise", "harm", "anger", "not_quite_again", "not_quite", "hardship", "waiting", "near_deadline")
_HEATED = _PRESSURES[:5]
"""Beside these a question that cannot be said back may be a reproach."""
_SHOWN_BY = {"anger": ("anger", "escalates"), "waiting": ("claims_promise", "late", "kept_waiting")}
"""Pressures that more signs than their own show."""
_BEGINS = frozenset({"harm", "near_deadline"})
"""Whose lines say that the work begins now."""
_OFFERS_A_WAY = ("another way?", "可以吗？")
"""How a question ends that is itself the fallback."""
_FACT_LENGTH = 200
_CLAUSE = re.compile(r"(?<=[,，])")
_DETAIL_AT_MOST, _DETAILS_AT_MOST = 60, 2
_QUICK_STEPS = frozenset({"answer", "told", "go_on"})


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaybookDrafter:
    """Fulfils the Drafter port without a model; never raises."""

    revision: str
    reader: Reader
    rephraser: Rephraser
    knowing: Knowing
    wording: Wording
    office: DueConventions
    """When work is done."""

    async def draft(self, view: ConversationView, assessment: Assessment, language: Language) -> Drafted:
        """Write a reply in the customer's language; `why` is in `language`."""
        situation = self.reader.read(view)
        stated = kept(with_passed_over(self.rephraser, situation, assessment), assessment)
        writing = _Writing(
            reader=self.reader,
            situation=situation,
            assessment=assessment,
            wording=self.wording,
            limits=self.knowing.limits,
            office=self.office,
            calls=self.rephraser.only_calls(situation),
            stated=stated,
            known=self.knowing.of(situation, stated, refuses=assessment.say_no.value),
        )
        provenance = Provenance(coach="playbook", revision=self.revision)
        return Drafted(draft=writing.draft(language), provenance=provenance)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Writing:
    """One reply in the making."""

    reader: Reader
    situation: Situation
    assessment: Assessment
    wording: Wording
    limits: Limits
    office: DueConventions
    calls: bool
    stated: tuple[Stated, ...]
    known: Known

    def draft(self, language: Language) -> Draft:
        """The whole reply with what it promises."""
        view = self.situation.view
        if name := "gone" if self.situation.ruling.gone else "here" if self._only_calls() else "":
            return Draft(reply=self._line(name), why=self.wording.one(f"why.{name}", language))
        step = self._step()
        due = self._due(step)
        due_text = in_words(due, view.now, view.zone, self.situation.language)
        question = self._question(step)
        weighty = self._is_weighty() and step not in {"harm", "told", "refusal"}
        parts = (
            self._pressure(step),
            self._refused(),
            self._restated(),
            self._known(),
            self._left(),
            question,
            self._next(step, due_text),
            self._line("fallback") if weighty and not question.endswith(_OFFERS_A_WAY) else "",
            self._line("invite") if weighty and not question and len(self.stated) >= SEVERAL else "",
        )
        commitment = Commitment(
            who=self._owner(),
            what=self.wording.one(f"commitment.{step}", self.situation.language),
            due=due,
            due_text=due_text,
        )
        why = self.wording.one(f"why.{self._why(step)}", language)
        return Draft(reply=joined(parts, self.situation.language), why=why, commitments=(commitment,))

    def _due(self, step: str) -> datetime:
        """When our side is heard next: before any hour that they named and ours; at ours where they only answer."""
        view, told, goes_on = self.situation.view, (self.situation.deadline, self.situation.bound[0]), step == "go_on"
        promised = self.reader.gate.promises.ahead(view, any_of_them=goes_on)
        first = min((at for at in (*(one and one.at for one in told), promised) if at and at > view.now), default=None)
        if goes_on and promised and promised == first:
            return promised
        return next_word(
            self.assessment.urgency, view.now, view.zone, self.office, quick=step in _QUICK_STEPS, before=first
        )

    def _line(self, name: str, **slots: str) -> str:
        return self.wording.line(name, self.situation.language, self.situation.view.focus_text, **slots)

    def _pressure(self, step: str) -> str:
        shown = (name for name in _PRESSURES if any(map(self.situation.has, _SHOWN_BY.get(name, (name,)))))
        name = next((one for one in shown if step not in {"told", "refusal"} or one not in _BEGINS), "")
        if not name or (name == "near_deadline" and not self._time_presses()):
            return ""
        return self._line(f"pressure.{name}")

    def _only_calls(self) -> bool:
        """Whether the customer only asks if anybody is there."""
        words, text = self.reader.words, self.situation.view.focus_text
        if self.situation.ruling.broken or self.situation.has("kept_waiting"):
            return False
        return self.calls or (not words.greeting.without(words.chase.without(text)) and words.chase.within(text))

    def _time_presses(self) -> bool:
        """Whether the time is one to be met, not merely one that is named."""
        piece = self.situation.deadline_piece
        return (
            piece is not None
            and not self.situation.ruling.answers
            and not self.assessment.say_no.value
            and (self.situation.has("hard_event") or self.reader.words.due_marker.within(piece.text))
        )

    def _restated(self) -> str:
        """What was asked, with its conditions, in our words; nothing where it had better not be said back."""
        language = self.situation.language
        asked = self._to_restate()
        asks = said_back(asked, self.wording, language)
        if self.situation.ruling.answers:
            return self._line("restate.answer", asks=asks) if asks else self._line("noted")
        answered = self.known.facts and (self.known.only_questions or self.known.settles)
        if not asks or (answered and not self.known.after_no):
            return ""
        if self._kind() == "chased":
            return self._line("restate.chased", asks=bare(asked, language))
        if sum(1 for found in asked if found.yours and found.kind not in STATEMENTS) >= SEVERAL:
            return self._line("several", asks=asks)
        return self._line(f"restate.{self._said_as(asked)}", asks=asks)

    def _to_restate(self) -> list[Stated]:
        """What is worth saying back: nothing refused, no objection to our answer, of an answer what it tells."""
        no = self.assessment.say_no
        words = self.reader.words
        asked = [one for one in self.stated if one.expectation.quote != no.what and self._is_open(one)]
        if self.situation.ruling.answers:
            return [one for one in asked if one.yours and len(one.yours) <= _DETAIL_AT_MOST][:_DETAILS_AT_MOST]
        if self.known.after_no:
            # That they ask what else there is goes without saying; what it is to be met by does not.
            asked = [found for found in asked if found.kind is not Kind.QUESTION or found in self.known.asked]
        # A threat is heard, not said back.
        asked = [replace(one, yours=_without(one.yours, words.escalation)) for one in asked]
        if self.situation.has("not_quite"):
            # What was asked for before stands right above; said back, it would only put off what is wrong now.
            asked = [found for found in asked if found.expectation.source in self.situation.view.focus]
        if self.situation.has("not_quite") or self.situation.has("broken_promise"):
            asked = [
                found
                for found in asked
                if not words.not_quite.within(found.expectation.quote)
                and not words.chase.within(found.expectation.quote)
            ]
        if self.situation.has("hardship"):
            # The line for the feeling has named it: it is not told them again as a condition.
            hardship = self.reader.signs["hardship"]
            asked = [replace(one, yours=_without(one.yours, hardship)) for one in asked]
        return asked

    def _is_open(self, found: Stated) -> bool:
        """Whether nothing that we know has answered it."""
        known = self.known
        return found not in known.refused and (not known.facts or found not in known.asked or found in known.left)

    def _said_as(self, asked: Sequence[Stated]) -> str:
        """How the restated words are introduced: what stands in front decides."""
        kinds = [found.kind for found in asked if found.yours]
        if kinds and kinds[0] in STATEMENTS:
            return Kind.PROBLEM
        return self._kind()

    def _kind(self) -> str:
        """What is asked for, taken together."""
        if self.situation.has("broken_promise"):
            return "chased"
        kinds = [found.kind for found in self.stated if found.kind is not Kind.TIME]
        if kinds and kinds[0] is Kind.PROBLEM:
            return Kind.PROBLEM
        return Kind.QUESTION if kinds and set(kinds) == {Kind.QUESTION} else Kind.REQUEST

    def _refused(self) -> str:
        """The early no, with its reason."""
        no = self.assessment.say_no
        if not no.value:
            return ""
        why = self.limits.tellable(no.why) if no.why in facts_of(self.situation.view) else no.why
        why = shortened(capital(why) or self.wording.one("reason", self.situation.language), _FACT_LENGTH)
        stated = next((found for found in self.stated if found.expectation.quote == no.what), None)
        if stated and stated.kind is Kind.REQUEST and stated.yours:
            return self._line("refusal", what=stated.yours, why=why)
        return self._line("refusal_bare", why=why)

    def _known(self) -> str:
        if not self.known.facts:
            return ""
        name = "way_on" if self.assessment.say_no.value or self.known.after_no else "known"
        return self._line(name, facts=told(self.known.facts, self.situation.language))

    def _left(self) -> str:
        """The questions that what we know leaves open, or that could not be said back."""
        is_no = self.assessment.say_no.value or self.known.after_no
        if is_no or self.situation.ruling.answers:
            return ""
        sayable = [one for one in self.known.left if one.yours]
        if self.known.facts and self.known.only_questions and sayable:
            return self._line("left", asks=bare(sayable, self.situation.language))
        hidden = self.known.hidden and not any(map(self.situation.has, _HEATED))
        return self._line("rest") if hidden and (sayable or self.known.facts) else ""

    def _question(self, step: str) -> str:
        """At most one question: the missing fact, else the first of the assessment's where something weighs."""
        questions = self.assessment.explore_questions
        if not questions or step in {"go_on", "refusal"} or (step == "told" and self.known.is_done):
            return ""
        return self._line("ask", question=questions[0])

    def _next(self, step: str, due: str) -> str:
        if step != "refusal":
            return self._line(f"next.{step}", due=due)
        why, view = self.assessment.say_no.why, self.situation.view
        if self.known.facts or self.limits.has_way_on(why, view):
            return self._line("refusal_next", due=due)
        return self._line("refusal_open" if self.known.after_no or why in facts_of(view) else "refusal_why", due=due)

    def _step(self) -> str:
        if self.assessment.say_no.value or self.known.after_no:
            return "refusal"
        if self.known.settles and (self.known.is_done or not self.situation.has("harm")):
            return "told"
        if self.situation.has("harm"):
            return "harm"
        if self.situation.ruling.answers:
            return "go_on"
        return "answer" if self.known.only_questions and not self.situation.has("broken_promise") else "work"

    def _is_weighty(self) -> bool:
        many = len(self.stated) >= SEVERAL
        return not self.situation.ruling.answers and (self.assessment.urgency.rank >= Urgency.HIGH.rank or many)

    def _why(self, step: str) -> str:
        if step == "refusal":
            return "refusal"
        named = next(
            (name for name in ("broken_promise", "not_quite", "anger", "harm") if self.situation.has(name)), ""
        )
        if named:
            return named
        if self.assessment.missing_fact and not (step == "told" and self.known.is_done):
            return "missing"
        if self.situation.ruling.answers:
            return "answers"
        if step == "told":
            return "told"
        return "explore" if self.assessment.explore_questions else "offer"

    def _owner(self) -> str:
        """The account of ours that spoke last here; "agent" where nobody has."""
        return next((one.author for one in reversed(self.situation.view.lines) if one.side.is_ours), "agent")


def _without(text: str, phrases: Phrases) -> str:
    """The text without the clauses that hold one of the phrases."""
    return "".join(part for part in _CLAUSE.split(text) if not phrases.within(part)).strip(" ,，")
