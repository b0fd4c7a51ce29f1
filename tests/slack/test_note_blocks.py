"""Short messages about promises: they say what is up now, offer what can be done, and stay readable when many."""

from dataclasses import replace
from datetime import timedelta

import pytest

from motbot.domain.events import Act
from motbot.domain.language import Language
from motbot.domain.nudge import NotePurpose
from motbot.domain.promise import Mending, PromiseState, Withdrawn
from tests.slack.looking import acts, assert_slack_takes, shown_of, strings, texts
from tests.slack.rig import BERLIN, T0, ended, every_item, item, note, tracked

AT_WORK = [Act.KEPT, Act.MOVE, Act.CANNOT]
LINKS = [Act.OPEN, "open_card"]
LATE = tracked(state=PromiseState.BROKEN)


@pytest.mark.parametrize(
    ("language", "headlines"),
    [
        (
            Language.EN,
            [
                "🤝 You promised something: shall I keep an eye on it?",
                "⏰ Coming up: Mon 2 Mar, 15:00",
                "🕒 Mon 2 Mar, 15:00 has passed",
            ],
        ),
        (
            Language.ZH,
            ["🤝 你答应了一件事，要我帮你记着吗？", "⏰ 快到时间了：3月2日周一 15:00", "🕒 3月2日周一 15:00 已经过了"],
        ),
    ],
)
def test_the_headline_says_what_is_up(language: Language, headlines: list[str]) -> None:
    shown = [shown_of(note(one, language=language)) for one in (item(), tracked(), LATE)]

    assert [one.blocks[0]["text"]["text"] for one in shown] == headlines
    assert all(
        one.text.startswith(f"{line} · #support-customer: the repaired")
        for one, line in zip(shown, headlines, strict=True)
    )


@pytest.mark.parametrize(
    ("language", "one", "two"),
    [
        (Language.EN, "📦 Mon 2 Mar, 15:00: was it kept?", "📦 2 promises look kept: are they?"),
        (Language.ZH, "📦 3月2日周一 15:00 的事，按时做到了吧？", "📦 2 件答应过的事看来做到了，对吗？"),
    ],
)
def test_what_looks_kept_is_asked_about_and_not_called_late(language: Language, one: str, two: str) -> None:
    kept = tracked(has_evidence=True, looks_kept=True, evidence="it is in your folder")
    other = replace(kept, promise=kept.promise + 1)

    shown = shown_of(note(kept, purpose=NotePurpose.LOOKS_KEPT, language=language))
    assert shown.blocks[0]["text"]["text"] == one
    assert acts(shown)[0] == Act.KEPT
    assert shown_of(note(kept, other, language=language)).blocks[0]["text"]["text"] == two


def test_a_late_note_helps_and_does_not_scold() -> None:
    late = note(LATE, purpose=NotePurpose.LATE)
    assert "Done already, or shall we tell them a new time?" in texts(shown_of(late))
    assert "已经做好了，还是先给客户一个新时间？" in texts(shown_of(replace(late, language=Language.ZH)))


@pytest.mark.parametrize("purpose", [NotePurpose.ASK, NotePurpose.REMINDER])
def test_an_earlier_note_leaves_what_is_late_to_the_newer_message_and_to_the_card(purpose: NotePurpose) -> None:
    earlier = shown_of(note(LATE, purpose=purpose))

    assert earlier.blocks[0]["text"]["text"] == "🕒 Mon 2 Mar, 15:00 has passed"
    assert acts(earlier) == LINKS
    assert "Done already" not in texts(earlier)
    assert acts(shown_of(note(LATE, purpose=NotePurpose.LATE))) == [*AT_WORK, *LINKS]
    assert acts(shown_of(note(LATE, purpose=purpose, card=None))) == [*AT_WORK, Act.OPEN]


@pytest.mark.parametrize("purpose", [NotePurpose.ASK, NotePurpose.REMINDER])
def test_what_was_late_is_mended_in_the_newer_message_and_on_the_card_alone(purpose: NotePurpose) -> None:
    mended = replace(MOVED, reply="It will be 17:00.", was_late=True, mending=Mending.MOVE)

    earlier = shown_of(note(mended, purpose=purpose))
    newer = shown_of(note(mended, purpose=NotePurpose.LATE))

    assert "It will be 17:00." in texts(newer)
    assert "It will be 17:00." not in texts(earlier)
    assert acts(earlier) == LINKS
    again = shown_of(note(replace(mended, is_reminded=True, mending=None), purpose=NotePurpose.REMINDER))
    assert acts(again) == [*AT_WORK, *LINKS], "the reminder of the new time asks"


def test_one_promise_offers_its_acts_and_the_links_in_one_row() -> None:
    assert acts(shown_of(note(item()))) == [Act.TRACK, Act.FIX, Act.NOT_A_PROMISE, *LINKS]
    assert acts(shown_of(note())) == [*AT_WORK, *LINKS]
    assert acts(shown_of(note(card=None))) == [*AT_WORK, Act.OPEN]


def test_a_reminder_of_what_looks_done_shows_why_and_asks_for_one_yes() -> None:
    shown = texts(shown_of(note(tracked(has_evidence=True, evidence="it is in your folder"))))

    assert "Looks done: “it is in your folder”" in shown
    assert "Yes, kept" in shown
    assert "Still on track?" not in shown


def test_a_late_note_whose_promise_was_moved_is_late_no_more() -> None:
    moved = tracked(state=PromiseState.MOVED, moved=True, due=(T0 + timedelta(days=1)).astimezone(BERLIN))
    shown = texts(shown_of(note(moved, purpose=NotePurpose.LATE)))

    assert "Coming up: Tue 3 Mar, 10:00" in shown
    assert "has passed" not in shown


TOMORROW = (T0 + timedelta(days=1)).astimezone(BERLIN)
MOVED = tracked(state=PromiseState.MOVED, moved=True, is_reminded=False, due=TOMORROW)


@pytest.mark.parametrize("purpose", NotePurpose)
def test_a_promise_that_was_moved_is_shown_as_moved_until_its_new_time_comes_near(purpose: NotePurpose) -> None:
    shown = shown_of(note(MOVED, purpose=purpose))

    assert shown.blocks[0]["text"]["text"] == "📅 Moved to Tue 3 Mar, 10:00"
    assert "Still on track?" not in texts(shown)
    two = shown_of(note(MOVED, replace(MOVED, promise=99), purpose=purpose))
    assert two.blocks[0]["text"]["text"] == "📅 2 promises have a new time"


@pytest.mark.parametrize("purpose", NotePurpose)
def test_what_is_only_tracked_is_not_said_to_come_up(purpose: NotePurpose) -> None:
    shown = shown_of(note(tracked(is_reminded=False), purpose=purpose))

    assert shown.blocks[0]["text"]["text"] == "👀 In view: due Mon 2 Mar, 15:00"
    assert "Still on track?" not in texts(shown)


def test_what_a_colleague_has_promised_is_not_called_the_readers() -> None:
    theirs = item(agent="U0ALICE", said_by="U0KIM")

    shown = shown_of(note(theirs))
    assert shown.blocks[0]["text"]["text"] == "🤝 A colleague promised something: shall I keep an eye on it?"
    assert "U0KIM" in set(strings(shown.blocks))
    two = shown_of(note(theirs, item(promise=99, agent="U0ALICE", said_by="U0ALICE")))
    assert two.blocks[0]["text"]["text"] == "🤝 2 things were promised: shall I keep an eye on them?"


@pytest.mark.parametrize(("over", "sign"), [(ended(), "✅"), (ended(Withdrawn.NOT_A_PROMISE), "⚪")])
def test_a_settled_note_is_quiet_and_only_links(over: object, sign: str) -> None:
    shown = shown_of(note(over))  # type: ignore[arg-type]

    assert shown.blocks[0]["text"]["text"] == f"{sign} Settled"
    assert acts(shown) == LINKS


@pytest.mark.parametrize(
    ("language", "headline"),
    [(Language.EN, "✋ Not told yet: this can't be done"), (Language.ZH, "✋ 还没告诉客户：这件做不了")],
)
def test_a_note_is_not_settled_while_the_no_is_still_to_be_sent(language: Language, headline: str) -> None:
    no = ended(Withdrawn.CANNOT, mending=Mending.CANNOT, reply="I have to tell you early: it cannot be done.")

    for items in ((no,), (ended(promise=99), no)):
        shown = shown_of(note(*items, language=language))
        assert shown.blocks[0]["text"]["text"] == headline
    told = shown_of(note(replace(no, mending=None, reply=""), language=language))
    assert told.blocks[0]["text"]["text"] in {"⚪ Settled", "⚪ 已了结"}


def test_the_message_that_mends_a_promise_follows_in_the_note() -> None:
    mended = tracked(state=PromiseState.MOVED, mending=Mending.MOVE, reply="It will be 18:00.")

    assert "It will be 18:00." in texts(shown_of(note(mended)))


def test_a_few_promises_stand_there_in_full_each_with_its_channel() -> None:
    few = note(tracked(promise=1), tracked(promise=2, channel_name="second"), card=None)
    shown = shown_of(few)

    assert shown.blocks[0]["text"]["text"] == "⏰ Coming up: 2 promises"
    assert acts(shown) == AT_WORK * 2
    assert "in #second" in texts(shown)


def test_of_late_and_coming_promises_the_late_ones_are_the_headline() -> None:
    mixed = note(tracked(promise=1), LATE, tracked(promise=2), card=None)

    assert shown_of(mixed).blocks[0]["text"]["text"] == "🕒 Mon 2 Mar, 15:00 has passed"


def test_many_promises_get_a_line_each_with_everything_in_its_menu() -> None:
    many = note(*(tracked(promise=number, what=f"thing {number}") for number in range(1, 13)), card=None, more=38)
    shown = shown_of(many)
    sections = [block for block in shown.blocks if block["type"] == "section"]

    assert shown.blocks[0]["text"]["text"] == "⏰ Coming up: 50 promises"
    assert len(sections) == 12
    assert [option["value"] for option in sections[2]["accessory"]["options"]] == [
        f"{act}:0:3" for act in (*AT_WORK, Act.OPEN)
    ]
    assert "thing 3 · by Mon 2 Mar, 15:00 · in #support-customer" in texts(shown)
    assert "and 38 more: /mot promises" in texts(shown)
    assert_slack_takes(shown)


def test_of_many_those_with_a_message_to_copy_are_shown_in_full() -> None:
    mended = tracked(promise=4, mending=Mending.MOVE, reply="It will be 18:00.")
    shown = shown_of(note(*(tracked(promise=number) for number in (1, 2, 3)), mended, ended(promise=5), card=None))

    assert "It will be 18:00." in texts(shown)
    assert len([block for block in shown.blocks if block["type"] == "section"]) == 3


def test_the_first_promise_alone_names_the_notes_moment() -> None:
    two = shown_of(note(tracked(promise=1), tracked(promise=2), card=None))
    values = {value for value in strings(two.blocks) if value[:1].isdigit() and ":" in value and "p" not in value}

    assert {"7:1", "0:2"} <= values


@pytest.mark.parametrize("language", Language)
def test_every_state_alone_and_among_many_is_something_slack_takes(language: Language) -> None:
    several = [item(promise=place, what="x" * 300, words="y" * 300) for place in range(1, 12)]
    for one in every_item():
        for items in ((one,), (one, several[0]), (one, *several)):
            assert_slack_takes(shown_of(note(*items, language=language, more=7)))
