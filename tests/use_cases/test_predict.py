"""A case is answered as a live conversation is: certain rules first, everything checked, every failure stated."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from motbot.domain.case import Case
from motbot.domain.contacts import Contact
from motbot.domain.due import DueKind, Resolved
from motbot.domain.errors import ModelRefused, ModelUnavailable
from motbot.domain.expectation import (
    Assessment,
    Commitment,
    Draft,
    Expectation,
    ExpectationKind,
    NegativeType,
    Provenance,
    SayNo,
    Urgency,
)
from motbot.domain.language import Language
from motbot.domain.message import ConversationView, Line
from motbot.domain.people import Side
from motbot.domain.policy import ReplyWithin, ReviewRules
from motbot.domain.promise import Promise, Strength
from motbot.domain.reading import FoundPromise, Reading
from motbot.domain.scoring import Depth, Facts, Ruling
from motbot.domain.sheet import ContactSheet, Reviewed
from motbot.use_cases.coaching import Coaching
from motbot.use_cases.predict import Part, Predict
from tests.fakes.cases import ASKED, a_case, replied
from tests.fakes.coach import (
    ReadRule,
    ScriptedFirstLook,
    a_moment,
    a_reply,
    no_moment,
    nothing_promised,
    scripted_coach,
)
from tests.fakes.due_times import FakeDueTimes

FIVE = ASKED.replace(hour=17)
REPLY = "I'll send the fix by 17:00."
CASE = replied(a_case("Is the login fixed?"), REPLY, score=1)


class Reviewer:
    """Gives every contact it is asked about one score, and keeps what it was asked."""

    revision = "review-1"

    def __init__(self, failure: Exception | None = None) -> None:
        self.asked: list[
            tuple[ConversationView, tuple[Contact, ...], tuple[Expectation, ...], tuple[Promise, ...]]
        ] = []
        self._failure = failure

    async def review(
        self,
        view: ConversationView,
        *,
        contacts: Sequence[Contact],
        expectations: Sequence[Expectation],
        promises: Sequence[Promise],
        language: Language,
    ) -> Reviewed:
        self.asked.append((view, tuple(contacts), tuple(expectations), tuple(promises)))
        if self._failure:
            raise self._failure
        facts = Facts(asked=1, depth=Depth.ANSWERED)
        parts = tuple(
            ContactSheet(number=one.number, facts=facts, overall=Ruling(score=1, rule=8), reason="answered")
            for one in contacts
        )
        return Reviewed(contacts=parts, provenance=Provenance(coach="model", revision=self.revision))


def a_find(view: ConversationView, expected: Sequence[Expectation], promised: Sequence[Promise]) -> Reading:
    """Find one promise in the reply."""
    found = FoundPromise(words=REPLY, source=view.focus[0], what="The fix", due_words="by 17:00")
    return Reading(promises=(found,))


def predict(
    reviewer: Reviewer | None = None,
    parts: frozenset[Part] = frozenset(Part),
    *,
    read_before: ReadRule = nothing_promised,
    **rules: Any,
) -> Predict:
    """A predictor with a scripted coach; the playbook says of everything that it is no moment."""
    reviewer = reviewer or Reviewer()
    coaching = Coaching(
        coach=scripted_coach(**({"read": a_find} | rules)),
        fallback=scripted_coach(assess=no_moment, read=read_before),
        first_look=ScriptedFirstLook(negatives={"thanks": NegativeType.THANKS_CLOSING}),
        reviewer=reviewer,
        fallback_reviewer=reviewer,
    )
    known = {"by 17:00": Resolved(kind=DueKind.DEADLINE, at=FIVE)}
    return Predict(
        coaching=coaching,
        due_times=FakeDueTimes(known=known),
        rules=ReviewRules(),
        within=ReplyWithin(),
        parts=parts,
    )


async def test_every_part_is_answered_and_names_its_revision() -> None:
    found = await predict()(CASE)

    assert found.failed == ()
    assert dict(found.revisions) == {
        "assess": "assess-1", "draft": "draft-1", "promises": "promises-1", "review": "review-1",
    }  # fmt: skip
    assert found.assessed is not None
    assert found.assessed.assessment.reply_by == CASE.view.now.replace(hour=18, minute=0)
    assert found.score is not None
    assert (found.score.score, found.score.reasons) == (1, ("answered",))


async def test_what_is_certainly_no_moment_is_not_asked_of_the_coach() -> None:
    found = await predict()(a_case("Many thanks!", "thanks"))

    assert found.assessed is not None
    assert found.assessed.assessment.is_moment is False
    assert (found.drafted, found.promises, found.score) == (None, None, None)


async def test_an_assessment_is_checked_before_it_counts() -> None:
    def invents(view: ConversationView) -> Assessment:
        wish = Expectation(kind=ExpectationKind.EXPLICIT, text="A refund", quote="refund me", source="1.0")
        return replace(a_moment(view), expectations=(wish,), urgency=Urgency.NONE)

    found = await predict(assess=invents)(CASE)

    assert found.assessed is not None
    assert found.assessed.assessment.expectations == ()
    assert found.assessed.assessment.urgency is Urgency.NORMAL
    assert "ungrounded_quote" in found.assessed.provenance.dropped


async def test_a_draft_is_not_told_to_say_a_no_that_our_side_has_said() -> None:
    asked, told = "Can you send the sofa by courier?", "We can't send a sofa by courier."

    def says_no(view: ConversationView) -> Assessment:
        wish = Expectation(kind=ExpectationKind.EXPLICIT, text="By courier", quote=asked, source="1.0")
        no = SayNo(value=True, what="send the sofa by courier", why="A sofa is too big for a courier.")
        return replace(a_moment(view), expectations=(wish, *a_moment(view).expectations), say_no=no)

    case = a_case(asked, told, "And by which day can I have it?")
    first, ours, newest = case.view.lines
    lines = (first, replace(ours, side=Side.AGENT, author="U2"), newest)
    found = await predict(assess=says_no)(replace(case, view=replace(case.view, lines=lines)))

    assert found.assessed is not None
    assert found.assessed.assessment.say_no == SayNo()


async def test_what_the_customer_has_taken_back_is_measured_as_a_live_card_shows_it() -> None:
    whole, part = "Please send me the figures of the whole year.", "Not the whole year, only October please."

    def both(view: ConversationView) -> Assessment:
        pairs = zip((whole, part), view.lines, strict=True)
        wishes = [Expectation(kind=ExpectationKind.EXPLICIT, text=one, quote=one, source=at.ts) for one, at in pairs]
        return replace(a_moment(view), expectations=tuple(wishes))

    found = await predict(assess=both)(a_case(whole, part))

    assert found.assessed is not None
    assert [one.quote for one in found.assessed.assessment.expectations] == [part]


async def test_promises_have_the_time_that_code_reads_and_the_file_s_id_of_who_made_them() -> None:
    found = await predict()(CASE)

    assert found.promises is not None
    [promise] = found.promises
    assert (promise.who, promise.due, promise.due_text, promise.strength) == ("a1", FIVE, "by 17:00", Strength.FIRM)


def each_line_as_a_promise(
    view: ConversationView, expected: Sequence[Expectation], promised: Sequence[Promise]
) -> Reading:
    """Find that a line promises what it says, whole."""
    [line] = view.focus_lines
    return Reading(promises=(FoundPromise(words=line.text, source=line.ts, what=line.text, due_words="by 17:00"),))


async def test_whoever_reads_the_reply_knows_what_was_promised_before_it_as_in_a_live_conversation() -> None:
    told: list[list[tuple[int, str, datetime | None]]] = []

    def reads(view: ConversationView, expected: Sequence[Expectation], promised: Sequence[Promise]) -> Reading:
        told.append([(one.id, one.words, one.due) for one in promised])
        return Reading()

    said = ("You have the report by 17:00.", "I call the bank by 17:00.", "You have the report by 17:00.")
    earlier = tuple(
        Line(ts=f"0.{number}", at=ASKED, side=Side.AGENT, author="U2", text=text) for number, text in enumerate(said, 1)
    )
    theirs = Line(ts="0.4", at=ASKED, side=Side.CUSTOMER, author="U1", text="I'll pay by 17:00.")
    case: Case = replace(CASE, view=replace(CASE.view, lines=(*earlier, theirs, *CASE.view.lines)))
    await predict(parts=frozenset({Part.PROMISES}), read=reads, read_before=each_line_as_a_promise)(case)

    assert told == [[(1, said[0], FIVE), (2, said[1], FIVE)]]


async def test_a_draft_s_promise_is_dated_from_its_words_and_its_person_named() -> None:
    def dated(view: ConversationView, assessment: Assessment, language: Language) -> Draft:
        wrong = FIVE.replace(hour=9)
        promised = (
            Commitment(who="agent", what="fix", due_text="by 17:00", due=wrong),
            Commitment(who="Ops", what="look"),
        )
        return replace(a_reply(view, assessment, language), reply="Fixed by 17:00.", commitments=promised)

    found = await predict(draft=dated)(CASE)

    assert found.drafted is not None
    assert [(one.who, one.due) for one in found.drafted.draft.commitments] == [("a1", FIVE), ("Ops", None)]


async def test_the_reply_is_judged_in_its_contact_alone_without_names_and_with_what_was_expected() -> None:
    reviewer = Reviewer()
    earlier = Line(ts="0.5", at=ASKED, side=Side.AGENT, author="U2", text="Good morning, Annabel here.")
    case: Case = replace(CASE, view=replace(CASE.view, lines=(earlier, *CASE.view.lines)), called={"U2": "Annabel"})
    await predict(reviewer, read_before=each_line_as_a_promise)(case)

    [(view, contacts, expectations, promises)] = reviewer.asked
    assert [[line.text for line in one.said] for one in contacts] == [[REPLY]]
    assert "Annabel" not in "".join(line.text for line in view.lines)
    assert [one.text for one in expectations] == ["Is the login fixed?"]
    assert [one.lines for one in promises] == [(earlier.ts,)]


async def test_what_a_fact_shows_to_be_expected_is_known_to_the_review_too() -> None:
    def looks_on(view: ConversationView) -> Assessment:
        unsaid = Expectation(kind=ExpectationKind.IMPLICIT, text="The report goes out", cue=view.facts)
        return replace(a_moment(view), expectations=(unsaid,))

    reviewer = Reviewer()
    await predict(reviewer, assess=looks_on)(replace(CASE, view=replace(CASE.view, facts="Reports leave at 11:00.")))

    [(_, _, expectations, _)] = reviewer.asked
    assert [one.source for one in expectations] == [CASE.view.focus[-1]]


async def test_only_wanted_parts_are_asked_and_a_draft_needs_an_assessment() -> None:
    reviewer = Reviewer()
    drafting = await predict(reviewer, frozenset({Part.DRAFT}))(CASE)
    reading = await predict(reviewer, frozenset({Part.PROMISES}))(CASE)

    assert [part for part, _ in drafting.revisions] == ["assess", "draft"]
    assert [part for part, _ in reading.revisions] == ["promises"]
    assert reviewer.asked == []


async def test_a_part_that_fails_is_stated_and_leaves_the_others() -> None:
    def refuses(*_: object) -> Any:
        raise ModelRefused("The filter stopped it.")

    found = await predict(Reviewer(ModelUnavailable("Too slow.")), draft=refuses)(CASE)

    assert [(one.task, one.reason, one.told) for one in found.failed] == [
        ("draft", "refused", "The filter stopped it."),
        ("review", "unavailable", "Too slow."),
    ]
    assert found.assessed is not None
    assert found.promises is not None


async def test_without_an_assessment_the_reply_is_still_read_and_judged() -> None:
    def fails(view: ConversationView) -> Assessment:
        raise ModelUnavailable

    found = await predict(assess=fails)(CASE)

    assert [one.task for one in found.failed] == ["assess"]
    assert (found.assessed, found.drafted) == (None, None)
    assert found.promises is not None
    assert found.score is not None


async def test_a_draft_of_which_nothing_is_left_is_no_draft() -> None:
    found = await predict(draft=lambda *_: Draft(reply=" ", why="Offer"))(CASE)

    assert [one.task for one in found.failed] == ["draft"]
