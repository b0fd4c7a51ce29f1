"""Phrase lists as trainers write them."""

import re

import pytest

from motbot.playbook.phrases import Phrases, plain


def test_latin_phrases_match_whole_words_and_chinese_ones_any_place() -> None:
    phrases = Phrases.of(["art", "发票"])
    assert phrases.within("Art is long")
    assert not phrases.within("start the party")
    assert phrases.within("请问发票抬头怎么改")


def test_a_latin_phrase_is_found_between_chinese_characters() -> None:
    assert Phrases.of(["sso"]).within("支持SSO吗")


def test_curly_and_full_width_marks_are_read_as_plain_ones() -> None:
    assert Phrases.of(["don't"]).within("I don’t")
    assert Phrases.of(["/ok[?]/"]).within("OK？")


def test_the_plain_form_keeps_every_place() -> None:
    text = "“它”，真的？"
    assert len(plain(text)) == len(text)


def test_the_words_are_given_as_the_text_has_them() -> None:
    assert Phrases.of(["the board"]).words("for The  Board, now") == "The  Board"


def test_what_is_left_without_the_phrases_is_bare_of_marks() -> None:
    assert Phrases.of(["thanks"]).without("Thanks, thanks!") == ""


def test_an_empty_list_matches_nothing() -> None:
    assert not Phrases.of([]).within("anything")


def test_a_broken_expression_is_refused() -> None:
    with pytest.raises(re.error):
        Phrases.of(["/(/"])
