"""What came of links of each shape, by site: how home pages are learned."""

from __future__ import annotations

from newsclean.run.state import State


class ShapeTable:
    """Counts of articles and others by the shape of their address."""

    def __init__(self, state: State) -> None:
        self._database = state.database

    def of(self, site: str) -> dict[str, tuple[int, int]]:
        """Return for each shape how many links gave an article and how many did not."""
        query = "SELECT shape, yes, no FROM shapes WHERE site = ?"
        return {shape: (yes, no) for shape, yes, no in self._database.execute(query, (site,))}

    def note(self, site: str, shape: str, *, article: bool) -> None:
        """Count one result, within the open transaction."""
        self._database.execute(
            "INSERT INTO shapes VALUES (?, ?, ?, ?) ON CONFLICT (site, shape)"
            " DO UPDATE SET yes = yes + excluded.yes, no = no + excluded.no",
            (site, shape, int(article), int(not article)),
        )
