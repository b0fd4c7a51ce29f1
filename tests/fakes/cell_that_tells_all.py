"""A process for trying prompts that has escaped, and tells its whole environment."""

import json
import os
import sys

sys.stdout.write("ready\n")
reply = {"errors": [], "warnings": [], "system": json.dumps(dict(os.environ)), "user": "", "title": "", "version": ""}
sys.stdout.write(json.dumps({**reply, "examples": 0, "confined": True}))
