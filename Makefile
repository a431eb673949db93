# Everything that a person runs. `make` alone lists the targets.
.DEFAULT_GOAL := help
PYTHON ?= python3
BIN := .venv/bin
ENGINES := tests/engines/node_modules/.bin
export NO_MKDOCS_2_WARNING := 1
# Somebody's own modules, home of Python, warnings and optimization are not those of the hub.
unexport PYTHONPATH PYTHONHOME PYTHONWARNINGS PYTHONOPTIMIZE

help: ## list what can be made
	@sed -n 's/^\([a-z-]*\):.*## \(.*\)/make \1	\2/p' $(MAKEFILE_LIST)

site: $(BIN)/hub ## build the whole site into site/
	$(BIN)/hub build

serve: $(BIN)/hub ## show the site while you write; an edited entry appears in about a second
	$(BIN)/hub serve

check: $(BIN)/hub ## find every problem of the data
	$(BIN)/hub check

test: .venv/tests-ready tests/engines/node_modules browser ## run every test but the long audits
	$(BIN)/ruff format --check hooks tests
	$(BIN)/ruff check hooks tests
	$(BIN)/mypy
	$(BIN)/lint-imports --no-cache --no-logo
	$(ENGINES)/biome check --error-on-warnings
	$(ENGINES)/tsc --project tsconfig.json
	$(ENGINES)/tsc --project tsconfig.worker.json
	node --test $(wildcard tests/*/*.test.mjs)
	$(BIN)/pytest -n 3 --dist loadfile -m "not audit and not fuzz and not machines"

audit: .venv/tests-ready tests/engines/node_modules browser ## run the long audits
	$(BIN)/pytest -n 2 --dist worksteal -m audit

machines: .venv/tests-ready ## run `make site` on a bare Debian 12, 13 and testing; needs root and mmdebstrap
	$(BIN)/pytest -m machines

bench: .venv/tests-ready browser ## measure build, search and reading against Hugo and Pagefind; takes hours
	$(BIN)/python -m tests.benchmarks.build --write

fuzz: .venv/tests-ready ## damage files at random for ten minutes (FUZZ_MINUTES) and see that each is answered
	$(BIN)/pytest -s -m fuzz

mutants: .venv/tests-ready ## put faults into the program, one at a time, and list those that no test notices; takes hours
	$(BIN)/python -m tests.mutants

advisories: .venv/advisories/ready ## ask whether a known weakness was published of a package that is locked
	@echo "## Known weaknesses of packages"
	@echo
	@.venv/advisories/bin/pip-audit --disable-pip --require-hashes --progress-spinner off --format markdown \
		-r requirements-dev.lock -r requirements-advisories.lock 2>&1

pictures: tests/engines/node_modules ## redraw the sheet of pictures, after one was added to docs/assets/pictures
	node tests/engines/pictures.mjs

drawing: .venv/tests-ready ## redraw the rooms of the program, after an import between them changed
	$(BIN)/python -m tests.drawing

lock: .venv/tests-ready ## choose the newest versions that pyproject.toml allows, with their hashes
	$(COMPILE) --upgrade --group build --output-file requirements.lock pyproject.toml
	$(COMPILE) --upgrade --group build --extra dev --constraints requirements.lock --output-file requirements-dev.lock pyproject.toml
	echo "pip-audit" | $(COMPILE) --upgrade --output-file requirements-advisories.lock -
	$(MAKE) .venv/tests-ready
	$(BIN)/python -m tests.licences

# One version of each package for every Python that pyproject.toml allows, and for every system.
COMPILE := $(BIN)/uv pip compile --quiet --universal --python-version 3.11 --fork-strategy fewest --generate-hashes \
	--no-emit-index-url --custom-compile-command "make lock"

clean: ## remove what was made
	rm -rf .venv site .site.*

# Each time, in a tenth of a second: hooks/set_up.py sees whether what is there still works, and makes what is missing.
$(BIN)/hub:
	@command -v $(PYTHON) >/dev/null || { echo "Python 3.11 to 3.14 is needed, and there is no '$(PYTHON)'. On Debian and Ubuntu: apt install python3 python3-venv" >&2; exit 1; }
	@$(PYTHON) -I hooks/set_up.py site

.venv/tests-ready: $(BIN)/hub
	@$(PYTHON) -I hooks/set_up.py tests

# A place of its own: what looks after the packages does not decide which versions they have.
.venv/advisories/ready: $(BIN)/hub
	@$(PYTHON) -I hooks/set_up.py advisories

tests/engines/node_modules: tests/engines/package-lock.json | browser
	cd tests/engines && npm ci --ignore-scripts --no-audit --no-fund --loglevel=error
	touch $@

# The tests drive a real Chromium; Debian's own is fetched where there is none.
browser:
	@tests/install_browser.sh

# The first three are files that hooks/set_up.py looks after.
.PHONY: $(BIN)/hub .venv/tests-ready .venv/advisories/ready \
	help site serve check test audit machines advisories fuzz mutants bench pictures drawing lock clean browser
