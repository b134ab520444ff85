"""Document -> labelled blocks and fields: what is the article, and what is known of it."""
