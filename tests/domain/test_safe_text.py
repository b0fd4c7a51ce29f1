"""Whatever a model or a customer writes, what is shown and sent cannot act."""

import re
import unicodedata

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from motbot.domain.safe_text import excerpt, links_in, one_line, safe, shortened

LIVE = re.compile(r"<[!@#a-zA-Z/]|@(?:channel|here|everyone)\b|[a-z]://\w|\]\(|mailto:\w", re.IGNORECASE)
HOSTILE = st.lists(
    st.one_of(
        st.sampled_from(
            ["<!channel>", "<!here|x>", "<!subteam^S1>", "<@U123>", "<#C1|c>", "<https://e.vil/x|here>", "<", ">", "|",
             "<!date^1^x^h://y|z>", "!", "@here", "https://e.vil", "e.vil.com", "www.e.vil", "mailto:a@b.co", "a@b.co",
             "[", "](", ")", "*", "**", "_", "`", "~", "# ", "> ", "\n", "\u202e", "\u200b", "\x00", "\ud800", "\u2028",
             "/x", ".", "x", "你"]
        ),
        st.text(max_size=5),
    ),
    max_size=20,
).map("".join)  # fmt: skip


@pytest.mark.row("L2", "J1", trials=100, long=10_000)
@given(HOSTILE, st.integers(0, 80))
@example("<!chan<!here>nel>", 80)
@example("<#C1|c><#C1|c>00000@here<https://e.vil/x|here>", 13)
@example("[a](<!channel>)", 80)
@example("<\u200b!channel>", 80)
@example("h\u200bttps://e.vil", 80)
def test_nothing_stays_live_and_the_bound_holds(text: str, limit: int) -> None:
    made = safe(text, limit=limit)

    assert not LIVE.search(made)
    assert len(made) <= limit
    assert not [c for c in made if c not in "\n\t" and unicodedata.category(c) in {"Cc", "Cf", "Cs", "Co"}]
    made.encode()


@pytest.mark.row("U2", trials=100, long=10_000)
@given(HOSTILE)
def test_making_safe_twice_changes_nothing_more(text: str) -> None:
    once = safe(text, limit=400)

    assert safe(once, limit=400) == once


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("Hello <!channel>, see <https://e.vil/x|the page>", "Hello, see the page [link]"),
        ("Ask <@U123ABC> in <#C1|support>.", "Ask in support."),
        ("**Bold** and *bold*, _soft_, ~gone~, `code`", "Bold and bold, soft, gone, code"),
        ("# Title\n> quoted\n- item", "Title\nquoted\n- item"),
        ("2*3*4 and snake_case_name", "2*3*4 and snake_case_name"),
        ("if a < 5 or b <= 7", "if a < 5 or b <= 7"),
        ("Open config.yaml with Node.js v1.2.", "Open config.yaml with Node.js v1.2."),
        ("Go to evil.com now", "Go to evil. com now"),
        ("请看evil.com谢谢", "请看evil. com谢谢"),
        ("at 10.30 we ship 1.000 pieces, e.g. today", "at 10.30 we ship 1.000 pieces, e.g. today"),
        ("一\u202e二\u200b三", "一二三"),
    ],
)
def test_model_text_keeps_its_words_and_loses_its_powers(text: str, made: str) -> None:
    assert re.sub(r"\s+([,.])", r"\1", safe(text, limit=200)) == made


def test_links_of_the_conversation_stay() -> None:
    links = links_in("see https://docs.example.com/sso, or write to help@example.com", "login.example.com is up")

    kept = safe("See https://docs.example.com/sso. Or help@example.com or login.example.com!", limit=200, links=links)

    assert kept == "See https://docs.example.com/sso. Or help@example.com or login.example.com!"


@pytest.mark.parametrize(
    "other",
    ["https://docs.example.com/sso/../admin", "https://docs.example.com.evil.io/sso", "http://docs.example.com"],
)
def test_a_link_that_only_resembles_a_known_one_goes(other: str) -> None:
    links = links_in("https://docs.example.com/sso")

    assert safe(f"see {other}", limit=200, links=links) == "see [link]"


def test_a_huge_text_is_bounded_before_it_is_read() -> None:
    assert len(safe("*a <!x " * 3_000_000, limit=100)) <= 100


@pytest.mark.parametrize(
    ("text", "limit", "cut"),
    [
        ("short", 10, "short"),
        ("hello wonderful world", 16, "hello wonderful…"),
        ("hello wonderful world", 12, "hello…"),
        ("一二三四五六", 4, "一二三…"),
        ("ab\u0301c", 3, "a…"),
        ("👍🏽👍🏽", 2, "…"),
        ("🇩🇪🇫🇷🇪🇸", 4, "🇩🇪…"),
        ("x", 0, ""),
    ],
)
def test_a_cut_never_splits_what_a_reader_sees_as_one(text: str, limit: int, cut: str) -> None:
    assert shortened(text, limit) == cut


def test_an_excerpt_is_one_plain_line() -> None:
    assert excerpt("<@U1> hi\n\n  *there*, see https://x.io/a?b  ok", 100) == "hi there, see [link] ok"


def test_messages_quoted_on_one_line_are_apart_by_a_space_or_by_a_wide_mark() -> None:
    assert excerpt("还没到。\n周五要用！\n\n在吗\n急", 100) == "还没到。周五要用！在吗 急"
    assert excerpt("It is not here.\nWe need it.", 100) == "It is not here. We need it."


def test_one_line_has_no_line_breaks() -> None:
    assert one_line("a\nb\u2028c\r\nd", limit=50) == "a b c d"


@pytest.mark.parametrize(
    ("words", "shown"),
    [
        ("请看 https://x.io/a?b 打不开", "请看 [链接] 打不开"),
        ("see https://x.io/a?b please", "see [link] please"),
        ("文件在 files.example/报表 里", "文件在 [链接] 里"),
    ],
)
def test_the_place_of_a_link_is_named_in_the_language_around_it(words: str, shown: str) -> None:
    assert excerpt(words, 100) == shown
