# The commands of Ringfence. Each installs what it needs the first time and is quick afterwards.

.DEFAULT_GOAL := help
.PHONY: help run demo build test bench race

help: ## Shows this list
	@sed -n 's/^\([a-z]*\):.*## \(.*\)/make \1\t\2/p' $(firstword $(MAKEFILE_LIST))

run: ## Serves http://127.0.0.1:3000 on an embedded database in data/; Ctrl-C stops it
	@exec .ci/serve serve

demo: ## The same with a sample business, and a link for each role
	@exec .ci/serve demo

build: ## Builds the server and the site in release mode
	@.ci/tools && .ci/build

test: ## Runs every check; STEPS="format lint" runs only these
	@.ci/test $(STEPS)

bench: ## Runs the benchmarks and prints one table of ratios
	@exec .ci/bench

race: ## Races 100,000 calls on each database against blocks; CALLS=5000 SEED=7 choose others
	@exec .ci/race $(or $(CALLS),100000) $(SEED)
