# Two commands do all: `make demo` and `make test`. Everything lands in .venv, nothing elsewhere.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
EXTRAS ?= dev
READY := $(VENV)/.ready-$(EXTRAS)

.PHONY: ready demo test docs lint types soak train bench clean
.DEFAULT_GOAL := test

$(READY): pyproject.toml constraints.txt
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[$(EXTRAS)]'
	touch $@

ready: $(READY)

demo: $(READY)
	$(BIN)/newsclean demo

test: $(READY)
	$(BIN)/pytest -n auto --dist loadgroup

# The documentation site, in build/handbook/site; a link that leads nowhere fails.
docs:
	$(MAKE) EXTRAS=dev,docs ready
	$(BIN)/python -m handbook

lint: $(READY)
	$(BIN)/ruff check .
	$(BIN)/ruff format --check .

types: $(READY)
	$(BIN)/mypy

# The same tests with bigger counts; takes long.
soak: $(READY)
	$(BIN)/pytest -m soak

# Both need ../shared/corpus beside this folder; train also the extra of its name.
bench: $(READY)
	$(BIN)/python -m benchmarks.oracle
	$(BIN)/python -m benchmarks.fields

train:
	$(MAKE) EXTRAS=dev,train ready
	$(BIN)/python -m training.train
	$(BIN)/python -m training.train all
	$(BIN)/python -m training.train_text
	$(BIN)/python -m training.evaluate
	$(BIN)/python -m training.evaluate_text

clean:
	rm -rf $(VENV)
