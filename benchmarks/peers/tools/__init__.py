"""The tools, one file each: how it is set for news, and what is taken from its answer."""
