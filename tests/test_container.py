"""The container's recipe, read as far as that goes without building it: who runs, what is installed, what is kept."""

import json
import re
import shlex
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

import yaml

from motbot.settings.environment import VARIABLES
from motbot.settings.tree import Config

HOME = Path(__file__).parent.parent
CONFIG = HOME / "config"
LINES = (CONFIG / "Dockerfile").read_text(encoding="utf-8")
COMPOSE: dict[str, Any] = yaml.safe_load((CONFIG / "compose.yaml").read_text(encoding="utf-8"))
UNIT = (CONFIG / "motbot@.service").read_text(encoding="utf-8")


def instructions() -> list[tuple[str, str]]:
    """Every instruction with what stands behind it, on one line."""
    said = "\n".join(line for line in LINES.splitlines() if not line.lstrip().startswith("#"))
    whole = re.sub(r"\\\n\s*", " ", said)
    pairs = (line.strip().partition(" ") for line in whole.splitlines() if line.strip())
    return [(name.upper(), rest.strip()) for name, _, rest in pairs]


def of(name: str, *, last_stage: bool = False) -> list[str]:
    """What the instructions of one name say."""
    found = instructions()
    start = max(place for place, (one, _) in enumerate(found) if one == "FROM") if last_stage else 0
    return [rest for one, rest in found[start:] if one == name]


def variables() -> dict[str, str]:
    """What the image sets."""
    pairs = (word.partition("=") for line in of("ENV", last_stage=True) for word in shlex.split(line))
    return {name: value for name, _, value in pairs}


def test_it_is_made_in_two_stages_from_images_that_name_their_version() -> None:
    froms = of("FROM")

    assert len(froms) == 2
    assert all(re.fullmatch(r"python:3\.\d+-slim-[a-z]+( AS \w+)?", one) for one in froms)
    assert froms[0].partition(" ")[0] == froms[1].partition(" ")[0]
    assert of("ADD") == []


def test_every_package_is_installed_by_its_hash_and_ours_without_asking_anybody() -> None:
    installs = [part.strip() for line in of("RUN") for part in line.split("&&") if "pip install" in part]

    assert len(installs) == 2
    assert "--require-hashes" in installs[0]
    assert {"--no-deps", "--no-index", "--no-build-isolation"} <= set(installs[1].split())


def test_what_it_copies_is_there_and_reaches_the_build_and_nothing_secret_does() -> None:
    ignored = (CONFIG / "Dockerfile.dockerignore").read_text(encoding="utf-8").splitlines()
    let_in = {line[1:] for line in ignored if line.startswith("!")}
    copied = {name for line in of("COPY") if "--from" not in line for name in line.split()[:-1]}

    assert copied == let_in
    assert all((HOME / name).exists() for name in copied)
    assert "*" in ignored
    assert any(fnmatch("config/.env", pattern) for pattern in ignored[ignored.index("*") + 1 :])


def test_it_runs_as_an_account_without_rights_that_has_a_name() -> None:
    user = of("USER", last_stage=True)[-1]
    made = " ".join(of("RUN", last_stage=True))

    assert re.search(rf"useradd .*--uid (?!0\b)\d+ .*\b{user}\b", made)
    assert instructions().index(("USER", user)) > max(
        place for place, (name, _) in enumerate(instructions()) if name in {"RUN", "COPY"}
    )


def test_its_variables_exist_and_the_data_is_a_volume_of_that_account() -> None:
    given = {name: value for name, value in variables().items() if name.startswith("MOTBOT_")}

    assert set(given) <= set(VARIABLES)
    assert json.loads(of("VOLUME")[0]) == [given["MOTBOT_DATA_DIR"]]
    assert f"install -d -o motbot -g motbot -m 0700 {given['MOTBOT_DATA_DIR']}" in " ".join(of("RUN"))


def test_its_health_is_asked_on_the_port_of_the_shipped_configuration() -> None:
    port = Config.model_fields["health_port"].default

    assert f"http://127.0.0.1:{port}/healthz" in of("HEALTHCHECK")[0]
    assert of("EXPOSE") == [str(port)]
    assert json.loads(of("CMD")[-1]) == ["motbot", "run"]


def test_the_composed_image_is_this_one() -> None:
    for name in ("listening", "working"):
        service = COMPOSE["services"][name]
        assert (CONFIG / "compose.yaml").parent.joinpath("..", service["build"]["dockerfile"]).exists()
        assert service["build"]["context"].endswith(":-..}")
        assert (service["read_only"], service["cap_drop"], service["init"]) == (True, ["ALL"], True)
        assert f":{variables()['MOTBOT_CONFIG']}:ro" in service["volumes"][0]
        assert "/healthz" in str(service["healthcheck"]["test"])


def test_the_unit_is_locked_in() -> None:
    options = {line.partition("=")[0] for line in UNIT.splitlines() if "=" in line and not line.startswith("#")}

    assert {
        "CapabilityBoundingSet", "LockPersonality", "NoNewPrivileges", "PrivateDevices", "PrivateTmp", "ProtectClock",
        "ProtectControlGroups", "ProtectHome", "ProtectHostname", "ProtectKernelLogs", "ProtectKernelModules",
        "ProtectKernelTunables", "ProtectProc", "ProtectSystem", "RestrictAddressFamilies", "RestrictNamespaces",
        "RestrictRealtime", "RestrictSUIDSGID", "SystemCallArchitectures", "SystemCallFilter", "UMask", "User",
    } <= options  # fmt: skip
    assert "ProtectSystem=strict" in UNIT
    assert "User=root" not in UNIT
