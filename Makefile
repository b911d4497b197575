# Everything a person or a build machine does with this repository. Each target is one script in .ci/.
# Downloads and build results live outside the repository, in KELOLA_CACHE (see .ci/cache-env).
# The scripts are bash on every system; without this, make on Windows tries to start them itself.
SHELL := bash
.PHONY: run test test-core test-long fuzz-media bench lint setup ui build bindings package help

help:
	@echo "make run        install what is missing, build, and open Kelola"
	@echo "make test       every check and test, as the build machines run it"
	@echo "make test-core  the tests that need neither a web view nor Typst (under a minute when warm)"
	@echo "make test-long  the journeys against the whole Bluesky network, 500 random lives of the engine, 100,000 texts"
	@echo "make fuzz-media fuzz what reads pictures and videos, a minute each (FUZZ_SECS); needs a nightly compiler"
	@echo "make bench      measure, in release builds"
	@echo "make lint       formatting, lints and types"
	@echo "make build      the window and kelolactl, debug build"
	@echo "make bindings   write the TypeScript view of the commands anew"
	@echo "make package    installers for this system"

run:
	@.ci/open

test:
	@.ci/test

test-core:
	@.ci/test-core

test-long:
	@.ci/test-long

fuzz-media:
	@.ci/fuzz-media

bench:
	@.ci/bench

lint:
	@.ci/lint

setup:
	@.ci/toolchains
	@.ci/system-packages run

ui:
	@.ci/ui

bindings:
	@.ci/bindings

build: setup ui
	@.ci/build

package: setup ui
	@.ci/package
