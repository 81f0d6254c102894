# `make` alone prints what there is. Every target does its own set-up, in .venv; nothing is installed elsewhere.

PYTHON ?= python3
PORT ?= 8000
EDITIONS ?= es en
BIN := .venv/bin
RUN := $(BIN)/python

.DEFAULT_GOAL := help
.PHONY: help book serve notebooks check test nbval lint format bench requirements clean

help: ## Print this list
	@grep -E '^[a-z]+:.*##' $(MAKEFILE_LIST) | sed -E 's/:.*## /\t/' | awk -F'\t' '{printf "make %-13s %s\n", $$1, $$2}'

book: .venv/site ## Build the site of both editions in _build/html, from the committed notebooks
	@$(RUN) -m publish site

serve: book ## Build the site and show it on http://localhost:8000 (PORT=...)
	$(RUN) -m http.server --directory _build/html --bind 127.0.0.1 $(PORT)

notebooks: .venv/dev ## Run the sources that changed and write notebooks/
	@$(RUN) -m publish notebooks $(NAMES)

check: .venv/dev ## Say which sources are wrong and which notebooks are stale; runs nothing
	@$(RUN) -m publish check

test: .venv/dev book check ## Run every test, and every committed notebook against its outputs
	$(BIN)/pytest -n auto --dist loadfile --no-loadscope-reorder tests # or files of few and long tests come last
	@$(MAKE) --no-print-directory nbval

NBVAL := $(BIN)/pytest --nbval-sanitize-with tests/nbval.cfg -n auto --dist loadfile

nbval: .venv/dev ## Re-run the committed notebooks and compare every output (EDITIONS="es en")
	$(NBVAL) --nbval $(EDITIONS:%=notebooks/%/*.ipynb)
	$(NBVAL) --nbval-lax $(EDITIONS:%=notebooks/%/exercises) # handed out without outputs: there is nothing to compare

lint: .venv/dev ## Check style and spelling
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .
	$(BIN)/codespell

format: .venv/dev ## Put the code in its usual form
	$(BIN)/ruff check --fix .
	$(BIN)/ruff format .

bench: .venv/dev book ## Measure: site, experiments, networks, grading, cluster, accelerators
	@for file in benchmarks/*.py; do echo "== $$file"; $(RUN) $$file || exit 1; done

requirements: .venv/bin/uv ## Pin the newest versions that pyproject.toml allows, for Python 3.11 to 3.13
	$(BIN)/uv pip compile --quiet --upgrade --universal --fork-strategy fewest --python-version 3.11 --extra dev \
		--custom-compile-command "make requirements" --output-file requirements.txt pyproject.toml

clean: ## Delete what was built and the environment
	rm -rf _build .venv

.venv/bin/uv:
	@$(PYTHON) -c 'import sys; sys.exit(not (3, 11) <= sys.version_info < (3, 14))' || \
		{ echo "Gradiente needs Python 3.11, 3.12 or 3.13 and $(PYTHON) is another: run make PYTHON=python3.12 ..." >&2; exit 1; }
	$(PYTHON) -m venv .venv
	$(BIN)/python -m pip install --quiet --disable-pip-version-check uv==0.13.8

# Two steps: the site needs no TensorFlow.
.venv/site: .venv/bin/uv requirements.txt pyproject.toml
	VIRTUAL_ENV=.venv $(BIN)/uv pip install --quiet --compile-bytecode --constraint requirements.txt --editable '.[site]'
	@touch $@

.venv/dev: .venv/bin/uv requirements.txt pyproject.toml
	VIRTUAL_ENV=.venv $(BIN)/uv pip install --quiet --compile-bytecode --requirement requirements.txt --editable .
	@touch $@ .venv/site
