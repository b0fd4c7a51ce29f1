# ruff: noqa: INP001 - a script, run by .ci/audit
"""Looks for secrets in every file that is or would be committed; those invented for tests are named here."""

import json
import subprocess
import sys
from pathlib import Path

INVENTED = (
    r"canary",  # tests/test_log.py: what must not be logged
    r"hunter2",  # tests/storage: a password that must not be told
    r"sk-never-to-be-seen",  # tests/llm: a key that must not be told
    r"^hush$",  # tests/llm: likewise
    r"^xoxb-(1-a|1234-abcd)$",  # tests/settings: a token's form
    r"^(pass|password)$",  # addresses of databases in messages
    r"^(a1b2c3d4e5f6|f6e5d4c3b2a1)$",  # motbot/llm, tests/slack: marks and revisions of made-up examples
    r"^a13812345678f$",  # tests/domain: a number inside of another word
    r"^sk-secret-of-the-desk$",  # tests/tuning: a key that must not be told
    r"C0SUPPORT",  # tests/playground: channels, the last of which is called SECRET
)
LEFT_OUT = (
    "uv.lock",
    "requirements.txt",
    "requirements-dev.txt",
    ".ci/audit-requirements.txt",
    "tests/browser/vendor/axe.min.js",
    "tests/data/rows_",  # rows of older versions with their hashes
    "tests/data/config/holiday-that-never-was.yaml",  # a date that YAML's reader refuses, which ends the search
)
"""Hashes by the hundred, each of which looks like a secret, and one file that the tool cannot read."""


def main() -> int:
    """Print where secrets stand; 1 where there are some."""
    listed = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    names = _output_of(listed).split("\0")
    looked = [name for name in names if name and not name.startswith(LEFT_OUT) and Path(name).is_file()]
    excluded = [part for pattern in INVENTED for part in ("--exclude-secrets", pattern)]
    # The name of a test is a sentence, and a long one may look like a token.
    scan = [sys.executable, "-m", "detect_secrets", "scan", "--exclude-lines", r"^\s*(async )?def ", *excluded, *looked]
    found = json.loads(_output_of(scan))["results"]
    for name, places in found.items():
        for place in places:
            sys.stdout.write(f"{name}:{place['line_number']}: {place['type']}\n")
    sys.stdout.write(f"{len(looked)} files, {sum(map(len, found.values()))} secrets\n")
    return 1 if found else 0


def _output_of(command: list[str]) -> str:
    return subprocess.run(command, check=True, capture_output=True, text=True).stdout  # noqa: S603 # git, and ourselves


if __name__ == "__main__":
    sys.exit(main())
