"""A process for trying prompts that ends before it is ready."""

import sys

sys.exit(3)
