"""What a stored conversation teaches, what is known by that, and what is left out with its reason."""

from dataclasses import replace
from datetime import timedelta

import pytest

from motbot.domain.events import Act
from motbot.domain.language import Language
from motbot.domain.people import Person, PersonKind, Side
from motbot.domain.policy import ChannelPolicy
from motbot.domain.promise import Promise, Withdrawn
from motbot.domain.proposed_case import Taught
from motbot.domain.review import RaterRole, Rating, Row
from motbot.domain.scoring import Facts, Ruling, Step
from motbot.domain.sheet import ContactSheet
from motbot.ports.lived import Lived
from motbot.use_cases.lessons import Lesson, Lessons
from motbot.use_cases.propose_cases import LeftOut, Proposals, ProposeCases, linked
from tests.fakes.clock import T0
from tests.fakes.directory import FakeDirectory
from tests.fakes.lived import (
    AGENT,
    ASKED_AT,
    CUSTOMER,
    SAID_AT,
    FakeLived,
    a_line,
    a_press,
    a_verdict,
    an_answer,
    lived,
    pressed,
    reviewed,
    stamp,
)
from tests.fakes.samples import a_promise
from tests.fakes.sheets import SHEET, a_rating, a_review

ASKED, SAID = "Is it there yet?", "I send it by 15:00."
POLICY = ChannelPolicy(id="C1", name="support", agents=frozenset({AGENT}), zone="Europe/Berlin")
PEOPLE = (
    Person(id=CUSTOMER, team="T2", kind=PersonKind.OUTSIDER, name="Wilhelmina Ortega"),
    Person(id=AGENT, team="T1", kind=PersonKind.MEMBER, name="Hyacinth Bloom"),
)


def taught(one: Lived) -> Lesson:
    """The only thing it teaches."""
    (lesson,) = Lessons(one).found(None)
    return lesson


def kinds(one: Lived) -> list[Taught]:
    return [reason.taught for lesson in Lessons(one).found(None) for reason in lesson.reasons]


def promised(**changes: object) -> Promise:
    """What our answer says, tracked unless it is said otherwise."""
    made = replace(
        a_promise(), lines=(stamp(SAID_AT),), words="I send it by 15:00", broken_at=None, moved_from=(), said_by=AGENT
    )
    return replace(made, **changes)  # type: ignore[arg-type] # as written in the tests


def answered(*promises: Promise, is_moment: bool = True) -> Lived:
    return lived(a_line(ASKED), an_answer(SAID), verdicts=(a_verdict(ASKED, is_moment=is_moment),), promises=promises)


@pytest.mark.parametrize(
    ("reason", "kind"),
    [
        ("no_request", Taught.NO_REQUEST),
        ("wrong_need", Taught.WRONG),
        ("poor_reply", Taught.NOT_HELPFUL),
        ("too_late", Taught.NOT_HELPFUL),
        ("too_much", Taught.NOT_HELPFUL),
        ("other", Taught.NOT_HELPFUL),
    ],
)
def test_every_reason_of_a_press_has_its_lesson(reason: str, kind: Taught) -> None:
    assert kinds(pressed(ASKED, press=a_press(value=reason))) == [kind]


@pytest.mark.parametrize(
    "press", [a_press(Act.DONE, ""), a_press("draft", "used"), a_press(Act.EDITED, ""), a_press(Act.LATER, "")]
)
def test_other_presses_teach_nothing(press: object) -> None:
    assert kinds(pressed(ASKED, SAID, press)) == []  # type: ignore[arg-type] # all are presses


def test_no_card_and_a_promise_is_perhaps_a_missed_request() -> None:
    one = answered(promised(moment=0), is_moment=False)

    assert kinds(one) == [Taught.MISSED]
    assert taught(one).known.is_moment is None


@pytest.mark.parametrize("withdrawn", [Withdrawn.NOT_A_PROMISE, Withdrawn.TAKEN_BACK])
def test_no_card_and_what_never_was_a_promise_is_no_missed_request(withdrawn: Withdrawn) -> None:
    one = answered(promised(moment=0, withdrawn=withdrawn, ended_at=T0), is_moment=False)

    assert Taught.MISSED not in kinds(one)


def test_promises_are_known_once_the_agent_has_said_of_each_whether_it_is_one() -> None:
    broken = promised(broken_at=T0)

    known = taught(answered(broken, promised(id=2, withdrawn=Withdrawn.NOT_A_PROMISE, ended_at=T0))).known.promises
    assert known is not None
    assert [one.words for one in known] == ["I send it by 15:00"]
    assert taught(answered(broken, promised(id=2, tracked_at=None))).known.promises is None


def test_a_moved_promise_is_known_with_the_time_that_was_first_said() -> None:
    first = T0 + timedelta(hours=1)

    known = taught(answered(promised(broken_at=T0, moved_from=(first,)))).known.promises

    assert known is not None
    assert known[0].due == first


def test_people_who_contradict_one_another_leave_it_open() -> None:
    presses = (a_press(value="no_request"), a_press("draft", "own"))
    one = lived(a_line(ASKED), an_answer(SAID), verdicts=(a_verdict(ASKED),), feedback=presses)

    assert taught(one).known.is_moment is None


def marked(*ratings: Rating) -> Lived:
    """A sheet of one contact that the coach gives +1, with people's marks."""
    contact = ContactSheet(
        number=1,
        asked=(stamp(ASKED_AT),),
        said=(stamp(SAID_AT),),
        facts=Facts(),
        overall=Ruling(score=1, rule=8),
    )
    review = replace(a_review(sheet=replace(SHEET, contacts=(contact,))), is_blind=False)
    return lived(a_line(ASKED), an_answer(SAID), reviews=(replace(reviewed(review), ratings=ratings),))


def test_marks_of_several_leads_are_all_known_each_ones_newest() -> None:
    later = T0 + timedelta(hours=1)
    one = marked(a_rating(-1), a_rating(3, at=later), a_rating(0, rater="ULEAD2"))

    assert sorted(taught(one).known.scores) == [0, 3]


def test_a_mark_of_an_agent_or_of_a_step_is_told_and_is_no_score() -> None:
    step = a_rating(-1, row=Row(contact=1, step=Step.OFFER))
    agent = replace(a_rating(2), rater=AGENT, role=RaterRole.AGENT)

    lesson = taught(marked(step, agent))

    assert lesson.known.scores == ()
    assert {one.taught for one in lesson.reasons} == {Taught.MARKED, Taught.DISPUTED}


def test_the_coachs_own_mark_again_teaches_nothing() -> None:
    assert kinds(marked(a_rating(1))) == []


def test_a_mark_of_the_whole_conversation_is_that_of_its_only_contact() -> None:
    assert taught(marked(a_rating(-2, row=Row(contact=0)))).known.scores == (-2,)


async def proposed(*conversations: Lived, directory: FakeDirectory | None = None, **wish: object) -> Proposals:
    """Propose cases of these."""
    who = directory or FakeDirectory(people=PEOPLE, channels=[POLICY])
    proposing = ProposeCases(lived=FakeLived(*conversations), directory=who)
    asked: dict[str, object] = {"since": None, "at_most": None} | wish
    return await proposing(**asked)  # type: ignore[arg-type] # as written in the tests


TOO_LATE = pressed(ASKED, SAID)


async def test_what_says_most_comes_first_and_the_limit_is_told() -> None:
    own = pressed("And that?", SAID, a_press("draft", "own"))
    found = await proposed(own, TOO_LATE, pressed("By the way", press=a_press(value="no_request")), at_most=1)

    assert [one.tags[-1] for one in found.cases] == [Taught.NO_REQUEST]
    assert found.left_out == {LeftOut.OVER_LIMIT: 2}


async def test_what_was_said_before_the_span_teaches_nothing_now() -> None:
    assert (await proposed(TOO_LATE, since=T0 + timedelta(days=1))).cases == ()


async def test_a_channel_may_be_left_out() -> None:
    silent = FakeDirectory(people=PEOPLE, channels=[replace(POLICY, cases=False)])

    assert await proposed(TOO_LATE, directory=silent) == Proposals(left_out={LeftOut.CHANNEL_SAYS_NO: 1})


async def test_nobody_is_shown_whose_name_slack_does_not_say() -> None:
    away = FakeDirectory(people=PEOPLE[:1], channels=[POLICY])

    assert await proposed(TOO_LATE, directory=away) == Proposals(left_out={LeftOut.NAMES_UNKNOWN: 1})


async def test_members_who_say_nothing_are_not_named_either() -> None:
    quiet = Person(id="UQUIET", team="T1", kind=PersonKind.MEMBER, names=("Ottokar Zwieback",))
    directory = FakeDirectory(people=(*PEOPLE, quiet), channels=[POLICY])
    directory.join("C1", "UQUIET")

    found = await proposed(pressed("Can you ask Ottokar? He has our Zwieback.", SAID), directory=directory)

    assert "ottokar" not in str(found.cases).lower()
    assert "zwieback" not in str(found.cases).lower()


async def test_what_a_bridge_names_is_taken_out_as_well() -> None:
    said = a_line("Theodora Blankenship here: " + ASKED, by="BDESK:Theodora Blankenship")
    one = lived(said, an_answer("Dear Theodora, soon."), verdicts=(a_verdict(ASKED),), feedback=(a_press(),))

    (case,) = (await proposed(one)).cases

    assert "Theodora" not in str(case)
    assert [person.side for person in case.people] == [Side.CUSTOMER, Side.AGENT]


def test_a_thread_that_is_named_is_judged_by_what_was_pointed_at() -> None:
    later = T0 + timedelta(hours=1)
    lines = [one.line for one in (a_line(ASKED), an_answer(SAID), a_line("And now?", at=later))]

    first = linked(lines, focus=stamp(SAID_AT), policy=POLICY, team="T1", root=lines[0].ts, at=T0)
    last = linked(lines, focus=stamp(later), policy=POLICY, team="T1", root=lines[0].ts, at=T0)

    assert first is not None
    assert (first.focus, [one.text for one in first.reply]) == (lines[0].ts, [SAID])
    assert last is not None
    assert (last.focus, last.reply, len(last.lines)) == (lines[2].ts, (), 3)
    assert linked(lines[1:2], focus=stamp(SAID_AT), policy=POLICY, team="T1", root="", at=T0) is None


async def test_the_language_of_a_case_is_that_of_the_judged_words() -> None:
    (case,) = (await proposed(pressed("订单到了吗？", SAID))).cases

    assert (case.language, case.tags[0]) == (Language.ZH, "zh")
