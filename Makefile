# relcore: `make demo` and `make test` are all that a newcomer needs; `make help` lists the rest.

SHELL := bash
.SHELLFLAGS := -euo pipefail -c
.DEFAULT_GOAL := help
.NOTPARALLEL:

PYTHON ?= python3
VENV ?= .venv
JOBS ?= 2
VERSIONS ?= 3.11 3.12 3.13

PY := $(VENV)/bin/python
READY := $(VENV)/.ready
PLUGINS := $(wildcard plugins/*/pyproject.toml)
EDITABLE_PLUGINS := $(foreach file,$(PLUGINS),-e ./$(dir $(file)))
PIP_INSTALL := $(PY) -m pip install -qq --disable-pip-version-check
TYPED := conftest.py $(wildcard src tests benchmarks docs examples scripts)

# An environment that was copied along with its folder still points to the old one.
PREPARED_IN := $(shell cat '$(READY)' 2>/dev/null)
ifneq ($(PREPARED_IN),$(CURDIR))
$(READY): FORCE
endif

DIFFERENTIAL := $(addprefix tests/executors/,test_differential.py sql/test_books.py sql/test_databases.py \
	durable/test_agreement.py durable/test_isolation.py)

.PHONY: help demo test test-all lint pytest nightly bench docs clean FORCE

help: ## List the targets.
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1|\2/p' Makefile | column -t -s '|' 2>/dev/null \
		|| sed -n 's/^\([a-z-]*\):.*## \(.*\)/  make \1: \2/p' Makefile

demo: $(READY) ## Advise on the example book and explain the advice.
	@'$(VENV)/bin/relcore' demo

test: lint ## Check style, types and imports, then run the tests with coverage.
	@echo '== pytest'
	@$(PY) -m pytest -n $(JOBS) --cov --cov-report=term

test-all: ## Run every test, slow ones too, on each of $(VERSIONS).
	@MAKE='$(MAKE)' scripts/test-all $(VERSIONS)

lint: $(READY) ## Check style, types and imports.
	@echo '== ruff check'
	@$(PY) -m ruff check --output-format concise .
	@echo '== ruff format --check'
	@$(PY) -m ruff format --check .
	@echo '== mypy --strict'
	@$(PY) -m mypy $(TYPED)
	@for plugin in $(dir $(PLUGINS)); do MYPYPATH="$${plugin}src" $(PY) -m mypy "$$plugin"; done
	@echo '== lint-imports'
	@'$(VENV)/bin/lint-imports' --no-logo

# One interpreter's share of test-all.
pytest: $(READY)
	@$(PY) -m pytest -n $(JOBS) -m ''

nightly: $(READY) ## Compare all executors on generated programs for about an hour.
	@RELCORE_EXAMPLES=nightly $(PY) -m pytest -n $(JOBS) $(DIFFERENTIAL)

bench: $(READY) ## Measure (BENCH=--million: large books too), and write benchmarks/latest.json and docs/benchmarks.md.
	@$(PIP_INSTALL) -r benchmarks/requirements.txt
	@$(PY) -m benchmarks $(BENCH)

docs: $(READY) ## Write the generated pages and the compiled words again.
	@$(PY) -m scripts.compile_words
	@$(PY) -m docs.generate

clean: ## Remove environments, caches and build products.
	@rm -rf .venv .venv-3.* .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache \
		.coverage .coverage.* htmlcov dist build
	@find . -name __pycache__ -type d -prune -exec rm -rf {} +

$(READY): pyproject.toml $(PLUGINS)
	@$(PYTHON) -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "relcore needs CPython 3.11 or later, and '$(PYTHON)' is not: make PYTHON=python3.12 ..." >&2; exit 2; }
	@echo 'preparing $(VENV) (once; about a minute)'
	@if [ -n '$(PREPARED_IN)' ] && [ '$(PREPARED_IN)' != '$(CURDIR)' ]; then rm -rf '$(VENV)'; fi
	@[ -x $(PY) ] || $(PYTHON) -m venv '$(VENV)'
	@$(PIP_INSTALL) -e '.[all,dev]' $(EDITABLE_PLUGINS) || { \
		echo 'that failed; once more without durable-rules, which needs a C compiler' >&2; \
		$(PIP_INSTALL) -e '.[sql,postgres,books,calendars,cli,testing,dev]' $(EDITABLE_PLUGINS); \
		echo 'note: durable-rules could not be installed; its executor is left out' >&2; }
	@echo '$(CURDIR)' > $(READY)

FORCE:
