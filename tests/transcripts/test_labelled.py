"""A labelled case is the conversation as it stood at its focus, with what is right to say of it."""

from pathlib import Path
from typing import Any

import pytest

from motbot.domain.case import Case, Split
from motbot.domain.errors import BadDialogue
from motbot.domain.expectation import ExpectationKind, NegativeType, Signal, Urgency
from motbot.domain.promise import Strength
from motbot.transcripts.labelled import CaseFile, parse_labelled, read_cases
from tests.transcripts.test_case_files import CASE, file_of

GOLD: dict[str, Any] = {
    "is_moment": True,
    "urgency": "critical",
    "reply_by": "2026-06-09T13:28:00+01:00",
    "explicit": [{"key": "up", "text": "It works again", "quote": "Down?", "from": "e1", "anchors": ["down", 502]}],
    "implicit": [{"key": "why", "text": "To know why", "cue": "asks twice", "from": ["m1", "context"]}],
    "not_yet_existing": None,
    "business_interests": ["A shop that is open"],
    "should_say_no": {"value": False, "what": None},
    "signals": ["anger", "something_new"],
}
REPLY: dict[str, Any] = {
    "by": "a1",
    "at": "2026-06-09T13:25:00+01:00",
    "text": "Back by 14:00.",
    "gold": {
        "score": "+1",
        "range": [0, 1],
        "commitments": [
            {"who": "a1", "what": "Bring it back", "due": "2026-06-09T14:00:00+01:00", "due_text": "by 14:00",
             "strength": "firm"},
            {"who": "a1", "what": "Watch it", "due": None, "strength": "vague", "due_kind": "event_date"},
        ],
    },
}  # fmt: skip
LABELLED: dict[str, Any] = {**CASE, "gold": GOLD, "agent_reply": REPLY}


def labelled(**changes: Any) -> Case:
    """The case with changes at its top, read."""
    return parse_labelled(file_of(LABELLED | changes), name="cases.yaml").cases[0]


def with_gold(**changes: Any) -> dict[str, Any]:
    """The case with changes in its labels."""
    return LABELLED | {"gold": GOLD | changes}


def refusal(case: dict[str, Any]) -> str:
    """What reading it says."""
    with pytest.raises(BadDialogue) as refused:
        parse_labelled(file_of(case), name="cases.yaml")
    return str(refused.value)


def test_the_labels_become_values() -> None:
    case = labelled()

    gold = case.gold
    assert (gold.is_moment, gold.urgency, gold.say_no) == (True, Urgency.CRITICAL, False)
    assert gold.signals == (Signal.ANGER,)
    [up] = gold.of_kind(ExpectationKind.EXPLICIT)
    assert (up.key, up.quote, up.anchors) == ("up", "Down?", ("down", "502"))
    assert up.source == case.view.focus[0]
    assert gold.of_kind(ExpectationKind.NOT_YET_EXISTING) == ()
    assert case.reply is not None
    assert (case.reply.score, case.reply.low, case.reply.high) == (1, 0, 1)
    assert [one.strength for one in case.reply.promises] == [Strength.FIRM, Strength.VAGUE]
    assert [one.is_deadline for one in case.reply.promises] == [True, False]


def test_the_view_ends_with_the_judged_words_and_their_time() -> None:
    later = [*CASE["thread"], {"id": "m9", "at": "2026-06-09T13:30:00+01:00", "by": "c2", "text": "And now?"}]
    case = labelled(thread=later)

    assert case.view.focus_text == "Down?"
    assert [line.text for line in case.view.lines] == ["Down?", "Yes, for us."]
    assert case.view.now.isoformat() == "2026-06-09T13:18:00+01:00"


def test_an_edit_that_came_after_the_focus_is_not_made_yet() -> None:
    case = labelled(focus="m2", gold=GOLD | {"explicit": []})

    assert [line.text for line in case.view.lines] == [f"@{account_of(case, 'c2')} is it down?", "Yes, for us."]


def account_of(case: Case, person: str) -> str:
    """The account of somebody."""
    return next(account for account, name in case.names.items() if name == person)


def test_what_was_said_between_focus_and_reply_belongs_to_the_reply() -> None:
    between = [*CASE["thread"], {"id": "m9", "at": "2026-06-09T13:20:00+01:00", "by": "c2", "text": "Hello?"}]
    case = labelled(thread=between)

    assert case.reply is not None
    assert [line.text for line in case.reply.before] == ["Hello?"]
    assert case.reply.line.text == "Back by 14:00."


def test_people_are_told_by_the_file_s_ids_and_hidden_by_their_names() -> None:
    case = labelled()

    assert set(case.names.values()) == {"c1", "c2", "a1", "b1"}
    assert case.called[account_of(case, "a1")] == "Bob"
    assert case.view.mentions_ours == {account_of(case, "a1")}
    assert set(case.entries.values()) == {"e1", "m2"}


def test_a_case_names_its_thread_its_split_and_its_tags() -> None:
    case = labelled(thread_id="t-7", split="holdout", tags=["refund", "zh"])

    assert (case.thread, case.split, case.tags) == ("t-7", Split.HOLDOUT, ("refund", "zh"))
    assert (labelled().thread, labelled().split) == ("c-1", Split.TRAIN)


def test_either_answer_counts_where_the_file_says_so_or_nothing() -> None:
    assert labelled(gold=GOLD | {"should_say_no": {"value": True, "either_ok": True}}).gold.say_no is None
    assert labelled(gold=GOLD | {"should_say_no": None}).gold.say_no is None


def test_a_reason_for_no_moment_that_is_not_known_is_no_label() -> None:
    assert labelled(gold=GOLD | {"negative_type": "fyi"}).gold.negative_type is NegativeType.FYI
    assert labelled(gold=GOLD | {"negative_type": "weather"}).gold.negative_type is None


@pytest.mark.parametrize(
    ("case", "told"),
    [
        (with_gold(negative_type="chitchat"), "unknown negative_type 'chitchat'; did you mean 'chit_chat'?"),
        (with_gold(urgency="urgent"), "gold.urgency: Input should be 'none', 'low', 'normal', 'high' or 'critical'"),
        (with_gold(is_moment="maybe"), "gold.is_moment: Input should be a valid boolean"),
        (LABELLED | {"gold": {"is_moment": True, "explict": []}}, "unknown key 'explict'; did you mean 'explicit'?"),
        (with_gold(reply_by="2026-06-09T13:28:00"), "gold.reply_by: Input should have timezone info"),
        (with_gold(explicit=[{"key": "up"}]), "gold.explicit.0.text: Field required"),
        (LABELLED | {"split": "test"}, "split: Input should be 'train' or 'holdout'"),
        (LABELLED | {"agent_reply": REPLY | {"gold": {"score": 4}}}, "gold.score: Input should be less than"),
        ({key: value for key, value in LABELLED.items() if key != "gold"}, "gold: Field required"),
    ],
)  # fmt: skip
def test_a_label_that_cannot_be_read_is_named_with_file_line_and_key(case: dict[str, Any], told: str) -> None:
    message = refusal(case)

    assert message.startswith("cases.yaml:")
    assert int(message.split(":")[1]) > 3
    assert told in message


def oddities(case: dict[str, Any]) -> list[str]:
    """What looks odd."""
    file: CaseFile = parse_labelled(file_of(case), name="cases.yaml")
    return [str(one) for one in file.odd]


@pytest.mark.parametrize(
    ("case", "told"),
    [
        (with_gold(explicit=[{"text": "x", "quote": "nobody said", "from": "e1"}]), "does not stand in the entry"),
        (with_gold(implicit=[{"text": "x", "cue": "y", "from": ["m77"]}]), "'m77' is no entry of the thread"),
        (with_gold(urgency="none"), "gold.urgency: is none although is_moment is true"),
        (with_gold(is_moment=False, urgency="none"), "is no moment and has expectations"),
        (LABELLED | {"agent_reply": REPLY | {"gold": {"score": 3, "range": [0, 1]}}}, "leaves the score itself out"),
    ],
)
def test_a_label_that_looks_wrong_is_told_and_used(case: dict[str, Any], told: str) -> None:
    [odd] = oddities(case)

    assert told in odd
    assert odd.startswith("cases.yaml:")


def test_good_labels_are_not_odd() -> None:
    assert oddities(LABELLED) == []


def test_cases_of_files_and_folders_are_read_together(tmp_path: Path) -> None:
    (folder := tmp_path / "cases").mkdir()
    (folder / "one.yaml").write_text(file_of(LABELLED), encoding="utf-8")
    (folder / "notes.txt").write_text("no cases")
    (tmp_path / "two.yaml").write_text(file_of(LABELLED | {"id": "c-2"}), encoding="utf-8")

    found = read_cases([folder, tmp_path / "two.yaml"])

    assert [case.id for case in found.cases] == ["c-1", "c-2"]
    assert found.cases[1].file == str(tmp_path / "two.yaml")
    assert found.cases[0].line == 4


def test_an_id_that_two_files_use_is_refused(tmp_path: Path) -> None:
    for name in ("one.yaml", "two.yaml"):
        (tmp_path / name).write_text(file_of(LABELLED), encoding="utf-8")

    with pytest.raises(BadDialogue, match=r"two\.yaml:4: id: 'c-1' stands in .*one\.yaml:4 too"):
        read_cases([tmp_path])


def test_cases_of_one_thread_are_on_one_side(tmp_path: Path) -> None:
    pair = [
        LABELLED | {"thread_id": "t", "split": "train"},
        LABELLED | {"id": "c-2", "thread_id": "t", "split": "holdout"},
    ]
    (tmp_path / "one.yaml").write_text(file_of(*pair), encoding="utf-8")

    with pytest.raises(BadDialogue, match=r"'c-2' is for holdout, but 'c-1' of the same thread 't' for train"):
        read_cases([tmp_path / "one.yaml"])


def test_a_folder_without_cases_is_refused(tmp_path: Path) -> None:
    with pytest.raises(BadDialogue, match=r"holds no \.yaml file"):
        read_cases([tmp_path])


def test_the_shipped_cases_can_be_read_and_nothing_in_them_is_odd() -> None:
    found = read_cases([Path(__file__).parents[2] / "prompts" / "cases"])

    assert found.odd == ()
    assert {case.split for case in found.cases} == set(Split)
    assert len(found.cases) >= 24
