"""`newsclean` as the pages' shells find it: the real command, on the documentation's internet."""

import os

from newsclean.cli.app import main
from newsclean.fetch.client import HttpFetcher
from tests.docs.internet import joined

if __name__ == "__main__":
    HttpFetcher.__init__ = joined(os.environ)  # type: ignore[method-assign]
    main()
