"""`python -m tests.docs`: all code blocks, and what is done with each."""

from tests.docs.blocks import PAGES, blocks_of
from tests.docs.excused import reason_of

if __name__ == "__main__":
    for page in PAGES:
        for block in blocks_of(page):
            reason = reason_of(block)
            done = f"not run: {reason}" if reason else "run or checked"
            print(f"{block.place}: {block.language or block.form}: {done}")
