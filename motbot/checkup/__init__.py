"""Tries everything that motbot needs to run, changes nothing, and says what to do about what is wrong."""
