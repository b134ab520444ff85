"""The command line: one file a command, each a thin adapter over the library."""
