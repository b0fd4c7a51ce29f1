"""Which language a text is in, and which one a customer is answered in."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from pydantic import TypeAdapter

from motbot.domain.language import ByLanguage, Language, is_chinese_character, language_like, language_of
from motbot.domain.message import ConversationView, Line
from motbot.domain.people import Side

NOON = datetime(2026, 3, 2, 12, 0, tzinfo=UTC)
EN, ZH = Language.EN, Language.ZH


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("Where is my order?", EN),
        ("我的订单在哪里？", ZH),
        ("请问 Slack Connect 的 API token 过期了怎么办", ZH),
        ("订单", ZH),
        ("ok", EN),
        ("OK 好", ZH),
        ("Please translate 你好 into English for the customer", EN),
        ("ＡＰＩ报错", ZH),
        ("𠮷 is rare", EN),
        ("看这个 https://example.com/a/b?c=d", ZH),
        ("看https://example.com/a和https://example.com/b", ZH),
        ("@U0123 @U0456 好", ZH),
        (":wave: :wave: :smile: 好", ZH),
        ("ann@example.com bob@example.com 谢", ZH),
    ],
)
def test_a_text_is_in_the_language_most_of_its_words_are_in(text: str, language: Language) -> None:
    assert language_of(text, default=EN) is language
    assert language_of(text, default=ZH) is language


@pytest.mark.parametrize(
    "text",
    ["", "  \n", "？", "!!!", "42", "10:30", "👍", ":+1:", ":white_check_mark:", "@U0123456", "https://example.com/pay",
     "ann@example.com", "#general", "¿?"],
)  # fmt: skip
def test_what_is_written_alike_in_every_language_says_nothing(text: str) -> None:
    assert language_of(text, default=ZH) is ZH
    assert language_of(text, default=EN) is EN
    assert language_of(text) is EN


@pytest.mark.parametrize(
    ("character", "is_one"), [("好", True), ("㐀", True), ("a", False), ("。", False), ("あ", False)]
)
def test_a_han_character_is_told_from_other_signs(character: str, is_one: bool) -> None:
    assert is_chinese_character(character) is is_one


# ---- the view of a conversation


def view(*said: tuple[str, Side, str], focus: tuple[str, ...], default: Language = EN) -> ConversationView:
    lines = tuple(Line(ts=ts, at=NOON, side=side, author="U1", text=text) for ts, side, text in said)
    return ConversationView(lines=lines, focus=focus, now=NOON, zone=ZoneInfo("UTC"), default_language=default)


def test_a_customer_is_answered_in_the_language_of_their_newest_words() -> None:
    said = view(("1.0", Side.CUSTOMER, "你好，我的订单呢"), ("2.0", Side.CUSTOMER, "any news?"), focus=("2.0",))

    assert said.language is EN


def test_newest_words_without_a_language_take_that_of_the_customers_earlier_ones() -> None:
    said = view(
        ("1.0", Side.CUSTOMER, "我的订单呢"),
        ("2.0", Side.AGENT, "One moment please, let me look"),
        ("3.0", Side.CUSTOMER, "https://example.com/order/42 ？"),
        focus=("3.0",),
    )

    assert said.language is ZH


def test_a_customer_who_has_used_no_words_is_answered_in_the_channels_language() -> None:
    assert view(("1.0", Side.CUSTOMER, "？"), focus=("1.0",), default=ZH).language is ZH


def test_the_focus_and_what_was_said_before_it_are_told_apart() -> None:
    said = view(
        ("1.0", Side.CUSTOMER, "a"),
        ("2.0", Side.AGENT, "b"),
        ("3.0", Side.CUSTOMER, "c"),
        ("4.0", Side.AGENT, "d"),
        ("5.0", Side.CUSTOMER, "e"),
        focus=("3.0", "5.0"),
    )

    assert said.focus_text == "c\ne"
    assert [line.ts for line in said.earlier_lines] == ["1.0", "2.0"]


def test_a_view_without_a_focus_has_nothing_to_judge() -> None:
    said = view(("1.0", Side.CUSTOMER, "a"), focus=())

    assert (said.focus_lines, said.focus_text, said.earlier_lines) == ((), "", ())


def test_a_language_beside_the_two_is_made_when_named_and_is_the_same_ever_after() -> None:
    french = Language("fr")

    assert Language("FR") is Language("fr") is french
    assert Language("pt_br") is Language("pt-BR")
    assert TypeAdapter(Language).validate_json('"fr"') is french
    assert list(Language) == [EN, ZH]
    assert [one.is_mastered for one in (EN, ZH, french)] == [True, True, False]


@pytest.mark.parametrize("word", ["", "french", "f", "fr/..", "en;zh", "None"])
def test_what_is_no_code_of_a_language_is_refused(word: str) -> None:
    with pytest.raises(ValueError, match="not a valid Language"):
        Language(word)


def test_english_stands_in_where_something_is_made_for_two_languages() -> None:
    assert ByLanguage({EN: "hello", ZH: "你好"})[Language("fr")] == "hello"


@pytest.mark.parametrize(
    ("setting", "language"), [("zh-TW", ZH), ("en-GB", EN), ("ZH", ZH), ("de-DE", None), ("", None)]
)
def test_a_setting_asks_for_a_language_we_have_words_in(setting: str, language: Language | None) -> None:
    assert language_like(setting) is language
