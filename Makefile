# `make demo` and `make test` do all their set-up; a second call starts at once.
PYTHON ?= python3.12
VENV := .venv
STAMP := $(VENV)/.installed
LOCKING := --universal --python-version 3.12 --all-extras --generate-hashes --no-annotate --no-header --quiet

.PHONY: demo test scores encoder train lock format

demo: $(STAMP)
	$(VENV)/bin/disputes demo

# In the order of their names the long files come early; xdist would begin with those of many tests, and end with one
# process in the browser and the other idle.
test: $(STAMP)
	$(VENV)/bin/ruff format --check .
	$(VENV)/bin/ruff check .
	$(VENV)/bin/mypy
	$(VENV)/bin/lint-imports
	$(VENV)/bin/pytest -n 2 --dist loadfile --no-loadscope-reorder

$(STAMP): requirements.lock pyproject.toml .python-version
	$(PYTHON) -m venv --clear $(VENV)
	$(VENV)/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements.lock
	PYTHONWARNINGS=ignore $(VENV)/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	touch $@

# Measures the reading anew and writes the tables of README.md.
scores: $(STAMP)
	$(VENV)/bin/disputes score data/held_out.jsonl data/held_out_true.jsonl data/held_out_mixed.jsonl data/held_out_wire.jsonl --update README.md

# Learns the transformer anew from each half of the annotated articles of our own, for `make train`, and takes the mean
# of both to read with; needs three hours or so of one core, and some gigabytes for PyTorch, which nothing else needs.
encoder:
	$(PYTHON) -m venv --clear $(VENV)-encoder
	$(VENV)-encoder/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --require-hashes -r requirements-encoder.lock
	$(VENV)-encoder/bin/python -m pip install --quiet --disable-pip-version-check --no-deps --no-build-isolation --editable .
	$(VENV)-encoder/bin/pytest tests/nlp/test_encoder_training.py
	for fold in 0 1; do $(VENV)-encoder/bin/python -m nlp.encoder_training --fold $$fold; done
	$(VENV)-encoder/bin/python -m nlp.encoder_training

# Learns anew all else that the reading has learned, upon what the encoders of `make encoder` see; takes about half an hour on two cores.
train: $(STAMP)
	$(VENV)/bin/python -m nlp.training

# Needs uv on the path; writes every version and hash, and no index address.
lock:
	uv pip compile $(LOCKING) -o requirements.lock pyproject.toml
	uv pip compile $(LOCKING) --group encoder -o requirements-encoder.lock pyproject.toml

format: $(STAMP)
	$(VENV)/bin/ruff format .
	$(VENV)/bin/ruff check --fix .
