# `make demo` and `make test` do all their set-up; a second call starts at once.
PYTHON ?= python3.12
VENV := .venv
STAMP := $(VENV)/.installed

.PHONY: demo test scores train lock format

demo: $(STAMP)
	$(VENV)/bin/disputes demo

test: $(STAMP)
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/ruff check .
	$(VENV)/bin/mypy
	$(VENV)/bin/lint-imports
	$(VENV)/bin/pytest

$(STAMP): requirements.lock pyproject.toml .python-version
	$(PYTHON) -m venv --clear $(VENV)
	$(VENV)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	PYTHONWARNINGS=ignore $(VENV)/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $@

# Measures the reading anew and writes the tables of README.md.
scores: $(STAMP)
	$(VENV)/bin/disputes score data/held_out.jsonl data/held_out_true.jsonl --update README.md

# Learns anew what the reading has learned, from the annotated articles of our own; takes some minutes.
train: $(STAMP)
	$(VENV)/bin/python -m nlp.training

# Needs uv on the path; writes every version and hash, and no index address.
lock:
	uv pip compile --universal --python-version 3.12 --all-extras --generate-hashes --no-annotate --no-header --quiet -o requirements.lock pyproject.toml

format: $(STAMP)
	$(VENV)/bin/ruff format .
	$(VENV)/bin/ruff check --fix .
