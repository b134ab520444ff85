"""All stages put together: pipeline (read it first), batch, crawl, workers, state."""
