"""Target -> Response or Rejected: one polite client behind a guard."""
