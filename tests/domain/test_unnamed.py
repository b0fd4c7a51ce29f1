"""A reviewer is shown a conversation and what is known of it without anybody's name; quotes find their way back."""

from dataclasses import replace
from datetime import timedelta
from zoneinfo import ZoneInfo

import pytest

from motbot.domain.expectation import Expectation, ExpectationKind
from motbot.domain.known_then import KnownThen
from motbot.domain.message import ConversationView, Line
from motbot.domain.people import Side
from motbot.domain.promise import Promise, PromiseState
from motbot.domain.scoring import Facts, Mark, Quote, Seen, Step
from motbot.domain.sheet import ContactSheet, Fate, JudgedExpectation, JudgedPromise, Outcome
from motbot.domain.unnamed import Unnamed, unnamed
from tests.fakes.clock import T0
from tests.fakes.samples import a_promise

ASKED, SAID = "1.000000", "2.000000"
NAMES = {"UCARLA": ("Carla Stone", "carla"), "UANNA": ("Anna Meyer",)}
WISH = Expectation(
    kind=ExpectationKind.EXPLICIT, text="Anna sends Carla the report", quote="Anna, send it by noon", source=ASKED
)


def view(*, asker: str = "Anna", agent: str = "UANNA", customer: str = "UCARLA") -> ConversationView:
    return ConversationView(
        lines=(
            Line(ts=ASKED, at=T0, side=Side.CUSTOMER, author=customer, text=f"{asker}, send it by noon <@{agent}>!"),
            Line(
                ts=SAID, at=T0 + timedelta(minutes=1), side=Side.AGENT, author=agent, text="I will, Carla, before 12."
            ),
        ),
        focus=(),
        now=T0,
        zone=ZoneInfo("UTC"),
        facts="Refunds above 500 are decided by Anna Meyer.",
        known=("Carla Stone has paid",),
    )


def promise() -> Promise:
    return replace(
        a_promise(agent="UANNA"),
        said_by="UANNA",
        lines=(SAID,),
        who="Anna",
        what="send Carla the report",
        words="I will, Carla, before 12",
        condition="",
        reason="Anna is ill",
        evidence=None,
    )


def shown() -> Unnamed:
    return unnamed(view(), names=NAMES, expectations=(WISH,), promises=(promise(),))


def test_no_name_is_left_in_anything_that_a_reviewer_is_given() -> None:
    given = shown()

    told = repr((given.view, given.contacts, list(given.expectations), given.promises))
    for name in ("Anna", "Meyer", "Carla", "Stone", "UANNA", "UCARLA"):
        assert name not in told


@pytest.mark.parametrize(
    ("words", "told"),
    [
        ("谭老师，报告呢？", "agent，报告呢？"),
        ("麻烦谭经理看一下，谭总也在等", "麻烦agent看一下，agent也在等"),
        ("小谭说今天发，老谭，您看", "agent说今天发，agent，您看"),
        ("欧阳医生您好，小高在吗", "customer您好，second customer在吗"),
        ("Hi Mark Young, thanks Mark", "Hi second agent, thanks second agent"),
        ("Mr Young and Ms. Li know, Dr Li too", "Mr second agent and Ms. second customer know, Dr second customer too"),
        ("Anna老师 and Young 老师, prof. Young", "colleague老师 and second agent 老师, prof. second agent"),
    ],
)
def test_a_name_with_a_title_is_no_name_either(words: str, told: str) -> None:
    assert titled(words) == told


@pytest.mark.parametrize(
    "words",
    [
        "关于总账的事",
        "请于总部盖章",
        "小姐您好",
        "请问老师在吗",
        "最小高度",
        "young people, Li-ion, li",
        "The manager said so",
    ],
)
def test_words_that_merely_look_like_a_title_with_a_name_stay(words: str) -> None:
    assert titled(words) == words


def titled(words: str) -> str:
    names = {
        "U1": ("谭磊",),
        "U2": ("欧阳菲",),
        "U3": ("Mark Young", "于敏"),
        "U4": ("Wen Li", "高云"),
        "U5": ("Anna Meyer",),
    }
    sides = {"U1": Side.AGENT, "U2": Side.CUSTOMER, "U3": Side.AGENT, "U4": Side.CUSTOMER, "U5": Side.COLLEAGUE}
    lines = tuple(
        Line(ts=f"{number}.000000", at=T0, side=side, author=account, text=words)
        for number, (account, side) in enumerate(sides.items(), 1)
    )
    given = unnamed(replace(view(), lines=lines, facts="", known=()), names=names)
    shown = given.view.lines[0].text
    assert given.roles.written("1.000000", shown) == words
    return shown


def test_what_is_known_speaks_of_roles() -> None:
    given = shown()
    (held,), (wish,) = given.promises, given.expectations

    assert given.view.facts == "Refunds above 500 are decided by agent."
    assert given.view.known == ("customer has paid",)
    assert (held.who, held.what, held.said_by, held.draft) == ("agent", "send customer the report", "agent", None)
    assert (wish.text, wish.quote) == ("agent sends customer the report", "agent, send it by noon")
    assert len(given.view.lines) == 2


def test_quotes_are_written_back_and_the_sheets_own_words_are_not() -> None:
    given = shown()
    (wish,) = given.expectations
    quote = Quote(ts=SAID, words="I will, customer, before 12")
    found = Expectation(kind=ExpectationKind.IMPLICIT, text="agent keeps time", cue="agent, send it", source=ASKED)
    part = ContactSheet(
        number=1,
        facts=Facts(),
        evidence=(Seen(quote=quote),),
        reason="The agent says when.",
        marks=(Mark(step=Step.PROMISE, score=1, quotes=(quote,), reason="The customer knows."),),
        expectations=(
            JudgedExpectation(expectation=wish, outcome=Outcome.MET),
            JudgedExpectation(expectation=found, outcome=Outcome.MET),
        ),
        promises=(JudgedPromise(quote=quote, fate=Fate.OPEN, due_words="before 12"),),
        better="Dear customer, you have it at 11:30.",
    )

    back = given.written(part)

    assert back.evidence[0].quote.words == back.marks[0].quotes[0].words == "I will, Carla, before 12"
    assert back.expectations[0].expectation is WISH
    assert back.expectations[1].expectation.cue == "Anna, send it"
    assert back.promises[0] == JudgedPromise(
        quote=Quote(ts=SAID, words="I will, Carla, before 12"), fate=Fate.OPEN, due_words="before 12"
    )
    assert (back.reason, back.better) == ("The agent says when.", "Dear customer, you have it at 11:30.")


def test_a_quote_that_stands_in_no_line_loses_its_words() -> None:
    part = ContactSheet(number=1, facts=Facts(), evidence=(Seen(quote=Quote(ts=SAID, words="Never said")),))

    assert shown().written(part).evidence[0].quote.words == ""


def test_other_names_and_accounts_make_the_same_content() -> None:
    other = unnamed(
        replace(
            view(asker="Bertram", agent="UBERT", customer="UDORA"),
            lines=(
                view(asker="Bertram", agent="UBERT", customer="UDORA").lines[0],
                replace(view(agent="UBERT").lines[1], text="I will, Dora, before 12."),
            ),
            facts="Refunds above 500 are decided by Bertram Ott.",
            known=("Dora Lang has paid",),
        ),
        names={"UDORA": ("Dora Lang",), "UBERT": ("Bertram Ott",)},
        expectations=(replace(WISH, text="Bertram sends Dora the report", quote="Bertram, send it by noon"),),
        promises=(
            replace(
                promise(),
                agent="UBERT",
                said_by="UBERT",
                who="Bertram",
                what="send Dora the report",
                words="I will, Dora, before 12",
                reason="Bertram is ill",
            ),
        ),
    )

    assert other.content == shown().content
    assert list(other.expectations) == list(shown().expectations)
    assert other.view.lines == shown().view.lines


def test_other_words_make_another_content() -> None:
    said = view()
    changed = replace(said, lines=(said.lines[0], replace(said.lines[1], text="I will not, Carla.")))

    assert unnamed(changed, names=NAMES).content != unnamed(said, names=NAMES).content


def test_a_conversation_in_which_nothing_was_said_has_no_contacts() -> None:
    assert unnamed(replace(view(), lines=()), names=NAMES, expectations=(WISH,)).contacts == ()


def test_what_is_found_in_the_same_words_meanwhile_is_no_other_content() -> None:
    before, after = (unnamed(view(), names=NAMES, expectations=found) for found in ((), (WISH,)))

    assert before.content == after.content


def test_what_a_promise_has_come_to_is_other_content_and_that_it_was_tracked_is_not() -> None:
    open_one = replace(promise(), broken_at=None)
    nothing, made, kept = (
        unnamed(view(), names=NAMES, promises=held).content
        for held in ((), (open_one,), (replace(open_one, state=PromiseState.KEPT),))
    )

    assert nothing == made != kept


def test_each_contact_is_shown_what_was_known_then_and_nobodys_name() -> None:
    then = (KnownThen(facts="Anna Meyer decides.", known=("Carla Stone pays late",)),)

    given = unnamed(view(), names=NAMES, then=then)

    assert [(one.facts, one.known) for one in given.views] == [("agent decides.", ("customer pays late",))]


def test_what_was_learnt_after_the_conversation_is_no_other_content() -> None:
    then = (KnownThen(facts="As it was then."),)
    before, after = (unnamed(replace(view(), facts=facts), names=NAMES, then=then) for facts in ("", "Learnt later."))

    assert before.content == after.content != unnamed(view(), names=NAMES, then=(KnownThen(),)).content
