"""The report on a terminal: every figure with its numbers and how it is counted, at any width."""

import io

import pytest
from rich.cells import cell_len
from rich.console import Console

from motbot.documents.report_terminal import report_in_terminal
from motbot.domain.language import Language
from motbot.domain.report_sections import told
from tests.domain.test_report_sections import FULL


def shown(language: Language, *, width: int) -> str:
    console = Console(file=io.StringIO(), width=width)
    console.print(report_in_terminal(told(FULL, language)))
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


@pytest.mark.parametrize("language", Language)
def test_every_figure_and_every_name_is_there(language: Language) -> None:
    report, text = told(FULL, language), shown(language, width=100)

    for section in report.sections:
        assert section.title in text
        assert section.lead in text
        for row in section.numbers.rows if section.numbers else ():
            assert row[0] in text


@pytest.mark.parametrize("width", [40, 80])
@pytest.mark.parametrize("language", Language)
def test_no_line_is_wider_than_the_terminal(language: Language, width: int) -> None:
    assert max(map(cell_len, shown(language, width=width).splitlines())) <= width


def test_a_table_too_wide_is_turned_round() -> None:
    wide, narrow = shown(Language.EN, width=120), shown(Language.EN, width=70)

    assert "Written by" in wide
    assert "  Not helpful" not in next(line for line in narrow.splitlines() if "Written by" in line)
    assert any(line.strip().startswith("Not helpful") for line in narrow.splitlines())
