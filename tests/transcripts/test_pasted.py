"""A thread copied from Slack's page, or from a like one, is read with its names, times and words."""

import pytest

from tests.transcripts.texts import read, refusal, said, sides, times

WORDS = ("Our login is down.", "It says 500.", "Looking.\n\nTen minutes.")


def in_layout(first: str, second: str, third: str) -> str:
    """The thread with these heads."""
    return "".join(f"{head}{words}\n\n" for head, words in zip((first, second, third), WORDS, strict=True))


@pytest.mark.parametrize(
    "text",
    [
        in_layout("Ann Lee\n  10:12 AM\n", "10:13\n", "Bob\n  10:15 AM\n"),
        in_layout("Ann Lee\n  10:12 AM\n", "10:13\n", "Bob\n  10:15 AM\n").replace("n.\n\n", "n.\n"),
        in_layout("Ann Lee\n10:12\n", "10:13\n", "Bob\n10:15\n"),
        in_layout("Ann Lee  10:12 AM\n", "10:13 AM\n", "Bob  10:15 AM\n"),
        in_layout("Ann Lee\u00a0 10:12\u202fAM\n", "10:13\u202fAM\n", "Bob\u00a0 10:15\u202fAM\n"),
        in_layout("Ann Lee [10:12 AM]\n", "[10:13 AM] ", "Bob [10:15 AM]\n"),
        in_layout("Ann Lee\t10:12\n", "Ann Lee\t10:13\n", "Bob\t10:15\n"),
        in_layout("Ann Lee 10:12\n", "Ann Lee 10:13\n", "Bob 10:15\n"),
        in_layout("Ann Lee  Today at 10:12 AM\n", "10:13\n", "Bob  Today at 10:15 AM\n"),
        in_layout("Ann Lee  Mar 2nd at 10:12 AM\n", "10:13\n", "Bob  March 2nd, 2026 at 10:15 AM\n"),
        in_layout("2026-03-02 10:12:00 Ann Lee\n", "2026-03-02 10:13:00 Ann Lee\n", "2026-03-02 10:15:00 Bob\n"),
        in_layout("Ann Lee 2026-03-02 10:12:00\n", "Ann Lee 2026-03-02 10:13:00\n", "Bob 2026-03-02 10:15:00\n"),
        "Thread\n#ext-acme\nToday\n" + in_layout("Ann Lee\n  10:12 AM\n", "10:13\n", "New\nBob\n  10:15 AM\n"),
        in_layout("Ann\n  10:12 AM\n", "10:13\n", "2 replies\nLast reply today at 10:20 AM\nBob\n  10:15 AM\n").replace(
            "Ann", "Ann Lee"
        )
        + "View thread\n",
    ],
)  # fmt: skip
def test_a_copied_thread_is_read_in_every_layout(text: str) -> None:
    talk = read(text)

    assert said(talk) == list(zip(("Ann Lee", "Ann Lee", "Bob"), WORDS, strict=True))
    assert times(talk) == ["03-02 10:12:00", "03-02 10:13:00", "03-02 10:15:00"]
    assert sides(talk) == {"Ann Lee": "customer", "Bob": "agent"}


def test_a_chinese_messenger_s_copy_is_read() -> None:
    talk = read("小杜  上午10:12\n数据没进来\n\n阿宽 客服  下午2:15\n收到，14:30 前给您\n")

    assert said(talk) == [("小杜", "数据没进来"), ("阿宽 客服", "收到，14:30 前给您")]
    assert times(talk) == ["03-02 10:12:00", "03-02 14:15:00"]


def test_words_are_never_taken_for_a_head() -> None:
    talk = read(
        "Ann  10:12 AM\n10:30\nSee you at 10:45 AM\nThe call is at\nBob  10:15 AM\nToday\nBob  10:16 AM\nNew\n10:40\n"
    )

    assert said(talk) == [
        ("Ann", "10:30\nSee you at 10:45 AM\nThe call is at"),
        ("Bob", "Today"),
        ("Bob", "New\n10:40"),
    ]


def test_a_program_is_told_by_its_badge_and_is_nobody_s_customer() -> None:
    talk = read("Ticket Desk\nAPP\n  10:11 AM\nopened\n".replace("\nAPP", " APP") + "Ann\n  10:12 AM\nIt is down.\n")

    assert sides(talk) == {"Ticket Desk": "bot", "Ann": "customer"}


def test_a_message_without_words_is_none() -> None:
    talk = read("Ann  10:12 AM\nIt is down.\nAnn  10:13 AM\n\nBob  10:15 AM\nLooking.\n")

    assert said(talk) == [("Ann", "It is down."), ("Bob", "Looking.")]


def test_the_heading_holds_for_a_copied_thread_too() -> None:
    talk = read("# customer: Bob\n# zone: Europe/Berlin\nAnn  10:12 AM\nHello\nBob  10:15 AM\nIt is down.\n")

    assert sides(talk) == {"Ann": "agent", "Bob": "customer"}
    assert talk.lines[0].at.isoformat() == "2026-03-02T10:12:00+01:00"


def test_words_above_the_first_name_are_refused_rather_than_lost() -> None:
    assert refusal("I copied this\nfor you\n\nAnn  10:12 AM\nIt is down.\n").startswith(
        "talk.txt:1: expected a name and a time on a line, and the words below, found 'I copied this'"
    )
