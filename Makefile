# Everything a developer does, one word each. `make` alone lists the words.
#
# Set-up needs Python 3.11 or newer and nothing else: packages go into .venv, at the
# versions and hashes in the lock files. A finished step leaves an empty file in .venv
# whose name ends in the checksum of what was installed, so it is not done again until
# that changes.

.DEFAULT_GOAL := help
.PHONY: help run demo test check soak format bench bench-pages mutations notebooks lock clean chromium ready-to-test
.DELETE_ON_ERROR:

PORT ?= 8501
# The first of these that is new enough. To choose yourself: make run PYTHON=/path/to/python3.12
PYTHON ?= $(shell for p in python3 python3.14 python3.13 python3.12 python3.11 python; do \
	$$p -c 'import sys; sys.exit(sys.version_info < (3, 11))' 2>/dev/null && echo $$p && break; done)
# More options for pytest, such as: make check PYTEST_FLAGS="-n 2 -k ranking"
PYTEST_FLAGS ?=
# Options for the benchmarks: make bench BENCH_FLAGS=--quick
BENCH_FLAGS ?=
PAGES_FLAGS ?=

BIN := .venv/bin
PIP := $(BIN)/python -m pip --disable-pip-version-check --quiet
checksum = $(shell { pwd; cat $(1); } | cksum | tr -cd 0-9)
VENV := .venv/.made-$(call checksum,/dev/null)
RUNTIME := .venv/.runtime-$(call checksum,requirements.lock)
DEV := .venv/.dev-$(call checksum,requirements-dev.lock)
PROJECT := .venv/.project-$(call checksum,pyproject.toml)
PACKAGES := $(if $(filter check soak format bench bench-pages mutations notebooks,$(MAKECMDGOALS)),$(DEV),$(RUNTIME))

help:  ## list these commands
	@grep -E '^[a-z-]+:.*## ' Makefile | sed -E 's/^([a-z-]+):.*## /  make \1\t/' | expand -t 20

run: $(PACKAGES) $(PROJECT)  ## start the app; PORT=8501 chooses where
	@$(BIN)/missionmatch serve --port $(PORT)

demo: $(PACKAGES) $(PROJECT)  ## the same with fictional people, to be each kind of account
	@$(BIN)/missionmatch serve --demo --port $(PORT)

# Each worker of pytest has a core; threads of numerical libraries would only wait for each other.
test soak: export OMP_NUM_THREADS = 1
test soak: export OPENBLAS_NUM_THREADS = 1
# Modules are compiled once for all workers and for all programs that they start.
test soak: export PYTHONDONTWRITEBYTECODE =
# Workers of mypy that do not start within its 3 seconds, on a busy machine, end it with 2; faults
# in types with 1.
test:  ## all checks and tests, as continuous integration does
	@$(MAKE) --no-print-directory --jobs 2 PACKAGES=$(DEV) ready-to-test
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy --num-workers 2 || { test $$? = 2 && $(BIN)/mypy; }
	$(BIN)/pytest -n 2 --dist worksteal -m "not browser and not soak" $(PYTEST_FLAGS)
	$(BIN)/pytest -n 2 --dist loadfile --no-loadscope-reorder -m browser tests/browser $(PYTEST_FLAGS)

check: $(PACKAGES) $(PROJECT)  ## the same without browser and slow tests
	$(BIN)/ruff check
	$(BIN)/ruff format --check
	$(BIN)/mypy
	$(BIN)/pytest -m "not browser and not slow and not soak" $(PYTEST_FLAGS)

soak: $(PACKAGES) $(PROJECT)  ## long proofs: kills, random weights, laws on many more examples
	$(BIN)/pytest -n 2 --dist worksteal -m "soak or hypothesis" --hypothesis-profile soak $(PYTEST_FLAGS)

format: $(PACKAGES)  ## put the code in shape and mend what can be mended
	$(BIN)/ruff check --fix
	$(BIN)/ruff format

# About 20 minutes; docs/performance.md is written anew by the last line that it prints.
bench: $(PACKAGES) $(PROJECT)  ## time the recommender, beside pandas, Polars and DuckDB
	@$(BIN)/python -m matching.studies.timings
	@$(BIN)/python -m matching.studies.benchmark $(BENCH_FLAGS)

# Beside another checkout: make bench-pages PAGES_FLAGS="--code now=. --code before=../before"
bench-pages: $(PACKAGES) $(PROJECT)  ## time each kind of page in a browser, quiet and while 50 people use the app
	@$(BIN)/python -m tests.load.pages $(PAGES_FLAGS)

# An hour or two; docs/mutations.md says how to read what comes out.
mutations: $(PACKAGES) $(PROJECT)  ## break the program in 200 small ways and count what the tests catch
	@mkdir -p var
	$(BIN)/python -m tests.soak.mutations --seed 8 --count 200 --output var/mutations.json

# The pages fetch nothing, and their links lead to the other pages and to docs/.
notebooks: $(PACKAGES) $(PROJECT)  ## run the notebooks and write them as pages into var/notebooks
	@$(BIN)/python -m nbconvert --log-level=ERROR --execute --to html --output-dir var/notebooks \
		--KernelManager.transport_encryption=auto \
		--HTMLExporter.require_js_url=data:, --HTMLExporter.mathjax_url=data:, notebooks/*.ipynb
	@sed -i.bak -e 's|href="\.\./|href="../../|g' -e 's|\.ipynb"|.html"|g' var/notebooks/*.html
	@rm var/notebooks/*.bak
	@ls var/notebooks/*.html

# Keeps the versions that are locked; UPGRADE=--upgrade takes the newest allowed ones.
COMPILE = uv pip compile --quiet --universal --python-version 3.11 --generate-hashes \
	--custom-compile-command "make lock" \
	--group pyproject.toml:build $(UPGRADE)
lock:  ## write the lock files anew after a change of dependencies (needs uv)
	@command -v uv >/dev/null || { echo "make lock needs uv on the path: pip install uv" >&2; exit 1; }
	$(COMPILE) pyproject.toml --output-file requirements.lock
	$(COMPILE) pyproject.toml --extra dev --constraints requirements.lock --output-file requirements-dev.lock

clean:  ## remove .venv, caches and screenshots
	rm -rf .venv build dist *.egg-info .mypy_cache .pytest_cache .ruff_cache .hypothesis tests/browser/screenshots
	find . -name __pycache__ -type d -prune -exec rm -rf {} +

# ---- set-up -------------------------------------------------------------------------------

# Made anew when the folder was moved: a virtual environment holds its own path.
$(VENV):
	@test -n "$(PYTHON)" || { \
		echo "Missionmatch needs Python 3.11 or newer, and none was found on the path." >&2; \
		echo "Install it, or say where it is: make run PYTHON=/path/to/python3" >&2; exit 1; }
	@"$(PYTHON)" -c 'import sys; sys.exit(sys.version_info < (3, 11))' || { \
		echo "Missionmatch needs Python 3.11 or newer, and '$(PYTHON)' is not." >&2; \
		echo "Name a newer one: make run PYTHON=/path/to/python3" >&2; exit 1; }
	@"$(PYTHON)" -c 'import ensurepip, venv' 2>/dev/null || { \
		echo "'$(PYTHON)' lacks its venv module, which the set-up needs." >&2; \
		echo "On Debian or Ubuntu: apt-get install python3-venv" >&2; exit 1; }
	@rm -rf .venv
	@"$(PYTHON)" -m venv .venv
	@touch $@

# Packages and Chromium are fetched side by side.
ready-to-test: $(PACKAGES) $(PROJECT) chromium
	@:

# pip would compile on one core. A package may hold files for another Python, which do not compile.
INSTALL = $(PIP) install --require-hashes --no-compile
COMPILE_ALL = $(BIN)/python -m compileall -qq -j 0 -x '/tests?/' .venv/lib || true

$(RUNTIME): $(VENV)
	@echo "Installing what the app needs into .venv (once, about a minute) ..."
	@$(INSTALL) -r requirements.lock
	@$(COMPILE_ALL)
	@rm -f .venv/.runtime-* && touch $@

# The lock of the tests holds the lock of the app: where both are wanted, one step installs both.
$(DEV): $(VENV)
	@echo "Installing what the app and its tests need into .venv (once, about a minute) ..."
	@$(INSTALL) -r requirements-dev.lock
	@$(COMPILE_ALL)
	@rm -f .venv/.dev-* .venv/.runtime-* && touch $(RUNTIME) $@

$(PROJECT): $(PACKAGES)
	@$(PIP) install --no-index --no-deps --no-build-isolation --editable .
	@rm -f .venv/.project-* && touch $@

# Chromium is the one thing that does not come as a Python package.
# Another browser of its family: make test CHROMIUM=/path/to/it
CHROMIUM ?= $(shell for p in chromium-headless-shell chromium chromium-browser google-chrome \
	google-chrome-stable; do command -v $$p && break; done)
SUDO = $(shell test "$$(id -u)" = 0 || echo sudo)
chromium:
ifeq ($(strip $(CHROMIUM)),)
	@command -v apt-get >/dev/null || { \
		echo "The browser tests need Chromium, and there is no apt-get here to install it with." >&2; \
		echo "Install Chromium or Chrome, or name one: make test CHROMIUM=/path/to/chromium" >&2; \
		echo "Everything but the browser tests: make check" >&2; exit 1; }
	@echo "Installing Chromium for the browser tests (once) ..."
	@$(SUDO) apt-get update -qq && \
	package=$$(apt-cache show chromium-headless-shell >/dev/null 2>&1 && \
		echo chromium-headless-shell || echo chromium) && \
	$(SUDO) env DEBIAN_FRONTEND=noninteractive apt-get install -qq --no-install-recommends \
		-o DPkg::Lock::Timeout=300 $$package fonts-liberation >/dev/null || { \
		echo "Chromium could not be installed. Everything but the browser tests: make check" >&2; exit 1; }
else
	@:
endif
