"""A limit typed in Slack is checked as one in the file, and told in the same words."""

from datetime import timedelta
from pathlib import Path

import pytest

from motbot.domain.errors import BadConfig
from motbot.domain.language import Language
from motbot.domain.limits import LimitKind, PromiseLimit
from motbot.domain.typed_limit import BadLimit, LimitFault, TypedLimit, typed_of
from motbot.settings.loading import load_config
from motbot.settings.typed_limits import ConfigChecks
from motbot.slack.knowledge_wording import knowledge_wording

CHECKS = ConfigChecks()
GOOD = {"kind": "authority", "rule": "Refunds need a lead.", "words": "refund*"}


def test_words_stand_on_lines_or_between_commas_and_what_is_empty_was_left_out() -> None:
    words, rule = "fix*, credit note\n退款，保证;", " Never within the hour. "
    typed = TypedLimit(kind="sla", words=words, rule=rule, sooner_than="1h")

    assert CHECKS.limit(typed) == PromiseLimit(
        kind=LimitKind.SLA,
        words=("fix*", "credit note", "退款", "保证"),
        rule="Never within the hour.",
        sooner_than=timedelta(hours=1),
    )


def test_a_limit_that_is_typed_again_as_it_stands_is_the_same() -> None:
    soon = timedelta(minutes=90)
    limit = PromiseLimit(
        kind=LimitKind.LEGAL, words=("a", "b c*"), rule="No.", instead="Yes.", above=0.5, sooner_than=soon
    )

    assert CHECKS.limit(typed_of(limit)) == limit


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("24 hours", "24h"),
        ("24小时", "24h"),
        ("1 h", "1h"),
        ("1 day and 2 hours", "1d2h"),
        ("1小时30分钟", "1h30m"),
        ("１ 个小时", "1h"),
        ("2 Days", "2d"),
        ("45 mins", "45m"),
        ("3天", "3d"),
    ],
)
def test_a_time_is_typed_as_people_write_it(typed: str, meant: str) -> None:
    natural, short = (CHECKS.limit(TypedLimit(kind="sla", rule="No.", sooner_than=one)) for one in (typed, meant))

    assert natural == short


@pytest.mark.parametrize(
    "typed", ["500", "EUR 500", "500 EUR", "€500", "500 euros", "500元", "￥500", "人民币500元", "500 美元", "５００"]
)
def test_an_amount_is_typed_with_its_currency_or_without(typed: str) -> None:
    assert CHECKS.limit(TypedLimit(kind="sla", rule="No.", above=typed)).above == 500


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("kind", "authorty"),
        ("words", "*"),
        ("rule", "  "),
        ("above", "1,000"),
        ("above", "-1"),
        ("sooner_than", "soon"),
        ("sooner_than", "1 fortnight"),
        ("sooner_than", "24"),
        ("above", "500 boxes"),
        ("above", "500 EUR 30"),
        ("above", "EUR"),
        ("instead", "use xoxb-1234567890"),
        ("words", ""),
    ],
)
def test_every_mistake_is_told_beside_its_field_in_the_words_of_the_config(
    tmp_path: Path, key: str, value: str
) -> None:
    with pytest.raises(BadLimit) as typed:
        CHECKS.limit(TypedLimit(**{**GOOD, key: value}))
    ((place, fault),) = typed.value.faults.items()

    assert place == key
    told = knowledge_wording(Language.EN).faults[fault]
    assert told in _as_the_file_is_told(tmp_path, key, value)
    assert knowledge_wording(Language.ZH).faults[fault] != told


def test_several_mistakes_are_told_at_once() -> None:
    with pytest.raises(BadLimit) as typed:
        CHECKS.limit(TypedLimit(kind="x", words="*", rule="", above="x", sooner_than="x"))

    assert set(typed.value.faults) == {
        LimitFault.KIND,
        LimitFault.WORDS,
        LimitFault.RULE,
        LimitFault.ABOVE,
        LimitFault.SOONER_THAN,
    }


def test_a_token_is_no_fact() -> None:
    assert CHECKS.holds_secret("the key is sk-abcdefghijklmnop12")
    assert not CHECKS.holds_secret("Returns are free.")


def _as_the_file_is_told(folder: Path, key: str, value: str) -> str:
    """The message for the same limit in a configuration file."""
    given = {name: f'"{text}"' for name, text in {**GOOD, key: value}.items()}
    given["words"] = f"[{given['words']}]" if key != "words" or value else "[]"
    limit = "\n        ".join(f"{name}: {text}" for name, text in given.items())
    file = folder / "motbot.yaml"
    file.write_text(
        f"coach: playbook\nchannels:\n  - id: C0123456789\n    agents: [U0123456789]\n    limits:\n      - {limit}\n",
        encoding="utf-8",
    )
    with pytest.raises(BadConfig) as told:
        load_config(file)
    return str(told.value).replace("expected one of authority, sla, legal", "expected one of the three")
