"""Measures the finding of personal data: `python -m tests.bench.personal_data --each 4000`.

Every kind is written in every disguise of the suite, in sentences of both languages; order numbers are what must not be
found. The time is that of the slowest of some hostile texts and of an ordinary one, 40,000 characters each.
"""

import argparse
import random
import time
from collections.abc import Iterator

from rich.console import Console
from rich.table import Table

from motbot.domain.personal_data import PersonalKind, find_personal
from tests.domain.people_data import MADE, digits, written
from tests.domain.test_personal_data import HOSTILE, PHONES

LONG = 40_000
_TALK = "Could you look into order 20240501-7731, please? It was 1,299.00 EUR, and we close at 18:00 on 2026-03-02. "
_CALLED = (
    "Order {} has not come",
    "订单 {} 还没到",
    "the reference is {}",
    "单号{}，请查一下",
    "It says {} on the slip",
)


def recall(kind: PersonalKind, count: int) -> float:
    """The share that is found whole, with nothing beside it and as what it is."""
    rng = random.Random(f"recall {kind}")
    tried = right = 0
    while tried < count:
        for said, text in written(kind, rng):
            found = [(one.kind, text[one.start : one.end]) for one in find_personal(text)]
            tried, right = tried + 1, right + (found == [(kind, said)])
    return right / tried


def false_alarms(count: int) -> float:
    """The share of numbers of 8 to 20 digits that are nobody's and in which something is found."""
    rng = random.Random("alarms")
    texts = (rng.choice(_CALLED).format(digits(rng, rng.randint(8, 20))) for _ in range(count))
    return sum(bool(find_personal(text)) for text in texts) / count


def times() -> Iterator[tuple[str, float]]:
    """Milliseconds of processor time for each long text."""
    mixed = " ".join(PHONES) + " a.b@example.com "
    for name, piece in (("ordinary", _TALK), ("full of numbers", mixed), *((repr(one), one) for one in HOSTILE)):
        text = (piece * (LONG // len(piece) + 1))[:LONG]
        begun = time.process_time()
        find_personal(text)
        yield name, (time.process_time() - begun) * 1000


def main() -> None:
    """Print the figures."""
    arguments = argparse.ArgumentParser(description=__doc__)
    arguments.add_argument("--each", type=int, default=4000, help="texts for each kind")
    each = arguments.parse_args().each
    table = Table("what", "figure", title="Personal data on its way to a model")
    for kind in MADE:
        disguises = len(list(written(kind, random.Random(1))))
        table.add_row(
            f"{kind.value}: found as it is, of {each:,} in {disguises} disguises", f"{recall(kind, each):.2%}"
        )
    table.add_row(f"order numbers taken for somebody's, of {each:,}", f"{false_alarms(each):.2%}")
    taken = dict(times())
    table.add_row(f"an ordinary text of {LONG:,} characters", f"{taken['ordinary']:.1f} ms")
    slowest = max(taken, key=lambda name: taken[name])
    table.add_row(f"the slowest of {len(taken)}, {slowest}", f"{taken[slowest]:.1f} ms")
    Console().print(table)


if __name__ == "__main__":
    main()
