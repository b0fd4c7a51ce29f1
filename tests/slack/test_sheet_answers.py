"""What can be said of a sheet, and what is told of it: answers to somebody, calibration only where there is one."""

from dataclasses import replace

from motbot.domain.nudge import SheetPurpose
from motbot.slack.sheet_modals import remark_view
from motbot.slack.sheet_notes import sheet_note_blocks
from motbot.slack.sheet_refs import read_frame
from motbot.slack.sheet_views import sheet_view
from tests.slack.rig import US
from tests.slack.sheet_rig import contact, note


def test_only_where_somebody_else_has_said_something_can_their_words_be_answered() -> None:
    page = contact()
    silent = replace(page, rows=tuple(replace(row, humans=(), remarks=()) for row in page.rows))
    for one, is_spoken in ((page, True), (silent, False)):
        chosen = str(remark_view(read_frame(sheet_view(one, US.url)["private_metadata"])))

        assert "'value': 'dispute'" in chosen
        assert ("'value': 'answer'" in chosen) is is_spoken


def test_only_a_calibration_speaks_of_ones_own_marks_when_somebody_has_marked() -> None:
    plain, blind = (
        str([block.to_dict() for block in sheet_note_blocks(note(purpose=SheetPurpose.MARKED, is_blind=one), US.url)])
        for one in (False, True)
    )

    assert "once your own marks are sent" in blind
    assert "once" not in plain
    assert "calibration" not in plain
