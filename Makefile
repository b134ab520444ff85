# Two commands do all: `make demo` and `make test`. Everything lands in .venv, nothing elsewhere.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
EXTRAS ?= dev
READY := $(VENV)/.ready-$(EXTRAS)

.PHONY: ready demo test lint types soak train bench clean
.DEFAULT_GOAL := test

$(READY): pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
# Older ones cannot resolve lxml[html-clean] beside lxml[html_clean], as the extra bench asks for.
	$(BIN)/python -m pip install --quiet --disable-pip-version-check 'pip>=26.3'
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[$(EXTRAS)]'
	touch $@

ready: $(READY)

demo: $(READY)
	$(BIN)/newsclean demo

test: $(READY)
	$(BIN)/pytest -n auto

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(READY)
	$(BIN)/mypy

# The same tests with bigger counts; takes long.
soak: $(READY)
	$(BIN)/pytest -m soak

# Both need ../shared/corpus beside this folder, and the extras of their names. `make bench
# CORPUS="a b"` compares over a corpus of your own (docs/performance.md).
CORPUS ?= ../shared/corpus
bench:
	$(MAKE) EXTRAS=dev,bench ready
	$(BIN)/python -m benchmarks.peers $(CORPUS) -o .cache/bench
	$(BIN)/python -m benchmarks.oracle
	$(BIN)/python -m benchmarks.fields
	$(BIN)/python -m benchmarks.speed

train:
	$(MAKE) EXTRAS=dev,train ready
	$(BIN)/python -m training.train
	$(BIN)/python -m training.train all
	$(BIN)/python -m training.sites
	$(BIN)/python -m training.train_text
	$(BIN)/python -m training.evaluate
	$(BIN)/python -m training.evaluate_text

clean:
	rm -rf $(VENV)
