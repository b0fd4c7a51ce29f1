"""A model sees who speaks for whom, when and to whom, and never a name or an account."""

from motbot.domain.message import ChannelKind
from motbot.domain.people import Side
from motbot.llm.transcript import shared_inputs, transcript_of
from tests.llm.conftest import a_line, a_view

VIEW = a_view(
    a_line("1.0", "hi", author="U1"),
    a_line("2.0", "hello <@U1>, and <@UTEAM|kim>", side=Side.AGENT, author="U2", addressed=("U1", "UTEAM")),
    a_line("3.0", "posted by the bot itself", side=Side.OURSELVES, author="UBOT"),
    a_line("4.0", "me too @U7654321 <@UNEW>", author="U3", addressed=("UNEW",), edited=True),
    mentions_ours=frozenset({"UTEAM"}),
    facts="Open till six.",
    known=("It is fixed.",),
    channel_kind=ChannelKind.INTERNAL_REQUEST,
)


def test_lines_are_numbered_and_labelled_by_side() -> None:
    rows = transcript_of(VIEW).rows

    assert [(row["id"], row["who"]) for row in rows] == [
        ("L1", "CUSTOMER A"),
        ("L2", "OUR AGENT A"),
        ("L3", "CUSTOMER B"),
    ]
    assert [row["judged"] for row in rows] == [False, False, True]
    assert [row["edited"] for row in rows] == [False, False, True]


def test_mentions_say_whose_people_are_meant() -> None:
    rows = transcript_of(VIEW).rows

    assert rows[1]["text"] == "hello @CUSTOMER A, and @SOMEBODY OF OURS"
    assert rows[1]["to"] == "CUSTOMER A, SOMEBODY OF OURS"
    assert rows[2]["text"] == "me too @SOMEBODY NOT OF OURS @SOMEBODY NOT OF OURS"


def test_other_texts_about_the_conversation_lose_their_mentions_too() -> None:
    shown = transcript_of(VIEW).without_accounts("<@U2> rings <@UTEAM> and <@UELSE|kim>")

    assert shown == "@OUR AGENT A rings @SOMEBODY OF OURS and @SOMEBODY NOT OF OURS"


def test_no_account_is_shown() -> None:
    shown = str(shared_inputs(VIEW, transcript_of(VIEW)))

    assert not any(account in shown for account in ("U1", "U2", "U3", "UTEAM", "UNEW", "UBOT", "kim"))


def test_labels_lead_back_to_lines_and_accounts() -> None:
    transcript = transcript_of(VIEW)

    assert (transcript.ts_of("l3"), transcript.ts_of("L9"), transcript.ts_of("")) == ("4.0", "", "")
    assert (transcript.account_of("our agent a"), transcript.account_of("the plumber")) == ("U2", "the plumber")


def test_time_is_told_in_the_channels_zone_with_two_weeks_ahead() -> None:
    inputs = shared_inputs(VIEW, transcript_of(VIEW))

    assert inputs["now"] == "Monday 2026-03-02 17:00"
    assert inputs["zone"] == "Asia/Shanghai, UTC+0800"
    assert (inputs["calendar"][0], inputs["calendar"][-1]) == ("Mon 2026-03-02", "Sun 2026-03-15")
    assert inputs["lines"][0]["at"] == "Mon 2026-03-02 17:00"
    assert "department" in inputs["channel"]
    assert (inputs["facts"], inputs["known"]) == ("Open till six.", ["It is fixed."])
    assert inputs["customer_language"] == "English"


def test_the_beginning_of_a_long_conversation_stays_while_ten_messages_come() -> None:
    lines = [a_line(f"{at}.0", f"words {at}", author="U1") for at in range(1, 62)]
    firsts = [transcript_of(a_view(*lines[:count])).rows[0]["text"] for count in range(40, 62)]

    assert firsts == ["words 1", *["words 11"] * 10, *["words 21"] * 10, "words 31"]


def test_a_long_conversation_keeps_its_newest_lines_and_the_judged_one() -> None:
    lines = [a_line(f"{number:03}.0", f"line {number}") for number in range(120)]
    view = a_view(*lines, focus=("000.0", "119.0"))

    rows = transcript_of(view).rows

    assert len(rows) == 41
    assert [rows[0]["text"], rows[1]["text"], rows[-1]["text"]] == ["line 0", "line 80", "line 119"]


def test_more_people_than_letters_are_still_told_apart() -> None:
    view = a_view(*(a_line(f"{n:02}.0", "x", author=f"U{n}") for n in range(30)))

    assert len({row["who"] for row in transcript_of(view).rows}) == 30
