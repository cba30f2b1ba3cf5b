"""Elasticsearch 8 and 9 behind Haystack: an index on servers of its own, for sites on more than one machine."""

from search.backends.elasticsearch.backend import ElasticsearchBackend, ElasticsearchEngine

__all__ = ["ElasticsearchBackend", "ElasticsearchEngine"]
