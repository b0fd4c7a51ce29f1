"""What editors put into a file without being asked, a byte order mark or Windows' line ends, changes nothing."""

from pathlib import Path

import pytest

from motbot.domain.errors import BadConfig
from motbot.settings import load_config

BOM = b"\xef\xbb\xbf"


@pytest.mark.parametrize("before", [b"", BOM])
@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\r"])
def test_a_good_file_is_read(tmp_path: Path, before: bytes, end: bytes) -> None:
    file = tmp_path / "motbot.yaml"
    file.write_bytes(before + end.join([b"coach: playbook", b"limits:", b"  quiet_hours:", b"    from: 9:30", b""]))

    assert f"{load_config(file).limits.quiet_hours.begin:%H:%M}" == "09:30"


@pytest.mark.parametrize("before", [b"", BOM])
@pytest.mark.parametrize("end", [b"\n", b"\r\n"])
def test_a_mistake_is_told_at_its_place(tmp_path: Path, before: bytes, end: bytes) -> None:
    file = tmp_path / "motbot.yaml"
    file.write_bytes(before + end.join([b"coch: playbook", b"timezone: Europe/Berln", b""]))

    with pytest.raises(BadConfig) as caught:
        load_config(file)

    places = [line.removeprefix(str(file)).split(": ")[0:2] for line in str(caught.value).splitlines()]
    assert places == [[":1:1", "coach"], [":1:1", "coch"], [":2:11", "timezone"]]
