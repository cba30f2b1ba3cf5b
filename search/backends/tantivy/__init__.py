"""Tantivy behind Haystack: an index of files on this machine, read and written by any number of its processes."""

from search.backends.tantivy.backend import TantivyBackend, TantivyEngine

__all__ = ["TantivyBackend", "TantivyEngine"]
