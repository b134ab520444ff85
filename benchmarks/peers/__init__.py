"""newsclean and its peers side by side over a gold corpus, in one run: quality, time, memory."""
