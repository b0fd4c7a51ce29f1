"""Tests of the rules for the server's folder that need another owner or another machine to be seen whole."""

import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from motbot.domain.errors import StorageRefused
from motbot.storage.folder import (
    NOBODYS_ID,
    Account,
    ServerFolder,
    file_system_of,
    make_own,
    prepare,
    refuse_closed_parents,
)
from motbot.storage.folder import refuse_network as refuse
from tests.fakes.database import own_folder

MOUNTS = [("/", "ext4"), ("/data", "nfs4"), ("/data/local", "xfs"), ("/database", "ext4")]


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("/home/bot", "ext4"),
        ("/data/bot", "nfs4"),
        ("/data", "nfs4"),
        ("/data/local/bot", "xfs"),
        ("/database/bot", "ext4"),
    ],
)
def test_a_path_lies_on_the_nearest_mount_above_it(path: str, kind: str) -> None:
    assert file_system_of(Path(path), MOUNTS) == kind


@pytest.mark.parametrize("kind", ["nfs", "nfs4", "cifs", "smbfs", "fuse.sshfs"])
def test_a_file_system_over_the_network_is_refused(kind: str) -> None:
    with pytest.raises(StorageRefused, match=rf"network file system \({kind}\).*MOTBOT_DATA_DIR"):
        refuse(Path("/data/bot"), [("/", "ext4"), ("/data", kind)])


@pytest.mark.parametrize("kind", ["ext4", "xfs", "btrfs", "overlay", "tmpfs", "apfs", "zfs", "9p", ""])
def test_a_file_system_of_this_machine_is_taken(kind: str) -> None:
    refuse(Path("/data/bot"), [("/data", kind)])


def test_a_folder_of_another_account_is_refused_and_left_alone(tmp_path: Path) -> None:
    owner = os.geteuid()
    mode = tmp_path.stat().st_mode

    with pytest.raises(StorageRefused, match=rf"belongs to account number {owner}, and motbot runs as {owner}"):
        make_own(tmp_path, mode=0o700, uid=owner + 1, gid=os.getegid())
    assert tmp_path.stat().st_mode == mode


def test_a_link_to_a_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "real").mkdir(mode=0o700)
    (tmp_path / "link").symlink_to(tmp_path / "real")

    with pytest.raises(StorageRefused, match="is no folder"):
        make_own(tmp_path / "link", mode=0o700, uid=os.geteuid(), gid=os.getegid())


def test_a_way_that_only_its_owner_may_go_is_refused_by_name(tmp_path: Path) -> None:
    closed = tmp_path / "closed"
    (closed / "bot").mkdir(parents=True)
    closed.chmod(0o700)

    with pytest.raises(StorageRefused, match=rf"lies below {closed}, which only its owner may enter.*/var/lib/motbot"):
        refuse_closed_parents(closed / "bot" / "postgres")
    assert closed.stat().st_mode & 0o777 == 0o700


def test_folders_that_are_missing_are_made_for_us_alone() -> None:
    with own_folder() as place:
        folder = prepare(place / "a" / "b", Account.of_this_process())

        assert folder.base == place / "a" / "b" / "postgres"
        assert folder.base.is_dir()
        assert not (place / "a").stat().st_mode & 0o066


def test_the_servers_files_lie_together() -> None:
    account = Account(uid=NOBODYS_ID, gid=NOBODYS_ID, by_root=True)
    folder = ServerFolder(base=Path("/b/postgres"), socket=Path("/b/postgres/socket"), account=account)

    assert {path.parent for path in (folder.data, folder.unfinished, folder.program)} == {folder.base}


def test_processes_that_make_the_same_folder_at_once_all_get_it() -> None:
    with own_folder() as folder, ThreadPoolExecutor(16) as at_once:
        asked = [folder / "deep" / "below"] * 64
        made = list(at_once.map(lambda path: prepare(path, Account.of_this_process()), asked))

    assert len(set(made)) == 1
