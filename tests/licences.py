"""What every package of an installation says its licence is, put into the names of SPDX."""

import re
from importlib import metadata
from pathlib import Path

HOME = Path(__file__).parent.parent
_SAID_OTHERWISE = {
    "Apache 2.0": "Apache-2.0",
    "Apache Software License": "Apache-2.0",
    "BSD License": "BSD-3-Clause",
    "GNU LGPL v3+": "LGPL-3.0-or-later",
    "ISC License": "ISC",
    "MIT License": "MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
}


def installed_from(file: str) -> dict[str, str]:
    """Licence by name of every package of a file of requirements that is installed on this machine."""
    names = re.findall(r"^([\w.-]+)==", (HOME / file).read_text(encoding="utf-8"), re.MULTILINE)
    return {name: licence for name in names if (licence := _licence(name))}


def _licence(name: str) -> str:
    """Empty where the package belongs to another system or Python."""
    try:
        said = metadata.metadata(name).json
    except metadata.PackageNotFoundError:
        return ""
    classifiers = [one.split(" :: ")[-1] for one in said.get("classifier", ()) if one.startswith("License ::")]
    words = str(said.get("license_expression") or str(said.get("license", "")).strip().split("\n")[0] or classifiers[0])
    return _SAID_OTHERWISE.get(words, words)
