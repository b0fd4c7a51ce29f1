"""Our own words in the language of whoever reads them: English stands in the code, every other one in a catalogue.

`say` is for the terminal and the local pages, `translated` for frozen dataclasses of phrases, `to_say` marks a literal
that is said elsewhere. `python -m tests.catalogue.extract` brings the catalogues up to date.
"""

from motbot.catalogue.codes import DEFAULT, canonical, matched
from motbot.catalogue.joining import in_turn, labelled, listed, with_aside
from motbot.catalogue.phrases import translated
from motbot.catalogue.saying import LANGUAGE_TOLD_BY, language_of_process, say, say_many, to_say
from motbot.catalogue.shelf import our_shelf
from motbot.catalogue.speaking import speaking, spoken

__all__ = [
    "DEFAULT",
    "LANGUAGE_TOLD_BY",
    "canonical",
    "in_turn",
    "labelled",
    "language_of_process",
    "listed",
    "matched",
    "our_shelf",
    "say",
    "say_many",
    "speaking",
    "spoken",
    "to_say",
    "translated",
    "with_aside",
]
