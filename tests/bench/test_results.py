"""Promises of the file that keeps the figures."""

from pathlib import Path

from tests.bench.results import Row, compared, write


def test_a_run_replaces_what_it_has_measured_anew_and_keeps_the_rest(tmp_path: Path) -> None:
    file = tmp_path / "RESULTS.md"
    write(
        [Row(part="door", what="p50", motbot="9", bare="8"), Row(part="start", what="ready", motbot="1", bare="2")],
        file,
    )

    write([Row(part="door", what="p50", motbot="7", bare="6")], file)

    rows = [line for line in file.read_text(encoding="utf-8").splitlines() if line.startswith(("| door", "| start"))]
    assert len(rows) == 2
    assert rows[0].startswith("| door | p50 | 7 | 6 |")
    assert rows[1].startswith("| start | ready | 1 | 2 |")


def test_a_ratio_is_taken_round_by_round() -> None:
    row = compared("door", "events", [100, 300, 200], [100, 100, 400])

    assert row.ratio == "1.00 (0.50-3.00)"
    assert (row.motbot, row.bare) == ("200", "100")
