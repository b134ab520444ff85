from collections.abc import Iterable
from collections.abc import Set as AbstractSet

from newsclean.records import Block, Link

def headed(blocks: tuple[Block, ...]) -> list[int]: ...
def link_places(links: tuple[Link, ...]) -> list[int] | None: ...
def pointing(links: tuple[Link, ...], word: str, least: int, most: int) -> list[Link]: ...
def called(
    asked: Iterable[int],
    blocks: tuple[Block, ...],
    parents: list[int],
    tags: list[str],
    names: list[str],
    hits: AbstractSet[str],
    tag: str,
    height: int,
) -> list[int]: ...
def dated(asked: Iterable[int], blocks: tuple[Block, ...], most: int) -> list[int]: ...
def may_date(text: str) -> bool: ...
