"""Foreign text is cut where a reader would cut, and loses whatever acts."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from motbot.slack.plain import neutral, quoted, quoted_line, shortened


def units(text: str) -> int:
    return len(text.encode("utf-16-le")) // 2


@given(text=st.text(alphabet="ab 请👩\u200d💻\u0301🇩🇪", max_size=120), at_most=st.integers(10, 60))
def test_a_cut_text_fits_and_ends_in_an_ellipsis(text: str, at_most: int) -> None:
    cut = shortened(text, at_most)

    assert units(cut) <= at_most
    assert cut == text or cut.endswith("…")


@pytest.mark.parametrize(
    ("text", "shown"),
    [
        ("<!channel> <@U1> <#C1> <https://a.example|x>", "‹!channel> ‹@U1> ‹#C1> ‹https://a.example|x>"),
        ("if (a < b) { return <T>x; }", "if (a < b) { return <T>x; }"),
        ("@Channel and @here but @heretic", "＠Channel and ＠here but @heretic"),
        ("a\u202eb\u200bc\x00d", "abcd"),
        ("Z" + "\u0301" * 50, "Z" + "\u0301" * 4),
    ],
)
def test_what_acts_is_defused_and_the_rest_stays(text: str, shown: str) -> None:
    assert neutral(text) == shown


def test_quoted_words_carry_no_links() -> None:
    assert "evil" not in quoted("see https://evil.example/x", 100)
    assert quoted_line("two\nlines", 100) == "two lines"
