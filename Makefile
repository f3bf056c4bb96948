# `make help` lists what there is.
SHELL := /bin/bash
.DEFAULT_GOAL := help
SWIFT ?= swift
export SWIFT_BACKTRACE ?= enable=no

.PHONY: help setup build demo test unit lint format bench clean

help: ## What can be made
	@grep -hE '^[a-z-]+:.*## ' $(MAKEFILE_LIST) | sed -E 's/^([a-z-]+):.*## (.*)/  make \1\t\2/' | expand -t 22

setup: ## Install the system packages that are missing
	@scripts/setup

build: setup ## Build everything, optimised
	$(SWIFT) build -c release

test: setup lint unit ## Everything that CI runs

unit: setup ## The unit and acceptance tests
	$(SWIFT) test --explicit-target-dependency-import-check error

lint: ## Formatting, checked strictly
	$(SWIFT) format lint --strict --recursive --parallel Sources Tests Package.swift

format: ## Format the sources in place
	$(SWIFT) format --in-place --recursive --parallel Sources Tests Package.swift

clean: ## Remove what was built
	rm -rf .build Reports/latest
