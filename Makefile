PYTHON ?= python3
BIN := .venv/bin
FUZZ_SECONDS ?= 20
JOBS ?= 3

# What the tests of the image, the chart, the page and Redis 7 need beside Python.
DEBIAN := buildah catatonit chromium fonts-dejavu-core jq libfaketime mmdebstrap podman prometheus redis-tools runc

.PHONY: help run test chaos fuzz tools bench check format lock clean

help: ## show these targets
	@grep -E '^[a-z-]+:.*##' $(MAKEFILE_LIST) | sed 's/:.*## /\t/' | expand -t 12

run: .venv/run ## start everything with an embedded Redis and feed it a bundled day of articles
	$(BIN)/firebell up --demo

test: .venv/dev .venv/tools ## run the tests on a real Redis of their own
	$(BIN)/pytest -q -n $(JOBS) --no-loadscope-reorder $(ARGS)

chaos: .venv/dev ## break things for a quarter of an hour, and count what is lost or doubled
	$(BIN)/python -m tests.chaos.run

fuzz: .venv/dev ## hostile input of every kind, each for FUZZ_SECONDS=; by hand or at night
	FUZZ_SECONDS=$(FUZZ_SECONDS) $(BIN)/pytest -q --timeout $$(($(FUZZ_SECONDS) + 600)) tests/fuzz $(ARGS)

tools: ## as root on Debian: the programs without which some tests are skipped
	apt-get update -qq
	DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends $(DEBIAN)

bench: .venv/dev .venv/peers ## how fast it is beside its limits and its peers, in one table; ARGS=--long for the rest
	$(BIN)/python -m benchmarks $(ARGS)

check: .venv/dev ## lint, types, import contracts, dependencies
	$(BIN)/ruff format --check .
	$(BIN)/ruff check .
	$(BIN)/mypy
	$(BIN)/lint-imports
	$(BIN)/deptry .

format: .venv/dev ## format and mend what can be mended
	$(BIN)/ruff format .
	$(BIN)/ruff check --fix .

lock: .venv/dev ## lock what make run, make test and the image install
	$(BIN)/uv pip compile -q --universal --generate-hashes --extra embedded --extra feeds -o requirements/run.txt pyproject.toml
	$(BIN)/uv pip compile -q --universal --generate-hashes --all-extras --group dev -o requirements/dev.txt pyproject.toml
	$(BIN)/uv pip compile -q --universal --generate-hashes --all-extras -c requirements/dev.txt -o requirements/image.txt pyproject.toml
	$(BIN)/uv pip compile -q --universal --generate-hashes --group image -c requirements/dev.txt -o requirements/build.txt
	$(BIN)/uv pip compile -q --universal --generate-hashes --group peers -o requirements/peers.txt

clean: ## remove the environment and caches
	rm -rf .venv .mypy_cache .ruff_cache .pytest_cache .hypothesis .import_linter_cache dist

.venv/run: pyproject.toml requirements/run.txt
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/pip install -q --disable-pip-version-check --require-hashes -r requirements/run.txt
	$(BIN)/pip install -q --disable-pip-version-check --no-deps -e .
	touch $@

.venv/dev: pyproject.toml requirements/dev.txt
	test -x $(BIN)/python || $(PYTHON) -m venv .venv
	$(BIN)/pip install -q --disable-pip-version-check --require-hashes -r requirements/dev.txt
	$(BIN)/pip install -q --disable-pip-version-check --no-deps -e .
	touch $@ .venv/run

.venv/peers: requirements/peers.txt | .venv/dev
	$(PYTHON) -m venv $@
	$@/bin/pip install -q --disable-pip-version-check --require-hashes -r requirements/peers.txt
	touch $@

.venv/tools: requirements/tools.txt scripts/tools.py | .venv/dev
	$(BIN)/python scripts/tools.py
	touch $@
