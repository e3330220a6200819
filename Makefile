# The tasks of this repository: `make help` lists them.
SHELL := /bin/bash
.DEFAULT_GOAL := help
.SUFFIXES:

VERSION := $(shell sed -n 's:^  <version>\(.*\)</version>$$:\1:p' pom.xml | head -n 1)
ARCHIVE := target/connectivity-operator.tar
APP := target/quarkus-app/quarkus-run.jar
CLI := target/cli/connectivity.aot

# Which cluster: `testbed` (a real one-node cluster that this repository brings), `kind`, or `current` (kubectl's current context).
deploy undeploy: CLUSTER ?= current
demo e2e cluster-up cluster-down: CLUSTER ?= testbed
export CLUSTER
ON = src/testbed/on $(CLUSTER)

# JDK 25: JAVA_HOME where it is one, else the first that is found.
is_jdk25 = $(shell grep -qs '^JAVA_VERSION="25' '$(1)/release' && test -x '$(1)/bin/javac' && echo '$(1)')
JDK := $(firstword $(call is_jdk25,$(JAVA_HOME)) $(foreach home,$(wildcard /usr/lib/jvm/* /opt/java/* /opt/jdk* /Library/Java/JavaVirtualMachines/*/Contents/Home),$(call is_jdk25,$(home))))
export JAVA_HOME := $(JDK)

comma := ,
MAVEN := mvn --batch-mode --no-transfer-progress
# RERUN=1 asks a test that failed once more, and the summary names those that then pass ("Flakes").
RERUN ?= 0
RERUNS = -Dsurefire.rerunFailingTestsCount=$(RERUN) -Dfailsafe.rerunFailingTestsCount=$(RERUN)
JAVA_SOURCES := $(shell find src/main pom.xml -type f 2>/dev/null)

# timed(WHAT, COMMAND): says what runs, and how many seconds it took.
timed = @begin=$$SECONDS; echo "make: $(1)"; $(2) && echo "make: $(1): done in $$((SECONDS - begin)) s"

.PHONY: help
help: ## List the tasks.
	@echo "Usage: make TASK [CLUSTER=testbed|kind|current]"; echo
	@sed -n 's/^\([a-z-]*\):[^#]*## \(.*\)/  \1|\2/p' $(MAKEFILE_LIST) | column -t -s '|'

.PHONY: jdk
jdk:
	@test -n "$(JDK)" || { echo "make: no JDK 25 found. Install one (for example Temurin 25) and set JAVA_HOME to its folder." >&2; exit 1; }
	@command -v mvn >/dev/null || { echo "make: no Maven found. Install Maven 3.8 or newer, so that 'mvn' is on the PATH." >&2; exit 1; }

.PHONY: build
build: $(APP) ## Compile and package the operator into target/quarkus-app.

$(APP): $(JAVA_SOURCES) | jdk
	$(call timed,package,$(MAVEN) --quiet compile jar:jar quarkus:build)
	@touch $@

# What is written from code: crds/ and docs/openapi.yaml by the build, docs/reference.md and deploy/roles.yaml by the tests that compare them.
GENERATED := crds docs/openapi.yaml docs/reference.md deploy/roles.yaml
.PHONY: generate
generate: jdk ## Write crds/, docs/openapi.yaml, docs/reference.md and deploy/roles.yaml from the code.
	$(call timed,generate,$(MAVEN) --quiet compile jar:jar quarkus:build && touch $(APP) && cp target/openapi/openapi.yaml docs/ && \
	  $(MAVEN) --quiet test -Dtest=ReferenceTest$(comma)RbacTest -Dreference.write=true -Drbac.write=true)

.PHONY: format
format: jdk ## Format the Java sources.
	$(call timed,format,$(MAVEN) --quiet spotless:apply)

.PHONY: verify
verify: jdk ## Check format, lint, sizes and architecture; regenerate, and fail where that differs from what is committed.
	$(call timed,format and sizes,$(MAVEN) --quiet spotless:check checkstyle:check)
	$(call timed,lint and architecture,$(MAVEN) test -Dtest='**/architecture/*Test$(comma)**/contract/*Test' -Dsurefire.failIfNoSpecifiedTests=false)
	@$(MAKE) --no-print-directory generate
	@grep -q 'newTag: $(VERSION)$$' deploy/kustomization.yaml || { echo "make: deploy/kustomization.yaml must name version $(VERSION), as pom.xml does." >&2; exit 1; }
	@kubectl kustomize deploy >/dev/null
	@changed=$$(git status --porcelain -- $(GENERATED)); if [ -n "$$changed" ]; then \
	  echo "make: generated files differ from what is committed; run 'make generate' and commit:" >&2; echo "$$changed" >&2; exit 1; fi

.PHONY: test
test: jdk ## Run the fast tests, and those on a real API server.
	@KUBE_API_TEST_DIR=$${KUBE_API_TEST_DIR:-$$(src/testbed/kube-api-test-dir)} && export KUBE_API_TEST_DIR && test -n "$$KUBE_API_TEST_DIR" && \
	  begin=$$SECONDS && $(MAVEN) verify -Papiserver $(RERUNS) -Dspotless.check.skip -Dcheckstyle.skip && echo "make: test: done in $$((SECONDS - begin)) s"

.PHONY: screenshots
screenshots: $(APP) ## Take the pictures of the page for docs/images, some 3 minutes.
	@set -o pipefail && KUBE_API_TEST_DIR=$${KUBE_API_TEST_DIR:-$$(src/testbed/kube-api-test-dir)} && export KUBE_API_TEST_DIR && test -n "$$KUBE_API_TEST_DIR" && \
	  $(MAVEN) verify -Papiserver -Dit.test=PageScreenshots -DskipUnitTests=true -Dspotless.check.skip -Dcheckstyle.skip | grep -E 'page:|Tests run|ERROR|BUILD'

.PHONY: e2e
e2e: image cli demo-pieces ## Run the scenes as tests on a real cluster.
	@# Inside the cluster Maven is offline: one quick run out here fetches what it needs.
	$(call timed,compile the tests,$(MAVEN) --quiet verify -Pe2e -Dit.test='**/architecture/*Test')
	@src/testbed/traffic-crds >/dev/null
	@$(ON) up
	@$(MAKE) --no-print-directory deploy CLUSTER=$(CLUSTER)
	@$(ON) load target/demo/pooled.tar
	$(call timed,e2e,$(ON) run $(MAVEN) --offline verify -Pe2e $(RERUNS))

.PHONY: bench
bench: $(APP) ## Measure what probing costs, some 25 minutes; BENCH=http,tcp,tls,memory,scale,hang,startup picks parts.
	@src/bench/run "$(BENCH)"

.PHONY: image
image: $(ARCHIVE) ## Write the image archive target/connectivity-operator.tar; no build daemon or registry needed.

$(ARCHIVE): $(APP) src/cli/java.options $(wildcard src/image/* src/image/*/*)
	@src/image/build $(VERSION) $@

.PHONY: cli
cli: $(CLI) ## Write the command line into target/cli: connectivity, and kubectl-connectivity as a plugin of kubectl.

$(CLI): $(APP) $(wildcard src/cli/* src/cli/*/* src/cli/*/*/*)
	$(call timed,cli,src/cli/build target/cli)

.PHONY: deploy
deploy: $(ARCHIVE) ## Install everything into the current context (or CLUSTER=), and wait until the operator is ready.
	@$(ON) load $(ARCHIVE)
	$(call timed,deploy,$(ON) run kubectl apply -k deploy && $(ROLL) && \
	  $(ON) run kubectl -n connectivity-system rollout status deployment/connectivity-operator --timeout=120s)

# An image loaded under the same name as the one before replaces running pods only where the pod template changes too.
ROLL = if [ $(CLUSTER) != current ]; then $(ON) run kubectl -n connectivity-system patch deployment connectivity-operator --type=merge \
  --patch "{\"spec\":{\"template\":{\"metadata\":{\"annotations\":{\"connectivity.dev/archive\":\"$$(sha256sum $(ARCHIVE) | cut -c1-16)\"}}}}}"; fi

.PHONY: undeploy
undeploy: $(APP) ## Let go of everything that policies hold, then remove the operator; nothing rolls out.
	@# Stopped first, or it would take back what is let go.
	@$(ON) run kubectl -n connectivity-system delete deployment connectivity-operator --ignore-not-found --cascade=foreground --timeout=60s
	$(call timed,release,$(ON) run $(JDK)/bin/java -jar $(APP) release --all)
	$(call timed,undeploy,$(ON) run kubectl delete -k deploy --ignore-not-found)

.PHONY: demo-pieces
demo-pieces:
	@src/demo/pieces

.PHONY: demo
demo: image demo-pieces ## The incident from end to end, from nothing to the result; DEMO_KEEP=1 leaves it running.
	@src/demo/run

.PHONY: cluster-up
cluster-up: ## Start the cluster (testbed: built once, about 5 minutes).
	@$(ON) up

.PHONY: cluster-down
cluster-down: ## End the cluster and all that runs in it.
	@$(ON) down

.PHONY: clean
clean: ## Remove what was built here; the cluster's components stay in the cache.
	rm -rf target
