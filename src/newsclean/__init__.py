"""newsclean turns news pages into clean JSON articles.

    article = newsclean.extract(html, url="https://…")    # Article, or a NewscleanError
    article = newsclean.extract_text(text)                # the same for flattened plain text
    for result in newsclean.clean(["https://…", "folder/", "page.html.gz"]): ...  # or Rejected

Functions are loaded at first use (`_lazy.py`), so that importing the package stays cheap.
"""

from typing import TYPE_CHECKING

from newsclean._lazy import make_lazy
from newsclean._version import __version__ as __version__
from newsclean.errors import Category as Category
from newsclean.errors import DocumentError as DocumentError
from newsclean.errors import FetchError as FetchError
from newsclean.errors import InputError as InputError
from newsclean.errors import NewscleanError as NewscleanError
from newsclean.errors import NoArticle as NoArticle
from newsclean.errors import Reason as Reason
from newsclean.errors import WorkerError as WorkerError
from newsclean.options import ExtractOptions as ExtractOptions
from newsclean.options import FetchLimits as FetchLimits
from newsclean.options import FetchOptions as FetchOptions
from newsclean.options import Politeness as Politeness
from newsclean.options import RunOptions as RunOptions
from newsclean.options import SourceOptions as SourceOptions
from newsclean.options import WorkerOptions as WorkerOptions
from newsclean.records import SCHEMA as SCHEMA
from newsclean.records import Article as Article
from newsclean.records import ArticleBlock as ArticleBlock
from newsclean.records import Conflict as Conflict
from newsclean.records import Image as Image
from newsclean.records import Rejected as Rejected

if TYPE_CHECKING:
    from newsclean.run.library import clean as clean
    from newsclean.run.library import extract as extract
    from newsclean.run.library import extract_text as extract_text
    from newsclean.schema import article_schema as article_schema

make_lazy(__name__)
