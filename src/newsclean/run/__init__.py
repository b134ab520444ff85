"""The story of the whole: pipeline, batch, crawl."""
