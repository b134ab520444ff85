"""Articles -> files and databases: one file a kind of output."""
