from newsclean.document.collected import Segments
from newsclean.records import Head

READY: bool

def read(page: bytes) -> tuple[Head, Segments] | None: ...
