"""How a thousand people follow a thread: ours beside a bare broadcast and beside Channels as its tutorial has it."""

import os

FOLLOWERS = int(os.environ.get("FOLLOWERS", "1000"))  # of one process
MESSAGES = int(os.environ.get("MESSAGES", "20"))
APART = 1.5  # seconds between two messages: the slowest peer takes most of one for each
WORDS = "What would let a neighbourhood team spend its money on what keeps people well? " * 3
FROM_ONE_ADDRESS = 250
