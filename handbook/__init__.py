"""Builds the documentation site: docs/, reference and pictures made from the code, links checked.

Zensical lays out the pages. It was chosen over mkdocs-material, which its authors end in May 2027
and which stands on a MkDocs without a release since August 2024; Zensical is their successor,
reads the same Markdown, checks links and anchors by itself, and needs a third of the packages.
Sphinx, as well kept, asks for a Markdown reader older than newsclean's own dependencies use.
"""
