"""The reasons sort into what a caller should do."""

import pickle

from newsclean.errors import Category, NoArticle, Reason


def test_a_page_without_an_article_is_not_a_fault() -> None:
    assert Reason.NO_ARTICLE.category is Category.NOT_FOR_ME
    assert not Reason.NO_ARTICLE.is_fault
    assert Reason.MISSING_FILE.is_fault


def test_an_error_keeps_its_reason_across_processes() -> None:
    error = pickle.loads(pickle.dumps(NoArticle(Reason.LISTING, "forty links")))
    assert (error.reason, error.detail) == (Reason.LISTING, "forty links")
