"""What a release needs beside the package: its manual page, what it weighs, the figures of both."""
