# The daily commands. Each sets up what it needs; nothing but Python >= 3.11, pip and make is assumed.

PYTHON ?= python3
VENV   := .venv
BIN    := $(VENV)/bin
STD    := std
# Besides the one it runs on: systems whose standard library is compared, too.
SYSTEMS := darwin windows freebsd

.DEFAULT_GOAL := help
.PHONY: help example test oracle lint format nodes compiled wheels verify verify-tests golden-update transcripts screens man page-screens page-bench bench bench-compare growth fuzz fuzz-compiled fuzz-modules fuzz-coverage mutants garbage errors clean

help:  ## Say what there is
	@grep -hE '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /: /'

INSTALL := pyproject.toml setup.py $(wildcard tools/install/*)

# A user's installation: the program, compiled where that is possible, and the standard library's sources.
$(VENV)-user/ready: $(INSTALL)
	$(PYTHON) -m venv $(VENV)-user
	$(VENV)-user/bin/pip install -q '.[std]'
	touch $@

# A developer's: editable and interpreted, with the test and lint tools.
$(VENV)/ready: $(INSTALL)
	$(PYTHON) -m venv $(VENV)
	$(BIN)/pip install -q -e '.[dev]'
	touch $@

# What users get, with the test tools; not without extension modules.
$(VENV)-compiled/ready: $(INSTALL) $(shell find src -name '*.py' -o -name '*.c')
	$(PYTHON) -m venv $(VENV)-compiled
	GOESCAPE_COMPILE=1 $(VENV)-compiled/bin/pip install -q --force-reinstall '.[std,test]'
	touch $@

example: $(VENV)-user/ready  ## Set up and run on the example module
	$(VENV)-user/bin/goescape build -m -l -C examples/tour ./...
	@echo
	$(VENV)-user/bin/goescape -C examples/tour ./...
	@echo
	$(VENV)-user/bin/goescape explain -C examples/tour main.go:25
	@echo
	@echo 'Next, in a Go module of yours: $(CURDIR)/$(VENV)-user/bin/goescape ./...'

test: $(VENV)/ready  ## Set up and run the tests, interpreted
	$(BIN)/pytest -q -n auto

oracle: $(VENV)/ready  ## Only the tests that ask the real compiler
	$(BIN)/pytest -q -n auto -m oracle

lint: $(VENV)/ready  ## Formatting, style, types, layers
	$(BIN)/ruff format --check src tests bench tools setup.py
	$(BIN)/ruff check src tests bench tools setup.py
	$(BIN)/mypy
	PYTHONPATH=src $(BIN)/lint-imports

format: $(VENV)/ready  ## Format in place
	$(BIN)/ruff format src tests bench tools setup.py
	$(BIN)/ruff check --fix src tests bench tools setup.py

nodes:  ## Make what follows from the classes of ir: walking, copying, encoding, dumping
	$(PYTHON) -m tools.nodes

compiled: $(VENV)-compiled/ready  ## Build the extension modules and run the same tests with them
	$(VENV)-compiled/bin/pytest -q -n auto --compiled

PYTHONS ?= 3.11 3.12 3.13
wheels: $(VENV)/ready  ## Make what a release publishes, into dist, and try each in a fresh environment (PYTHONS="3.11 3.12 3.13")
	$(BIN)/python -m tools.wheels --output dist $(PYTHONS)

verify: $(VENV)-compiled/ready  ## Compare all of std with the real compiler
	$(VENV)-compiled/bin/goescape verify -m -l $(STD)
	$(VENV)-compiled/bin/goescape verify -m $(STD)
	$(VENV)-compiled/bin/goescape verify -m=2 $(STD)
	$(VENV)-compiled/bin/goescape verify --costs $(STD)
	for os in $(SYSTEMS); do GOOS=$$os GOARCH=amd64 $(VENV)-compiled/bin/goescape verify -m $(STD) || exit 1; done

verify-tests: $(VENV)-compiled/ready  ## The same for tests: what `go test -c` compiles, all of std (STD=...)
	$(VENV)-compiled/bin/goescape verify -m --tests $(STD)

golden-update: $(VENV)/ready  ## Rewrite golden expectations from the real compiler
	$(BIN)/python tests/golden/update.py

transcripts: $(VENV)/ready  ## Write docs/transcripts.md, the explanations of thirty sites of std
	PYTHONPATH=. $(BIN)/python tests/views/transcripts.py

screens: $(VENV)/ready  ## Draw docs/screens: the view and explanations as terminals show them
	PYTHONPATH=. $(BIN)/python -m tools.screens

man: $(VENV)/ready  ## Write docs/goescape.1, the manual page, from the help of the commands
	PYTHONPATH=. $(BIN)/python -m tools.manpage

page-screens: $(VENV)/ready  ## Photograph the page of `goescape report --html` in Chromium
	PYTHONPATH=. $(BIN)/python -m tools.page_screens

page-bench: $(VENV)/ready $(VENV)-compiled/ready  ## How long that page takes in Chromium, with 10,000 sites; writes docs/report.md
	$(BIN)/python bench/page.py --goescape $(VENV)-compiled/bin/goescape --write docs/report.md

ROWS ?=
bench: $(VENV)/ready $(VENV)-compiled/ready  ## Measure against the real compiler; writes docs/bench.md and docs/bench.json (ROWS=small,cold)
	$(BIN)/python bench/run.py --tool compiled=$(VENV)-compiled/bin/goescape --tool interpreted=$(BIN)/goescape --rows "$(ROWS)" --write docs/bench.md

bench-compare: $(VENV)-compiled/ready  ## What changed since a revision, compiled (REV=main ROWS=small,cold)
	rm -rf .venv-compare/src && mkdir -p .venv-compare/src
	git archive $(REV) | tar -x -C .venv-compare/src
	$(PYTHON) -m venv .venv-compare
	GOESCAPE_COMPILE=1 .venv-compare/bin/pip install -q --force-reinstall .venv-compare/src
	$(VENV)-compiled/bin/python bench/run.py --tool now=$(VENV)-compiled/bin/goescape --tool $(REV)=.venv-compare/bin/goescape --rows "$(ROWS)"

growth: $(VENV)/ready $(VENV)-compiled/ready  ## How time grows with size, by kind of input; writes docs/growth.md
	$(BIN)/python bench/growth.py --goescape $(VENV)-compiled/bin/goescape --write docs/growth.md

SECONDS ?= 60
SEED    ?= 0
fuzz: $(VENV)/ready  ## Compare generated programs with the real compiler (SECONDS=60 SEED=0)
	$(BIN)/python tests/fuzz/run.py --seconds $(SECONDS) --seed $(SEED)

fuzz-compiled: $(VENV)-compiled/ready  ## The same with the extension modules, 6,000 programs
	$(VENV)-compiled/bin/python tests/fuzz/run.py --count 6000 --seed $(SEED)

fuzz-modules: $(VENV)-compiled/ready  ## The same with programs of several packages (SECONDS=60 SEED=0)
	$(VENV)-compiled/bin/python tests/fuzz/run.py --modules --seconds $(SECONDS) --seed $(SEED)

ROOMS := src/goescape/escape,src/goescape/ir,src/goescape/opt,src/goescape/lower
fuzz-coverage: $(VENV)/ready  ## How much of the core 300 generated programs reach
	$(BIN)/coverage run --data-file=.coverage-fuzz --branch --source=$(ROOMS) tests/fuzz/run.py --count 300 --jobs 1
	$(BIN)/coverage report --data-file=.coverage-fuzz
	rm .coverage-fuzz

COUNT   ?= 2000
mutants: $(VENV)/ready  ## Agreement with the compiler on ill-typed programs (COUNT=2000 SEED=0)
	$(BIN)/python tests/fuzz/mutants.py --count $(COUNT) --seed $(SEED)

garbage: $(VENV)/ready  ## Broken input through everything: no crash, no internal error, no hang (COUNT=2000 SEED=0)
	$(BIN)/python tests/fuzz/garbage.py --count $(COUNT) --seed $(SEED)

errors: $(VENV)/ready  ## Share of the compiler's own checker tests whose errors we word alike
	$(BIN)/python tests/check/wording.py --show 3

clean:  ## Remove everything that was built
	rm -rf $(VENV) $(VENV)-user $(VENV)-compiled build dist src/*.egg-info .mypy_cache .ruff_cache .pytest_cache
