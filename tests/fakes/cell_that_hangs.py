"""A process for trying prompts that says it is ready and then never answers."""

import sys
import time

sys.stdout.write("ready\n")
sys.stdout.flush()
time.sleep(600)
