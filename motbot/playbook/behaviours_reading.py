"""Reading one contact for the sheet: what stood before it, what was expected of it, and what our side said in it."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from motbot.domain.contacts import Contact
from motbot.domain.expectation import Assessment, Expectation, ExpectationKind, NegativeType
from motbot.domain.message import ConversationView, Line
from motbot.domain.policy import ReplyWithin
from motbot.domain.promise import Promise
from motbot.playbook.assessor import PlaybookAssessor
from motbot.playbook.behaviours import Behaviours
from motbot.playbook.behaviours_behind import Lateness
from motbot.playbook.behaviours_judged import Judged, answer_by, held, missed, together, until
from motbot.playbook.behaviours_requests import RequestFinder
from motbot.playbook.finding import Finder
from motbot.playbook.sentences import clauses, sentences
from motbot.playbook.situation import Situation

_EXPECTS_NOTHING = frozenset(NegativeType) - {NegativeType.FYI, NegativeType.DUPLICATE}


@dataclass(frozen=True, slots=True, kw_only=True)
class ContactReader:
    """Reads contacts."""

    assessor: PlaybookAssessor
    behaviours: Behaviours
    finder: Finder
    requests: RequestFinder
    lateness: Lateness
    within: ReplyWithin

    def read(
        self, whole: ConversationView, contact: Contact, known: Sequence[Expectation], promises: Sequence[Promise]
    ) -> Judged:
        """Take a contact apart, as it stood when its last words were written."""
        asked = until(whole, contact.asked or contact.said[:1], focus=contact.asked)
        view = until(whole, contact.said or contact.asked, focus=contact.asked)
        view = view if contact.said else replace(view, now=whole.now)
        situation = self.assessor.reader.read(asked)
        found = self._assessed(situation) if contact.asked else Assessment(is_moment=False)
        sources = {line.ts for line in contact.asked}
        expected = together([one for one in known if one.source in sources], found.expectations)
        expected = self._wanted((*expected, *self.requests.beside(contact.asked, expected)))
        heard = self.behaviours.hear(contact.said, self.finder.words)
        told = tuple((line, one) for line in contact.said for one in self.finder.found(line, zone=whole.zone))
        judged = Judged(
            contact=contact,
            view=view,
            situation=situation,
            assessment=found,
            expectations=expected,
            heard=heard,
            deeds=tuple(self.requests.merits.deeds(heard)),
            lines_told=told,
            unanswered=frozenset(self.requests.merits.coverage.unanswered(view, expected)),
            reply_by=answer_by(found, contact, whole, self.within, is_sure=situation.has("harm")),
            cannot_wait=self._cannot_wait(contact),
            names_time=any(self._names_time(line, whole, situation) for line in contact.said),
            missed=missed(self._broken(asked, found), situation, contact, promises),
            held=tuple(one for one in promises if contact.said and held(one, contact)),
        )
        return replace(judged, requests=self.requests.requests(judged), behind=self.lateness.marks(judged))

    def _wanted(self, expected: Sequence[Expectation]) -> tuple[Expectation, ...]:
        """Without those that say no more than that our answer did not do, where anything else is asked for."""
        objects, names = self.finder.words.not_quite, self.requests.merits.limits.content
        bare = [one for one in expected if objects.within(one.quote) and not names(objects.without(one.quote))]
        asked = [one for one in expected if one.kind is ExpectationKind.EXPLICIT and one not in bare]
        return tuple(one for one in expected if one not in bare or not asked)

    def _names_time(self, line: Line, whole: ConversationView, situation: Situation) -> bool:
        """Whether a statement of ours, no rule and no "please", names a time to come that is not too late."""
        cues, due_times = self.finder.cues, self.finder.due_times
        vetoes = (cues.request, cues.negated, cues.policy, cues.past)
        wanted = situation.deadline.at if situation.deadline and situation.deadline.to_the_minute else None
        return any(
            due.at is not None and line.at < due.at and (wanted is None or due.at <= wanted)
            for piece in sentences(line, self.finder.words)
            for part in clauses(piece)
            if not part.asked and self._may_happen(part.text) and not any(veto.within(part.text) for veto in vetoes)
            for due in due_times.find(part.text, said_at=line.at, zone=whole.zone)
        )

    def _may_happen(self, text: str) -> bool:
        """Whether a deed or an event is told, rather than how busy a day is."""
        return self.finder.cues.deed.within(text) or self.behaviours.tells("may_happen", text)

    def _cannot_wait(self, contact: Contact) -> bool:
        asked = [line.text for line in contact.asked]
        presses = any(self.behaviours.tells("presses", text) for text in asked)
        return presses and not any(map(self.finder.words.no_hurry.within, asked))

    def _assessed(self, situation: Situation) -> Assessment:
        """What was expected; looking back, only thanks, small talk and what was not for us expects nothing.

        A bot that speaks up must be surer of that than a sheet on which somebody has already answered.
        """
        ruling, needs, rules = situation.ruling, self.assessor.needs, self.assessor
        idle = not ruling.is_moment and (ruling.negative_type in _EXPECTS_NOTHING or not situation.pieces)
        if idle:
            return Assessment(is_moment=False, negative_type=ruling.negative_type, signals=ruling.signals)
        if ruling.answers and not ruling.is_moment:  # the number we asked for: what it is for is still expected
            return Assessment(is_moment=True, language=situation.language, urgency=rules.urgency.of(situation))
        stated = tuple(one.expectation for one in rules.rephraser.stated(situation))
        missing, question = needs.lacking(situation)
        return Assessment(
            is_moment=True,
            language=situation.language,
            urgency=rules.urgency.of(situation),
            expectations=(*stated, *needs.unsaid(situation)),
            explore_questions=needs.to_ask(situation, question),
            missing_fact=missing,
            say_no=rules.limits.no(situation, [one.quote for one in stated]),
            signals=ruling.signals,
        )

    def _broken(self, asked: ConversationView, found: Assessment) -> Line | None:
        """The newest words of ours that announced what had not come when the customer wrote again, if not content."""
        if found.negative_type in _EXPECTS_NOTHING or not asked.focus:
            return None
        broken = self.assessor.reader.gate.promises.broken(asked)
        return broken.line if broken else self._run_out(asked)

    def _run_out(self, asked: ConversationView) -> Line | None:
        """Our newest words where all that they promised with a time was over before the customer wrote again."""
        ours = [line for line in asked.earlier_lines if line.side.is_ours]
        told = [one.at for one in self.finder.found(ours[-1], zone=asked.zone) if one.at] if ours else []
        return ours[-1] if told and max(told) <= asked.focus_lines[0].at else None
