"""How far back a report goes is written as a number and a letter."""

from datetime import UTC, datetime

import pytest

from motbot.domain.errors import BadInput
from motbot.domain.report_span import USUAL, since_of

NOW = datetime(2026, 3, 20, 12, tzinfo=UTC)


@pytest.mark.parametrize(
    ("span", "since"),
    [("12h", "2026-03-20T00:00:00+00:00"), (USUAL, "2026-02-18T12:00:00+00:00"), ("2w", "2026-03-06T12:00:00+00:00")],
)
def test_a_span_ends_now(span: str, since: str) -> None:
    begins = since_of(span, NOW)

    assert begins is not None
    assert begins.isoformat() == since


def test_all_has_no_beginning() -> None:
    assert since_of("all", NOW) is None


@pytest.mark.parametrize("span", ["", "30", "d", "0d", "-3d", "3 d", "1.5d", "99999d", "3m", "ALL"])
def test_anything_else_is_refused_with_an_example(span: str) -> None:
    with pytest.raises(BadInput, match="such as 30d, or all"):
        since_of(span, NOW)
