# Moothall's one command surface. `make help` lists it.
#
# Nothing but Python 3.11 or later and make is needed: no root, no Node, no Docker, no services.

PORT ?= 8000
SUBMISSIONS ?= 20000
PACE ?= 4
WORKERS ?= auto
VENV ?= .venv
PYTHON ?= $(shell for name in python3.13 python3.12 python3.11 python3.14 python3; do \
	$$name -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && { echo $$name; break; }; done)

BIN := $(VENV)/bin
MANAGE := $(BIN)/python manage.py
PYTEST := $(BIN)/python -m pytest -n $(WORKERS) --maxprocesses 8
# Values of the right shape, for checks alone.
AS_PRODUCTION := DJANGO_SETTINGS_MODULE=config.settings.production BASE_URL=https://moothall.example \
	SECRET_KEY=only-for-checks-0123456789-abcdefghijklmnopqrstuvwxyz-0123456789 CLAMD_ADDRESS=127.0.0.1:3310 \
	DATABASE_URL=sqlite:///var/check.sqlite3 EMAIL_HOST=mail.moothall.example CONTACT_EMAIL=team@moothall.example \
	EMAIL_FROM=no-reply@moothall.example SECURITY_CONTACT=mailto:security@moothall.example
OURS := site consultations evidence search peer_review
export PORT

.DEFAULT_GOAL := help
.PHONY: help run demo demo-live test test-all test-postgresql test-journeys chromium lint format types contracts migrations-check \
	deploy-check bench-pages bench-search bench-live bench-matching lock clean

help: ## List every target
	@awk 'BEGIN {FS = ":.*## "} /^[a-z-]+:.*## / {printf "  make %-18s %s\n", $$1, $$2}' $(MAKEFILE_LIST)

run: $(VENV)/run ## Serve the demonstration on http://localhost:8000 (PORT=9000 for another)
	@STAFF_WITHOUT_SECOND_FACTOR=yes LOG_LEVEL=$${LOG_LEVEL:-WARNING} $(MANAGE) serve

demo: $(VENV)/run ## Fill the demonstration for scale (SUBMISSIONS=20000)
	@$(MANAGE) migrate --verbosity 0
	@$(MANAGE) demonstration --submissions $(SUBMISSIONS)

demo-live: $(VENV)/run ## Play a session into the live town hall while the site runs (PACE=4 seconds between steps)
	@$(MANAGE) demo_live --pace $(PACE)

# Search is tested on each engine here, and on the embedded one alone in the other runs: no database makes a difference to it.
test: $(VENV)/dev ## Run the tests on SQLite, and search on real Elasticsearch too where Maven and Java are
	$(BIN)/python -m tests.search.server pytest -n $(WORKERS) --maxprocesses 8 tests --ignore tests/journeys

# The browser is looked for first: who lacks it learns so at once, and not after the long suites.
test-all: chromium test test-postgresql test-journeys ## Run all there is: the tests, the same on real PostgreSQL, and a real browser
	@echo "Every test passed."

test-postgresql: $(VENV)/dev ## Run the same tests on a PostgreSQL started for them
	$(BIN)/python -m tests.support.postgresql pytest -n $(WORKERS) --maxprocesses 8 tests --ignore tests/journeys -m "not alone"

test-journeys: chromium ## Walk through the site in headless Chromium
	$(PYTEST) tests/journeys

chromium: $(VENV)/dev ## Find a Chromium that starts, or fetch one
	@$(BIN)/python -m tests.support.chromium

lint: $(VENV)/dev ## Check style, formatting and templates
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/djlint --lint --quiet $(OURS)

format: $(VENV)/dev ## Put style and formatting right
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

types: $(VENV)/dev ## Check the types
	$(BIN)/mypy $(OURS) benchmarks

contracts: $(VENV)/dev ## Check which room may import which
	PYTHONPATH=site:. $(BIN)/lint-imports

migrations-check: $(VENV)/dev ## Check that no migration is missing
	$(MANAGE) makemigrations --check --dry-run

deploy-check: $(VENV)/dev ## Check production's settings, warnings included
	@$(AS_PRODUCTION) $(MANAGE) check --deploy --fail-level WARNING

bench-pages: $(VENV)/dev ## Measure queries, milliseconds and bytes of the main pages (JSON=path keeps the rows)
	$(BIN)/python -m benchmarks.pages

# GROWTH=yes asks our engine at 10,000 and 100,000 too; ELASTICSEARCH_URL names a server to measure.
bench-search: $(VENV)/bench ## Measure search beside its peers (SUBMISSIONS=20000, GROWTH=yes, JSON=path keeps the rows)
	$(BIN)/python -m benchmarks.search

bench-live: $(VENV)/dev ## Measure how a thousand follow a thread, beside its peers (FOLLOWERS=1000, JSON=path keeps the rows)
	$(BIN)/python -m benchmarks.live

bench-matching: $(VENV)/dev ## Measure putting teams together, beside a greedy floor (REVIEWS=12, PEERS=300, JSON=path keeps the rows)
	$(BIN)/python -m benchmarks.matching

lock: $(VENV)/dev ## Compile the exact versions and hashes of the locks
	$(BIN)/python requirements/compile.py

clean: ## Remove the environment and all local data (the database too)
	rm -rf $(VENV) var .mypy_cache .ruff_cache .pytest_cache .import_linter_cache .hypothesis

# An environment is made once, and brought up to date when its lock changes. A second run does neither.
$(BIN)/python:
	@test -n "$(PYTHON)" || { echo "Moothall needs Python 3.11 or later, and found none. Install it, or say PYTHON=/path/to/python3."; exit 1; }
	@echo "Making an environment in $(VENV) with $$($(PYTHON) --version) …"
	@$(PYTHON) -m venv $(VENV) || { rm -rf $(VENV); \
		echo "Python could not make an environment. On Debian and Ubuntu install the package python3-venv, then try again."; exit 1; }

$(VENV)/run: requirements/run.txt | $(BIN)/python
	@echo "Installing what the site needs (once) …"
	@$(BIN)/python requirements/install.py requirements/run.txt
	@touch $@

$(VENV)/dev: requirements/dev.txt | $(BIN)/python
	@echo "Installing what the tests need (once) …"
	@$(BIN)/python requirements/install.py requirements/dev.txt
	@touch $(VENV)/run $@

$(VENV)/bench: requirements/bench.txt | $(BIN)/python
	@echo "Installing what the measuring of search needs (once) …"
	@$(BIN)/python requirements/install.py requirements/bench.txt
	@touch $(VENV)/run $@
