"""A sheet on a terminal fits into 80 columns in every language, and says without colour all that it says."""

import io

import pytest
from hypothesis import given
from hypothesis import strategies as st
from rich.cells import cell_len
from rich.console import Console, RenderableType
from rich.text import Text

from motbot.documents.prose import Prose
from motbot.documents.sheet_parts import Origin, sheet_parts
from motbot.documents.sheet_terminal import list_on_terminal, sheet_on_terminal
from motbot.domain.language import Language
from tests.documents.sheets import pages

MIXED = st.text(alphabet=st.sampled_from("ab 12 ，。“”（）客户您好,.é\n"), max_size=120)


def shown(*pieces: RenderableType, width: int = 80) -> str:
    """What stands on a terminal without colours."""
    out = io.StringIO()
    console = Console(file=out, width=width, color_system=None)
    for piece in pieces:
        console.print(piece)
    return out.getvalue()


@pytest.mark.parametrize("language", Language)
@pytest.mark.parametrize("width", [40, 80, 200])
def test_no_line_is_wider_than_the_terminal(language: Language, width: int) -> None:
    text = shown(*sheet_on_terminal(sheet_parts(pages(language=language))), width=width)

    assert max(cell_len(line) for line in text.splitlines()) <= width


def test_a_frame_is_closed_on_the_right_on_every_line_of_a_chinese_contact() -> None:
    text = shown(*sheet_on_terminal(sheet_parts(pages(language=Language.ZH))))
    framed = [line for line in text.splitlines() if line.startswith(("│", "╭", "╰"))]

    assert {cell_len(line) for line in framed} == {80}
    assert all(line.endswith(("│", "╮", "╯")) for line in framed)


def test_everything_is_said_without_colour() -> None:
    text = " ".join(shown(*sheet_on_terminal(sheet_parts(pages(), Origin(decided_by=1))), width=200).split())

    for told in (
        "Whole conversation: \u22122 lets down",
        "in contact 1",
        "Would have helped: who, what, by when, and what if not",
        "“That is not my department”",
        "missed To have it soon",
        "broken “It will be there by Friday”",
        "You have the new date from me by 10:00.",
        "agent, disputing this: I *called* them",
        "**Now**, please: [here](https://trap.example/x) <b>or</b> @channel",
    ):
        assert told in text, told


def test_square_brackets_in_a_title_are_words() -> None:
    sheet = sheet_parts(pages(), Origin(title="[bold]x[/bold]"))

    assert "[bold]x[/bold]" in shown(*sheet_on_terminal(sheet))
    assert "[bold]x[/bold]" in shown(list_on_terminal([sheet]))


@pytest.mark.parametrize("language", Language)
def test_a_list_of_conversations_shows_score_and_title_whole(language: Language) -> None:
    sheets = [sheet_parts(pages(language=language), Origin(title=f"case-{number}")) for number in range(12)]
    lines = shown(list_on_terminal(sheets)).splitlines()

    assert len(lines) == 12
    assert all(f"case-{number}" in line for number, line in enumerate(lines))
    assert all(("lets down" if language is Language.EN else "明显失望") in line for line in lines)


@given(MIXED, st.integers(min_value=12, max_value=60))
def test_prose_of_any_script_is_wrapped_whole_and_fits(text: str, width: int) -> None:
    rows = shown(Prose(text), width=width).split("\n")

    assert max(cell_len(row) for row in rows) <= width
    assert "".join("".join(rows).split()) == "".join(text.split())


def test_chinese_prose_fills_its_lines_and_begins_none_with_a_full_stop() -> None:
    rows = shown(Prose(Text("我来跟进，今天十点前在这里告诉您进展。要是到时候还没有结果，我会说明。")), width=20).split(
        "\n"
    )

    assert all(row[:1] not in "，。" or not row for row in rows)
    assert all(cell_len(row) >= 16 for row in rows[:-2])
