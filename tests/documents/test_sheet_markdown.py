"""A sheet as Markdown reads well as text and as a page, and nobody's words act in it."""

import re
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.token import Token

from motbot.documents.sheet_markdown import markdown_of, page_markdown, sheet_markdown
from motbot.documents.sheet_parts import Origin, sheet_parts
from motbot.domain.language import Language
from tests.documents.sheets import blind, pages

EXPECTED = """\
# Evaluation sheet: #help

2 Mar 2026 (Europe/Berlin)

Judged by the playbook, without a language model

**Whole conversation: \u22122 (lets down)**

The customer is sent away under pressure

What decided: sent elsewhere to start again, or the work handed back (rule 4), in contact 1

*The scale's upper half (0 to +3) is the method's; the lower half (-3 to -1) is our own.*

- Contact 1: **\u22122 (lets down)** – Where is order 1001?
"""


def tokens(source: str) -> list[Token]:
    """What a reader of Markdown with tables makes of it."""
    return MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(source)


def test_the_overview_reads_well_as_plain_text() -> None:
    assert sheet_markdown(pages(), Origin(decided_by=1)).startswith(EXPECTED.rstrip())


def test_every_heading_is_ours() -> None:
    source = sheet_markdown(pages())
    parsed = tokens(source)
    headings = [after.content for one, after in pairwise(parsed) if one.type == "heading_open"]

    assert headings == [
        "Evaluation sheet: #help",
        "Contact 1: \u22122 (lets down)",
        "What they wrote",
        "What we wrote",
        "Step by step",
        "What they expected",
        "What was promised",
        "What +3 would have been",
        "Contact 2: – (not applicable yet)",
        "What they wrote",
        "What we wrote",
        "How the coach agrees with people",
    ]


def test_nothing_of_anybodys_words_becomes_markup() -> None:
    parsed = tokens(sheet_markdown(pages()))
    inner = [child for one in parsed if one.type == "inline" for child in one.children or []]
    addresses = {child.attrs["href"] for child in inner if child.type == "link_open"}

    assert not {one.type for one in parsed} & {"html_block", "fence", "code_block", "table_open", "hr"}
    assert not {child.type for child in inner} & {"html_inline", "code_inline", "image"}
    assert addresses == {"https://trap.example/x"}
    assert "@channel" not in sheet_markdown(pages())


def test_quotes_stand_in_block_quotes_with_links_to_their_messages() -> None:
    source = sheet_markdown(pages(), Origin(link=lambda place: f"https://acme.example/{place.ts}"))

    assert (
        "> That is not my department.  \n"
        "> It will be there by Friday, I promise.\n"
        ">\n"
        "> — second agent · 2 Mar, 10:05 · [open](<https://acme.example/1772442300.000100>)\n"
    ) in source


def test_steps_promises_and_what_people_say_are_told() -> None:
    source = sheet_markdown(pages())

    assert "- **Offer: +1 (meets)**\n  - Done: moving first instead of waiting\n" in source
    assert "- you: **\u22121** – The date was given\n" in source
    assert "  - agent, disputing this: I \\*called\\* them\n" in source
    assert "- **broken** (due: by Friday)\n\n  > It will be there by Friday\n" in source
    assert "- **missed** (unspoken): To have it soon – they say now\n" in source
    assert "> I'm on it.  \n> You have the new date from me by 10:00.\n" in source


def test_a_page_alone_links_its_quotes_too() -> None:
    overview, first, _ = pages()

    source = page_markdown(first, link=lambda place: f"https://acme.example/{place.ts}")

    assert source.startswith("# Evaluation sheet: #help\n")
    assert "[open](<https://acme.example/1772442300.000100>)" in source
    assert "- Contact 2: **– (not applicable yet)**" in page_markdown(overview)


def test_a_blind_sheet_says_nothing_that_is_hidden() -> None:
    source = sheet_markdown(blind())

    for hidden in ("lets down", "by 10:00", "What they expected", "What was promised", "sent away"):
        assert hidden not in source


def test_several_conversations_follow_each_other() -> None:
    sheets = [sheet_parts(pages(language=language), Origin(title=f"case {language}")) for language in Language]

    source = markdown_of(sheets)

    assert "# Evaluation sheet: case en\n" in source
    assert "\n# 评价表：case zh\n" in source


def test_of_a_single_contact_what_decided_is_said_once() -> None:
    overview, first, _ = pages()

    assert sheet_markdown((overview, first)).count("What decided:") == 1
    assert sheet_markdown((first,)).count("What decided:") == 1
    assert sheet_markdown(pages()).count("What decided:") == 2


def test_in_chinese_our_words_stand_in_the_brackets_of_chinese() -> None:
    source = sheet_markdown(pages(language=Language.ZH), Origin(decided_by=1))

    assert "（Europe/Berlin）" in source
    assert re.findall(r"[\u4e00-\u9fff*] ?\(|\([^()]*[\u4e00-\u9fff][^()]*\)(?!\))", source) == []
