"""A sheet for programs: its keys stay, its figures are those of the sheet, and it can be read back."""

import json
from dataclasses import replace
from pathlib import Path

import pytest

from motbot.documents.sheet_json import json_of, sheet_json
from motbot.documents.sheet_parts import Origin
from motbot.domain.review import Review
from tests.documents.sheets import REVIEW


def read(review: Review = REVIEW, origin: Origin | None = None) -> dict[str, object]:
    """A sheet as another program reads it."""
    whole = json.loads(json_of([sheet_json(review, origin or Origin(title="case-1"))]))
    assert whole["schema"] == "motbot-sheet/1"
    (sheet,) = whole["sheets"]
    assert isinstance(sheet, dict)
    return sheet


def keys_of(value: object) -> object:
    """The shape of a value: its keys, and those of the first of a list."""
    if isinstance(value, dict):
        return {key: keys_of(inner) for key, inner in value.items()}
    return [keys_of(value[0])] if isinstance(value, list) and value else None


def test_the_keys_are_those_that_are_promised() -> None:
    message = dict.fromkeys(("ts", "at", "role", "text", "link"))
    quote = dict.fromkeys(("ts", "words"))
    facts = ("faults", "is_mild", "asked", "unanswered", "is_late", "presses", "harms", "repair", "depth")
    mark = {"score": None, "behaviours": None, "lacking": [None], "quotes": [quote], "reason": None}

    shape = keys_of(read())

    assert shape == {
        "id": None,
        "language": None,
        "is_timed": None,
        "made_by": {
            **dict.fromkeys(("coach", "revision", "model", "latency_ms", "prompt_tokens", "completion_tokens")),
            "dropped": [None],
        },
        "without_model": None,
        "scale_note": None,
        "content": None,
        "overall": dict.fromkeys(("score", "rule", "contact")),
        "contacts": [
            {
                "number": None,
                "overall": dict.fromkeys(("score", "rule")),
                "reason": None,
                "expects": None,
                "asked": [message],
                "said": [message],
                "facts": {**dict.fromkeys(facts), "faults": [None]},
                "evidence": [{**quote, "fault": None}],
                "steps": {
                    "explore": mark,
                    "offer": {**mark, "behaviours": [None]},
                    "promise": {**mark, "lacking": None, "quotes": None},
                    "confirm": {**mark, "lacking": None, "quotes": None},
                },
                "expectations": [dict.fromkeys(("kind", "text", "quote", "cue", "source", "outcome"))],
                "promises": [dict.fromkeys(("ts", "words", "due_words", "fate", "time_over", "taken_back_at"))],
                "better": None,
            }
        ],
    }


def names_in(value: object) -> set[str]:
    """Every key of a value and of what it holds."""
    if isinstance(value, dict):
        return set(value).union(*map(names_in, value.values()))
    return set().union(*map(names_in, value)) if isinstance(value, list) else set()


def test_every_key_is_explained_in_the_guide() -> None:
    guide = (Path(__file__).parent.parent.parent / "docs" / "review.md").read_text(encoding="utf-8")

    assert {key for key in names_in(read()) if f"`{key}`" not in guide} == set()


def test_the_figures_are_the_sheets() -> None:
    sheet = read()
    contacts = sheet["contacts"]
    assert isinstance(contacts, list)

    assert sheet["overall"] == {"score": -2, "rule": 4, "contact": 1}
    assert contacts[0]["evidence"] == [
        {"ts": "1772442300.000100", "words": "That is not my department", "fault": "sent_away"}
    ]
    assert contacts[0]["steps"]["promise"]["score"] is None
    assert contacts[0]["promises"][0]["fate"] == "broken"
    assert contacts[0]["asked"][0]["at"] == "2026-03-02T09:00:00+00:00"
    assert (contacts[1]["overall"], contacts[1]["said"]) == (None, [])


def test_times_that_nobody_told_are_null() -> None:
    contacts = read(origin=Origin(is_timed=False))["contacts"]
    assert isinstance(contacts, list)

    assert contacts[0]["asked"][0]["at"] is None


def test_a_review_without_a_sheet_cannot_be_written() -> None:
    with pytest.raises(ValueError, match="without a sheet"):
        sheet_json(replace(REVIEW, sheet=None), Origin())
