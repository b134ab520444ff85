# Two commands do all: `make demo` and `make test`. Everything lands in .venv, nothing elsewhere.
PYTHON ?= python3
VENV := .venv
BIN := $(VENV)/bin
# All that the tests need; what a demo needs is less.
EXTRAS ?= dev,docs,parquet,postgres,report,warc,remote,ray,adapters,bench
READY := $(VENV)/.ready-$(EXTRAS)
BARE := $(VENV)/.ready

.PHONY: ready demo test docs lint types soak train bench clean
.DEFAULT_GOAL := test

KERNELS := hatch_build.py $(wildcard src/newsclean/kernels/*.pyx src/newsclean/kernels/*.h)

$(READY): pyproject.toml constraints.txt $(KERNELS)
	$(PYTHON) -m venv $(VENV)
# Older ones cannot resolve lxml[html-clean] beside lxml[html_clean], as the extra bench asks for.
	$(BIN)/python -m pip install --quiet --disable-pip-version-check 'pip>=26.3'
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e '.[$(EXTRAS)]'
	touch $@

$(BARE): pyproject.toml constraints.txt $(KERNELS)
	$(PYTHON) -m venv $(VENV)
	$(BIN)/python -m pip install --quiet --disable-pip-version-check -c constraints.txt -e .
	touch $@

ready: $(READY)

demo: $(BARE)
	$(BIN)/newsclean demo

test: $(READY)
	$(BIN)/pytest -n auto

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

# What a release needs: docs/install.md has the figures, CONTRIBUTING.md says when.
PYTHONS ?= 3.11 3.12 3.13
TESTS ?= tests
KEEP ?= -c constraints.txt
UV := $(BIN)/uv

.PHONY: man dist size lock lowest matrix

man: $(READY)
	$(BIN)/python -m release.manual > release/newsclean.1

dist: $(READY)
	rm -rf dist
	$(BIN)/python -m build --no-isolation --outdir dist .

# What `pip install newsclean` brings: packages and megabytes.
size: dist
	$(UV) venv --quiet --clear --python $(BIN)/python .cache/size
	$(UV) pip install --quiet --python .cache/size -c constraints.txt dist/*.whl
	$(BIN)/python -m release.footprint .cache/size

# constraints.txt anew; torch and its kin differ by accelerator and stay out.
lock: $(READY)
	mkdir -p .cache
	$(UV) pip compile --quiet --no-header --no-annotate --python-version 3.11 --all-extras \
	  $(KEEP) --output-file .cache/lock.txt pyproject.toml
	{ grep '^#' constraints.txt; grep -vE '^(torch|triton|nvidia-.*|cuda-.*)==' .cache/lock.txt; } \
	  > .cache/constraints.txt
	mv .cache/constraints.txt constraints.txt

# The tests with the oldest versions that pyproject.toml allows.
lowest: $(READY)
	$(UV) venv --quiet --clear --python $(BIN)/python .cache/lowest
	$(UV) pip install --quiet --python .cache/lowest --resolution lowest-direct -e '.[dev]'
	.cache/lowest/bin/python -m pytest -n auto $(TESTS)

# The tests with each Python that this machine has. pyenv shows uv its own only when told to, and
# only uv: a .venv made on the way would be one of the oldest of them.
SHOWN := PYENV_VERSION=$$(pyenv versions --bare 2>/dev/null | paste -sd:)
matrix: $(READY)
	@for version in $(PYTHONS); do \
	  $(SHOWN) $(UV) python find --quiet --no-python-downloads $$version >/dev/null 2>&1 \
	    || { echo "Python $$version: not on this machine"; continue; }; \
	  $(MAKE) --no-print-directory python-$$version || exit 1; \
	done

python-%: $(READY)
	$(SHOWN) $(UV) venv --quiet --clear --python $* .cache/python-$*
	$(UV) pip install --quiet --python .cache/python-$* -c constraints.txt -e '.[dev]'
	.cache/python-$*/bin/python -m pytest -n auto $(TESTS)

clean:
	rm -rf $(VENV)
