"""What tells a catalogue that can be used from one that cannot."""

from pathlib import Path

SOURCE = ("catalogue", "sha256 of the source")
"""Context and text under which a compiled catalogue names the file that it was made of."""


class BrokenCatalogue(Exception):
    """A file that is no catalogue."""

    def __init__(self, *, file: Path, line: int, fault: str) -> None:
        """Say which file, the line where it is known (0 where not), and a word for what is wrong."""
        super().__init__(f"{file}:{line}: {fault}")
        self.line, self.fault = line, fault
