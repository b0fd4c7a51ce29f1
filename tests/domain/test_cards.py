"""What an agent sees of a moment: the card, the card later on, the line that offers it, and the prompts."""

from dataclasses import fields, replace
from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from motbot.domain.cards import card_for, card_now, kind_of, language_for, place_of, prompt_for, summary_for
from motbot.domain.expectation import Assessment, Draft, Expectation, ExpectationKind, Provenance, SayNo, Urgency
from motbot.domain.language import Language
from motbot.domain.moment import CloseReason, Moment, Stage
from motbot.domain.nudge import Card, NudgeKind, Place, PromptPurpose
from motbot.domain.people import Person, PersonKind
from motbot.domain.policy import ChannelPolicy

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
ANN = Person(id="A1", team="T1", kind=PersonKind.MEMBER, zone="Asia/Shanghai", locale="zh-CN")
POLICY = ChannelPolicy(id="C1", name="acme", agents=frozenset({"A1"}))
PLACE = Place(channel="C1", ts="2.0", thread_ts="1.0")
WISH = Expectation(kind=ExpectationKind.EXPLICIT, text="The order is found", quote="where is my order", source="1.0")
FOUND = Assessment(
    is_moment=True,
    urgency=Urgency.HIGH,
    reply_by=NOON + timedelta(hours=1),
    expectations=(WISH,),
    explore_questions=("Which order?",),
    missing_fact="the order's number",
    say_no=SayNo(value=True, what="a refund today", why="the bank is closed"),
)
MOMENT = Moment(
    id=7,
    team="T1",
    channel="C1",
    conversation=1,
    customer="U1",
    focus=("1.0", "2.0"),
    assessment=FOUND,
    provenance=Provenance(coach="model", revision="r1"),
    opened_at=NOON,
    last_at=NOON,
    agent="A1",
    draft=Draft(reply="Which order is it?", why="探索：先问清楚。"),
    known=("stock is back",),
)


def card(moment: Moment = MOMENT, person: Person = ANN) -> Card:
    return card_for(moment, person=person, policy=POLICY, place=PLACE, words="where is my order", without_model=False)


def test_a_hint_that_a_colleague_was_told_in_another_language_is_left_out() -> None:
    taken_over = replace(ANN, locale="en-GB")

    assert card().why == "探索：先问清楚。"
    assert card(person=taken_over).why == ""
    assert card_now(card(person=taken_over), MOMENT).why == ""


@pytest.mark.parametrize(
    ("why", "locale"),
    [
        ("Owns it; “周日开到几点” is answered.", "en-GB"),
        ("承担下来；“How late are you open on Sunday?”有答案。", ANN.locale),
    ],
)
def test_a_hint_is_in_the_language_it_is_told_in_whatever_words_it_quotes(why: str, locale: str) -> None:
    quoting = replace(MOMENT, draft=Draft(reply="Until eight.", why=why))
    reader = replace(ANN, locale=locale)

    assert card(quoting, reader).why == why
    assert card_now(card(quoting, reader), quoting).why == why


# ---- its parts


@pytest.mark.parametrize(
    ("locale", "expected"),
    [
        ("zh-CN", Language.ZH),
        ("zh-TW", Language.ZH),
        ("ZH_hans", Language.ZH),
        ("en-GB", Language.EN),
        ("en", Language.EN),
        ("de-DE", Language.ZH),
        ("", Language.ZH),
        ("z", Language.ZH),
    ],
)
def test_an_agent_reads_the_language_they_set_in_slack_else_the_channels(locale: str, expected: Language) -> None:
    assert language_for(replace(ANN, locale=locale), Language.ZH) is expected


@pytest.mark.parametrize(
    ("focus", "thread_ts", "place"),
    [
        (("1.0",), "", Place(channel="C1", ts="1.0")),
        (("1.0", "3.0", "2.0"), "1.0", Place(channel="C1", ts="3.0", thread_ts="1.0")),
        (("1.0",), "1.0", Place(channel="C1", ts="1.0")),
        ((), "1.0", Place(channel="C1", ts="", thread_ts="1.0")),
    ],
)
def test_the_newest_of_the_words_is_linked_in_its_thread(focus: tuple[str, ...], thread_ts: str, place: Place) -> None:
    assert place_of(replace(MOMENT, focus=focus), thread_ts=thread_ts) == place


def test_the_card_explores_while_the_decisive_fact_is_missing_and_then_offers() -> None:
    assert kind_of(MOMENT) is NudgeKind.EXPLORE
    assert kind_of(replace(MOMENT, assessment=replace(FOUND, missing_fact=""))) is NudgeKind.OFFER


# ---- the card


def test_a_card_shows_what_the_moment_holds() -> None:
    shown = card()

    assert (shown.moment, shown.kind, shown.language, shown.place) == (7, NudgeKind.EXPLORE, Language.ZH, PLACE)
    assert (shown.channel_name, shown.words) == ("acme", "where is my order")
    assert (shown.expectations, shown.questions, shown.say_no) == ((WISH,), ("Which order?",), FOUND.say_no)
    assert (shown.reply, shown.why, shown.known) == ("Which order is it?", "探索：先问清楚。", ("stock is back",))
    assert (shown.stage, shown.close_reason, shown.urgency) == (Stage.EXPLORING, None, Urgency.HIGH)


def test_the_time_to_reply_by_is_on_the_agents_own_clock() -> None:
    shown = card().reply_by

    assert shown is not None
    assert shown.isoformat() == "2026-03-02T21:00:00+08:00"
    assert card(replace(MOMENT, assessment=replace(FOUND, reply_by=None))).reply_by is None


def test_a_card_whose_draft_is_still_being_written_has_an_empty_reply() -> None:
    shown = card(replace(MOMENT, draft=None))

    assert (shown.reply, shown.why) == ("", "")


def test_a_card_says_whether_its_reader_has_it() -> None:
    assert card().claimed
    assert not card(replace(MOMENT, agent="")).claimed
    assert not card(replace(MOMENT, agent="A2")).claimed


def test_a_channel_without_a_name_is_shown_by_its_id() -> None:
    policy = replace(POLICY, name="")
    plain = card_for(MOMENT, person=ANN, policy=policy, place=PLACE, words="", without_model=True)
    offer = summary_for(MOMENT, person=ANN, policy=policy, place=PLACE, words="")
    prompt = prompt_for(MOMENT, PromptPurpose.LATER, person=ANN, policy=policy, place=PLACE, card=None, words="")

    assert plain.channel_name == offer.channel_name == prompt.channel_name == "C1"
    assert plain.without_model


# ---- the card later on


def test_a_card_of_an_unchanged_moment_stays_as_it_is() -> None:
    assert card_now(card(), MOMENT) == card()


def test_a_card_follows_everything_the_moment_holds() -> None:
    wish = replace(WISH, text="The money is back")
    found = Assessment(
        is_moment=True,
        urgency=Urgency.CRITICAL,
        reply_by=NOON + timedelta(minutes=10),
        expectations=(wish,),
        explore_questions=("Since when?",),
    )
    later = replace(
        MOMENT,
        assessment=found,
        draft=Draft(reply="I am on it.", why="Offer."),
        known=("a", "b"),
        focus=("3.0",),
    ).closed(reason=CloseReason.CONFIRMED_BY_AGENT, at=NOON)

    assert card_now(card(), later, words="my money") == replace(card(later), words="my money")


def test_a_card_keeps_its_readers_view_when_the_moment_goes_on() -> None:
    kept = replace(card(), claimed=False, without_model=True, language=Language.EN)

    now = card_now(kept, replace(MOMENT, draft=None))

    own = ("language", "place", "channel_name", "words", "claimed", "without_model", "moment")
    assert {name: getattr(now, name) for name in own} == {name: getattr(kept, name) for name in own}
    assert now.reply == ""
    assert set(own) < {field.name for field in fields(Card)}


def test_a_card_says_whether_what_was_delivered_does_not_do() -> None:
    again = MOMENT.reopened(at=NOON)

    assert [card(MOMENT).is_unsolved, card(again).is_unsolved] == [False, True]
    assert card_now(card(), again).is_unsolved


def test_a_card_that_comes_back_from_the_store_keeps_its_readers_clock() -> None:
    stored = replace(card(), reply_by=(NOON + timedelta(hours=1)).astimezone(timezone(timedelta(hours=8))))

    now = card_now(stored, replace(MOMENT, assessment=replace(FOUND, reply_by=NOON + timedelta(hours=3))))

    assert now.reply_by is not None
    assert now.reply_by.isoformat() == "2026-03-02T23:00:00+08:00"


def test_a_time_to_reply_by_that_is_new_on_a_card_is_on_its_readers_clock() -> None:
    timeless = replace(card(), reply_by=None)

    now = card_now(timeless, MOMENT)

    assert now.reply_by is not None
    assert now.reply_by.isoformat() == "2026-03-02T21:00:00+08:00"


def test_a_card_from_before_it_named_a_zone_shows_a_new_time_never_on_the_machines_clock() -> None:
    timeless = replace(card(), reply_by=None, zone="")
    in_kathmandu = (NOON + timedelta(hours=1)).astimezone(ZoneInfo("Asia/Kathmandu"))

    now = card_now(timeless, replace(MOMENT, assessment=replace(FOUND, reply_by=in_kathmandu)))

    assert now.reply_by is not None
    assert now.reply_by.isoformat() == "2026-03-02T18:45:00+05:45"


def test_a_card_that_names_its_readers_zone_shows_a_new_time_right_behind_a_clock_change() -> None:
    ann = replace(ANN, zone="Europe/Berlin")
    stored = replace(card(person=ann), reply_by=NOON.astimezone(timezone(timedelta(hours=1))))

    now = card_now(stored, replace(MOMENT, assessment=replace(FOUND, reply_by=NOON + timedelta(days=60))))

    assert now.reply_by is not None
    assert now.reply_by.isoformat() == "2026-05-01T14:00:00+02:00"


def test_a_time_to_reply_by_that_is_no_more_leaves_the_card() -> None:
    assert card_now(card(), replace(MOMENT, assessment=replace(FOUND, reply_by=None))).reply_by is None


# ---- the offer and the prompts


def test_the_line_that_offers_a_moment_is_short_and_on_the_readers_clock() -> None:
    offer = summary_for(MOMENT, person=ANN, policy=POLICY, place=PLACE, words="word " * 100)

    assert len(offer.words) <= 120
    assert offer.reply_by is not None
    assert offer.reply_by.utcoffset() == timedelta(hours=8)
    assert (offer.moment, offer.language, offer.urgency) == (7, Language.ZH, Urgency.HIGH)


@pytest.mark.parametrize("purpose", list(PromptPurpose))
def test_a_prompt_says_why_it_comes_and_links_the_card(purpose: PromptPurpose) -> None:
    at = Place(channel="D1", ts="9.0")

    prompt = prompt_for(MOMENT, purpose, person=ANN, policy=POLICY, place=PLACE, card=at, words="word " * 100)

    assert (prompt.purpose, prompt.card, prompt.place, prompt.language) == (purpose, at, PLACE, Language.ZH)
    assert len(prompt.words) <= 120
    assert (prompt.reply, prompt.why, prompt.settled) == ("", "", "")


def test_the_confirm_prompt_carries_the_question_to_send() -> None:
    question = Draft(reply="Has the order arrived?", why="确认：问结果本身。")

    prompt = prompt_for(
        MOMENT, PromptPurpose.CONFIRM, person=ANN, policy=POLICY, place=PLACE, card=None, words="", draft=question
    )

    assert (prompt.reply, prompt.why, prompt.card) == ("Has the order arrived?", "确认：问结果本身。", None)


@pytest.mark.parametrize("words", ["<!channel> look", "see https://evil.example.com/x", "a\u202eb", "*bold*\nnext"])
def test_a_customers_words_are_plain_data_on_one_line(words: str) -> None:
    offer = summary_for(MOMENT, person=ANN, policy=POLICY, place=PLACE, words=words)

    for live in ("<!", "://", "\u202e", "*", "\n"):
        assert live not in offer.words
