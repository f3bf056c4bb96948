# `make help` lists what there is.
SHELL := /bin/bash
.DEFAULT_GOAL := help
SWIFT ?= swift
SECONDS ?= 600
export SWIFT_BACKTRACE ?= enable=no

.PHONY: help setup build demo test lint build-tests unit specs fuzz-ci prove format bench bench-parse \
  bench-http bench-monitors bench-pages bench-reports bench-living axe-pages axe-report pages-elsewhere elsewhere \
  reports-elsewhere full-disk fuzz clean

help: ## What can be made
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1\t\2/' | expand -t 24

setup: ## Install the system packages that are missing
	@scripts/setup

build: setup ## Build everything, optimised
	$(SWIFT) build -c release --product waymark
	$(SWIFT) build -c release --product reference-system

demo: build ## Set up, build, run all journeys on the reference system, write Reports/latest/
	@scripts/demo

test: setup lint build-tests unit specs axe-report axe-pages pages-elsewhere reports-elsewhere full-disk fuzz-ci ## Everything that CI runs
	@grep -E 'Test run with' .build/unit.log | tail -n 1

lint: ## Formatting, checked strictly
	$(SWIFT) format lint --strict --recursive --parallel Sources Tests Package.swift

build-tests: # Refuses imports of targets that Package.swift does not declare
	@scripts/setup python3 python3-venv openssl chromium chromium-driver
	$(SWIFT) build --build-tests --explicit-target-dependency-import-check error

unit: build-tests ## The unit and acceptance tests
	@set -o pipefail; $(SWIFT) test --skip-build \
	  --experimental-maximum-parallelization-width 4 2>&1 | tee .build/unit.log

specs: build-tests ## Our own journeys: linted, reviewed, and verified on the reference system
	.build/debug/waymark lint
	.build/debug/waymark review
	.build/debug/waymark verify --pages both --report-folder .build/specs-report

fuzz-ci: setup ## Fuzz the parser for a minute, as CI does
	Fuzz/run 60

fuzz: setup ## Fuzz the parser for longer: make fuzz SECONDS=3600
	Fuzz/run $(SECONDS)

prove: build ## Break the reference system on purpose, and see that the checks of what must be proven notice
	@scripts/setup chromium chromium-driver
	$(SWIFT) build -c release --product mutating-proxy
	.build/release/waymark verify --pages html --report none --report-folder .build/proof
	.build/release/waymark prove --faults --live --pages webdriver --report-folder .build/proof
	.build/release/waymark report --from .build/proof/run.ndjson --proof .build/proof/proof.json \
	  --report html:.build/proof/index.html

format: ## Format the sources in place
	$(SWIFT) format --in-place --recursive --parallel Sources Tests Package.swift

bench: bench-parse bench-http bench-monitors bench-pages bench-reports bench-living ## All benchmarks

bench-parse: setup ## Parse 10,000 journeys beside bare cmark-gfm, and lint our own
	$(SWIFT) build -c release --product waymark
	Benchmarks/parse/run

bench-http: ## Checks over HTTP beside a libcurl loop, wrk and two peers
	@scripts/setup nginx wrk python3 python3-venv
	@[ -x .build-bench/venv/bin/locust ] || { echo "bench-http: installing tavern and locust"; \
	  python3 -m venv .build-bench/venv && \
	  .build-bench/venv/bin/pip install -q 'pytest<9' 'tavern>=3,<4' 'locust>=2,<3'; }
	$(SWIFT) build -c release --product waymark
	Benchmarks/http/run

bench-monitors: ## What monitors add to a run, with 10 MB bodies and without
	@scripts/setup python3
	$(SWIFT) build -c release --product waymark
	Benchmarks/monitors/run

bench-pages: ## A walk through pages, in a browser and without, beside Playwright
	@scripts/setup python3 python3-venv chromium chromium-driver
	@[ -x .build-bench/venv-pages/bin/playwright ] || { echo "bench-pages: installing playwright"; \
	  python3 -m venv .build-bench/venv-pages && \
	  .build-bench/venv-pages/bin/pip install -q playwright; }
	$(SWIFT) build -c release --product waymark
	$(SWIFT) build -c release --product reference-system
	Benchmarks/pages/run
	Benchmarks/pages/large

bench-reports: ## Every report of a run of 100,000 checks: time and memory
	@scripts/setup python3
	$(SWIFT) build -c release --product waymark
	Benchmarks/reports/run

bench-living: ## The living document of 10,000 promises: size, paint, filters
	@scripts/setup python3 python3-venv chromium chromium-driver
	$(SWIFT) build -c release --product waymark
	Benchmarks/reports/living

axe-report: build-tests ## Read the living document in Chromium: axe, keyboard, paper, hostile content
	scripts/axe-report

axe-pages: ## Read every page of the reference system with axe, in Chromium
	@scripts/setup chromium python3 python3-venv
	$(SWIFT) build --product reference-system
	scripts/axe-pages

pages-elsewhere: build-tests ## Walk applications that know nothing of us
	@scripts/setup python3 python3-venv chromium chromium-driver
	WAYMARK=$(CURDIR)/.build/debug/waymark Examples/elsewhere django-admin
	Examples/run client-app

full-disk: build-tests ## Write everything to a disk that is full
	@scripts/setup python3
	scripts/full-disk

elsewhere: build ## Walk four applications of others under all monitors, and judge what these find
	@scripts/setup python3 python3-venv chromium chromium-driver php-cli php-xml
	Examples/elsewhere

reports-elsewhere: ## Read the sample reports with libraries that others wrote
	@scripts/setup python3 python3-venv
	@[ -x .build-bench/venv-reports/bin/sarif ] || { echo "reports-elsewhere: installing readers"; \
	  python3 -m venv .build-bench/venv-reports && \
	  .build-bench/venv-reports/bin/pip install -q 'junitparser>=4' 'sarif-tools>=3,<4' \
	  'otr-ctrf-bridge<1'; }
	.build-bench/venv-reports/bin/python scripts/read-reports

clean: ## Remove what was built
	rm -rf .build .build-bench Reports/latest
