"""The words and rules of the coaching itself: pure, frozen, no input or output."""
