"""Labelled phrases: those the grammar was developed on, and those nobody who wrote it has seen."""

import pytest

from motbot.due_times import DueReader
from tests.due_times.labelled import DATA, labelled


@pytest.mark.parametrize(("file", "at_least"), [("dev.yaml", 75), ("holdout.yaml", 70)])
def test_labelled_due_times_come_to_the_expected_instants(reader: DueReader, file: str, at_least: int) -> None:
    right = sum(case.is_found(reader) and case.is_resolved(reader) for case in labelled(DATA / file))

    assert right >= at_least
