"""What an installation of motbot brings along may be used beside it, and the guide says under which licence."""

import re

from tests.licences import HOME, installed_from

GUIDE = HOME / "docs" / "supply-chain.md"
FREELY = {"Apache-2.0", "BSD-2-Clause", "BSD-3-Clause", "ISC", "MIT", "PSF-2.0"}
"""These ask for no more than that their notice is kept."""
UNCHANGED = {"LGPL-3.0-only", "LGPL-3.0-or-later", "MPL-2.0"}
"""These may be imported by a program under any licence; changes to them must be given away. We change none."""


def test_every_licence_of_an_installation_is_one_that_lets_motbot_be_used_under_its_own() -> None:
    strange = {
        name: licence
        for name, licence in installed_from("requirements.txt").items()
        if not set(re.split(r" (?:AND|OR) ", licence)) <= FREELY | UNCHANGED
    }

    assert strange == {}


def test_the_guide_names_every_package_of_an_installation_with_its_licence() -> None:
    rows = dict(
        re.findall(
            r"^\| ([a-z0-9.-]+) \| ([A-Z][\w.-]+(?: (?:AND|OR) [\w.-]+)*) \|$",
            GUIDE.read_text(encoding="utf-8"),
            re.MULTILINE,
        )
    )
    installed = installed_from("requirements.txt")

    assert {name: licence for name, licence in installed.items() if rows.get(name) != licence} == {}
