"""Real Elasticsearch servers for as long as a command runs: `python -m tests.search.server pytest tests/search`."""
