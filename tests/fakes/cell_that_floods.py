"""A process for trying prompts that answers without end, and no JSON."""

import sys

sys.stdout.write("ready\n")
while True:
    sys.stdout.write("x" * 65536)
