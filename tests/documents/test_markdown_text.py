"""Whatever anybody writes, in Markdown it reads as it was written and does nothing."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from motbot.documents.markdown_text import inline, line, linked, quoted
from motbot.domain.safe_text import without_hidden

HARMFUL = [
    "# not a heading",
    "> not a quote",
    "- not a list\n- at all",
    "1. not numbered",
    "2) neither",
    "+ nor this",
    "===",
    "title\n===",
    "title\n---",
    "```\ncode\n```",
    "~~~\ncode",
    "    indented code",
    "\tindented code",
    "**bold** _slanted_ ~~gone~~ `code`",
    "[words](https://example.com/trap)",
    "![picture](https://example.com/p.png)",
    "<https://example.com/a>",
    "<script>alert(1)</script>",
    "<b>bold</b>",
    "&lt;b&gt; &amp; &#65;",
    "a | b\n--- | ---\nc | d",
    "[a]: https://example.com 'title'",
    "ends with a backslash\\",
    "two\\\nlines",
    "snake_case_name and 2*3*4",
    "***",
    "* * *",
    "___",
    "1\\. twice",
    "\\*not\\*",
    "请看[这里](https://example.com)，**很急**",
]
TEXTS = st.text(alphabet=st.sampled_from("ab1 *_`#>-+=~[]()<>!|&;\\.:@/\n\t\"'^$请。") | st.characters(), max_size=60)
QUIET = {"text", "softbreak", "hardbreak", "text_special"}


def tokens(source: str) -> list[Token]:
    """What a reader with tables and struck-through words makes of it."""
    return MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(source)


def read(source: str) -> tuple[str, set[str]]:
    """The words that are shown, and every kind of inline markup among them."""
    inner = [one for block in tokens(source) if block.type == "inline" for one in block.children or []]
    words = "".join("\n" if one.type.endswith("break") else one.content for one in inner)
    return words, {one.type for one in inner if one.type not in QUIET}


def plain(text: str) -> str:
    """Words as they are compared: without blanks, and without the joiners that part a mention."""
    return "".join(text.replace("\u2060", "").split())


@pytest.mark.parametrize("text", HARMFUL)
def test_markup_in_a_quote_is_shown_and_does_nothing(text: str) -> None:
    source = "\n".join(quoted(text))
    words, kinds = read(source)

    assert {block.type for block in tokens(source)} <= {
        "blockquote_open", "blockquote_close", "paragraph_open", "paragraph_close", "inline",
    }  # fmt: skip
    assert kinds <= {"link_open", "link_close"}
    assert plain(words) == plain(text)


@given(TEXTS)
def test_any_text_reads_on_one_line_as_it_was_written(text: str) -> None:
    words, kinds = read("- before " + inline(text))

    assert kinds <= {"link_open", "link_close"}
    assert plain(words) == plain("before " + without_hidden(text))


@pytest.mark.row("L2", trials=100, long=10_000)
@given(TEXTS)
def test_any_text_is_a_paragraph_where_it_begins_a_line(text: str) -> None:
    source = line(text)
    words, kinds = read(source)

    assert {block.type for block in tokens(source)} <= {"paragraph_open", "paragraph_close", "inline"}
    assert kinds <= {"link_open", "link_close"}
    assert plain(words) == plain(without_hidden(text))


@given(TEXTS.filter(lambda text: bool(without_hidden(text).strip())))
def test_any_text_reads_in_a_quote_as_it_was_written(text: str) -> None:
    source = "\n".join(("- first", "", *quoted(text, "  "), "", "- second"))
    words, kinds = read(source)

    assert kinds <= {"link_open", "link_close"}
    assert plain(words) == plain("first" + without_hidden(text) + "second")
    assert sum(block.type == "list_item_open" for block in tokens(source)) == 2


def test_an_address_leads_where_it_says_and_nowhere_else() -> None:
    source = inline("see https://example.com/a_b*c?x=1&y=2, or [x](https://example.com/trap)")
    found = [one.attrs["href"] for block in tokens(source) for one in block.children or [] if one.type == "link_open"]

    assert found == ["https://example.com/a_b*c?x=1&y=2", "https://example.com/trap"]
    assert plain(read(source)[0]) == plain("see https://example.com/a_b*c?x=1&y=2, or [x](https://example.com/trap)")


def test_nobody_is_called_by_a_quote() -> None:
    assert not re.search(r"@\w", inline("@channel please, and @U0123456"))
    assert inline("write to a.b@example.com") == "write to a.b@example.com"


def test_a_quote_keeps_its_lines() -> None:
    assert quoted("one\ntwo\n\nthree") == ["> one  ", "> two", ">", "> three"]


def test_a_link_of_ours_cannot_be_left_by_its_words() -> None:
    source = linked("open](x) [", "https://example.com/a b<c>")
    (opened,) = [one for block in tokens(source) for one in block.children or [] if one.type == "link_open"]

    assert opened.attrs["href"] == "https://example.com/a%20b%3Cc%3E"
