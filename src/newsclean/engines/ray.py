"""Ray Data as the engine (extra `ray`): data sets of pages in, data sets of articles out.

    pages = ray.data.read_parquet("s3://crawl/pages/")       # columns html and url, and more
    rows = mark_duplicates(clean_dataset(pages))
    rows.write_parquet("s3://crawl/articles/", partition_cols=["crawl_date", "language"])

`newsclean clean --engine ray` does the same from web archives and Parquet files; it can be
resumed.
"""

from newsclean.options import Columns

try:
    from newsclean.run.engines.ray_clean import clean_dataset
    from newsclean.run.engines.ray_near import mark_duplicates
except ImportError as error:  # whichever of its packages it is, one extra holds them all
    raise ImportError("clusters need the extra: pip install 'newsclean[ray]'") from error

__all__ = ["Columns", "clean_dataset", "mark_duplicates"]
