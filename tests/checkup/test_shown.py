"""The findings are legible in 80 columns and without colour, and whole for programs."""

import io
import json
from collections.abc import Sequence

from rich.console import Console

from motbot.checkup.finding import Finding, Light, untried
from motbot.checkup.shown import findings_json, findings_table, in_short

FOUND = (
    Finding(thing="database", text="PostgreSQL 18.1, embedded in /var/lib/motbot"),
    Finding(thing="disk", light=Light.AMBER, text="700 MB free", remedy="Make room."),
    Finding(thing="channel C0123456789", light=Light.RED, text="w" * 90, remedy="Type /invite @motbot there."),
    untried("scopes", "SLACK_BOT_TOKEN is refused"),
)


def shown(findings: Sequence[Finding] = FOUND) -> list[str]:
    """The table's lines on a terminal of 80 columns without colours."""
    out = io.StringIO()
    Console(file=out, width=80, no_color=True).print(findings_table(findings))
    return out.getvalue().splitlines()


def test_every_line_fits_and_its_light_is_a_word_and_a_sign_beside_the_colour() -> None:
    lines = shown()

    assert max(map(len, lines)) <= 80
    assert [line.split()[:2] for line in lines if line.strip() and line[0] != " "] == [
        ["+", "good"],
        ["!", "look"],
        ["x", "wrong"],
        ["-", "untried"],
    ]


def test_a_remedy_stands_below_what_was_found() -> None:
    lines = shown()

    at = next(place for place, line in enumerate(lines) if "700 MB" in line)
    assert lines[at + 1].strip() == "Make room."


def test_one_reason_stands_there_once_with_all_that_it_keeps_from_being_tried() -> None:
    because = "SLACK_BOT_TOKEN is not set"
    lines = shown([untried("scopes", because), FOUND[0], untried("clock", because), untried("channel C1", because)])

    assert sum(because in line for line in lines) == 1
    assert " ".join(" ".join(lines).split()) == (
        "- untried scopes, clock, channel not tried: SLACK_BOT_TOKEN is not set C1 "
        "+ good database PostgreSQL 18.1, embedded in /var/lib/motbot"
    )


def test_one_remedy_stands_there_once_below_all_that_it_mends() -> None:
    scopes = [Finding(thing="scope", light=Light.RED, text=f"{name} is missing", remedy="Add it.") for name in "ab"]
    lines = shown([*scopes, Finding(thing="scopes", text="c")])

    assert [line.strip() for line in lines] == [
        "x wrong  scope   a is missing, b is missing",
        "Add it.",
        "+ good   scopes  c",
    ]
    assert len(json.loads(findings_json(scopes))["findings"]) == 2


def test_signs_from_slack_that_mean_markup_or_hide_are_shown_as_they_are() -> None:
    out = io.StringIO()
    hostile = Finding(thing="channel C1", text="#[red]a\x1b[2J\u202eb")
    Console(file=out, width=80).print(findings_table([hostile]))

    assert "[red]" in out.getvalue()
    assert "\x1b" not in out.getvalue()
    assert "\u202e" not in out.getvalue()


def test_programs_get_every_field_and_whether_all_is_well() -> None:
    told = json.loads(findings_json(FOUND))

    assert (told["schema"], told["ok"]) == ("motbot-check/1", False)
    assert told["findings"][1] == {"thing": "disk", "light": "amber", "text": "700 MB free", "remedy": "Make room."}
    assert json.loads(findings_json(FOUND[:2]))["ok"] is True


def test_the_last_line_counts_them() -> None:
    assert in_short(FOUND) == "4 things: 1 good, 1 to look at, 1 wrong, 1 not tried"
