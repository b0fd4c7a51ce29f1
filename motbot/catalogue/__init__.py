"""Our own words in the language of whoever reads them: English stands in the code, every other one in a catalogue."""

from motbot.catalogue.saying import say

__all__ = ["say"]
