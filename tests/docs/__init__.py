"""Every code block of README.md and docs/ is run, checked by what would read it, or says why not.

A page is read from top to bottom as a reader would do it: one folder, one shell, one Python session
for the page. `prelude.py` says what lies in the folder; `internet.py` serves the demo site for
every host below `.example`, over HTTP and HTTPS. What docs/documentation.md tells writers is what
`blocks.py` and `judges.py` do.

Own code, as none of the kept libraries fits: Sybil and pytest-markdown-docs make a test of each
block, which pytest-xdist then runs in any process, while blocks of a page build on each other;
neither knows shells, and the latter nothing but Python. The reading of Markdown is
markdown-it-py's, and each block is a subtest of its page.
"""
