# loopgenie: builds with PGXS. `make help` lists what to ask for.
#
# Until Postgres' development files are installed only deps, demo, test and help work:
# demo and test install what is missing and then call make again.

EXTENSION = loopgenie
EXTVERSION := $(shell sed -n "s/^default_version *= *'\(.*\)'/\1/p" $(EXTENSION).control)
SCRIPT = sql/$(EXTENSION)--$(EXTVERSION).sql
UPDATING = $(sort $(wildcard sql/updates/$(EXTENSION)--*--$(EXTVERSION).sql))
UPDATES = $(UPDATING:sql/updates/%=sql/%)
RELEASED = $(filter-out $(UPDATING),$(sort $(wildcard sql/updates/*.sql)))

MODULE_big = $(EXTENSION)
OBJS = $(patsubst %.cpp,%.o,$(sort $(wildcard src/pg/*.cpp src/loop/*.cpp src/loop/*/*.cpp)))
DATA = $(RELEASED)
DATA_built = $(SCRIPT) $(UPDATES)

WARNINGS = -Wall -Wextra -Wno-register
PG_CPPFLAGS = -Isrc
PG_CXXFLAGS = -std=c++17 -O2 $(WARNINGS) -Wno-unused-parameter  # Postgres' own headers
SHLIB_LINK = -lstdc++

# us_* and sample_* need a database that test/suites/ prepares; see test/README.md.
REGRESS = $(filter-out $(EXTENSION)--% us_% sample_%,$(basename $(notdir $(sort $(wildcard sql/*.sql)))))
ISOLATION = $(basename $(notdir $(sort $(wildcard test/specs/*.spec))))
LOAD_EXTENSIONS = $(addprefix --load-extension=,postgis pgrouting $(EXTENSION))
REGRESS_OPTS = --outputdir=build/regress/main $(LOAD_EXTENSIONS)
ISOLATION_OPTS = --inputdir=test --outputdir=build/isolation $(LOAD_EXTENSIONS)
REGRESS_PREP = build/regress/main build/isolation

EXTRA_CLEAN = build $(OBJS:.o=.d)

.DEFAULT_GOAL = all
.PHONY: help deps test-deps demo test unit regress isolation lint

# ---- Postgres: 14 to 18, of which the README says what was run

SUPPORTED = 14 15 16 17 18
# Debian has several versions side by side, each with a pg_config and most without headers: the newest that has them.
ITS_HEADER = /usr/include/postgresql/%/server/postgres.h
WITH_HEADERS := $(lastword $(sort $(wildcard $(SUPPORTED:%=$(ITS_HEADER)))))
PG_CONFIG ?= $(or $(WITH_HEADERS:$(ITS_HEADER)=/usr/lib/postgresql/%/bin/pg_config),pg_config)
PG_MAJOR := $(shell $(PG_CONFIG) --version 2>/dev/null | sed 's/^[^0-9]*\([0-9]*\).*/\1/')
PGXS := $(if $(wildcard $(shell $(PG_CONFIG) --includedir-server 2>/dev/null)/postgres.h),$(wildcard $(shell $(PG_CONFIG) --pgxs)))

ifneq ($(PGXS),)
ifeq ($(filter $(SUPPORTED),$(PG_MAJOR)),)
$(error loopgenie supports Postgres 14 to 18, but $(PG_CONFIG) belongs to $(PG_MAJOR): set PG_CONFIG to the pg_config of a supported version)
endif
POSTGIS := $(shell sed -n "s/^default_version *= *'\([0-9]*\.[0-9]*\).*/\1/p" $$($(PG_CONFIG) --sharedir)/extension/postgis.control 2>/dev/null)
ifneq ($(filter 0.% 1.% 2.% 3.0 3.1,$(POSTGIS)),)
$(error loopgenie needs PostGIS 3.2 or later, but beside $(PG_CONFIG) lies PostGIS $(POSTGIS))
endif
include $(PGXS)

COMPILE.cxx.bc += $(PG_CXXFLAGS)

# The compiler notes which headers an object was made from; bitcode follows its object.
$(OBJS): override CXXFLAGS += -MMD -MP
-include $(OBJS:.o=.d)
$(OBJS:.o=.bc): %.bc: %.o
else
all install installcheck:
	$(error $(PG_CONFIG) or the development files it names are not installed: run `make deps`, or set PG_CONFIG)
endif

# ---- The extension's script: the topics of sql/install/ in name order. The folder itself is
# a prerequisite because removing a topic must rebuild the script too.

TOPICS = $(sort $(wildcard sql/install/*.sql))

$(SCRIPT): sql/install $(TOPICS) sql/join.sh $(EXTENSION).control
	sql/join.sh 'CREATE EXTENSION $(EXTENSION) CASCADE' $(TOPICS) > $@

# An update is what sql/updates/ says of types and tables, and then every topic from 10 on anew.

$(UPDATES): sql/%: sql/updates/% sql/install $(TOPICS) sql/join.sh $(EXTENSION).control
	sql/join.sh 'ALTER EXTENSION $(EXTENSION) UPDATE' $< $(filter-out sql/install/0%,$(TOPICS)) > $@

# ---- Unit tests: src/loop with GoogleTest, without Postgres, watched by the sanitizers

UNIT = build/unit/unit_tests
UNIT_OBJS = $(patsubst %.cpp,build/unit/%.o,$(sort $(wildcard src/loop/*.cpp src/loop/*/*.cpp test/unit/*.cpp test/unit/*/*.cpp)))
UNIT_FLAGS = -std=c++17 -O1 -g -fsanitize=address,undefined -fno-sanitize-recover=undefined $(WARNINGS)

$(UNIT): $(UNIT_OBJS)
	$(CXX) $(UNIT_FLAGS) -o $@ $^ -lgtest_main -lgtest -pthread

$(UNIT_OBJS): build/unit/%.o: %.cpp
	@mkdir -p $(@D)
	$(CXX) $(UNIT_FLAGS) -Isrc -Itest/unit -MMD -MP -c -o $@ $<

-include $(UNIT_OBJS:.o=.d)

# ---- The planner without Postgres, for test/bench/regret.sh

ASK = build/bench/ask
ASK_OBJS = $(patsubst %.cpp,build/bench/obj/%.o,$(sort $(wildcard src/loop/*.cpp src/loop/*/*.cpp)) test/bench/ask.cpp)

$(ASK): $(ASK_OBJS)
	$(CXX) -o $@ $^

$(ASK_OBJS): build/bench/obj/%.o: %.cpp
	@mkdir -p $(@D)
	$(CXX) -std=c++17 -O2 $(WARNINGS) -Isrc -MMD -MP -c -o $@ $<

-include $(ASK_OBJS:.o=.d)

# ---- What people run

SUDO := $(if $(filter 0,$(shell id -u)),,sudo)
IN_POSTGRES = PG_MAJOR=$(PG_MAJOR) test/with_postgres.sh

help:
	@echo 'make demo       plan three loops on the bundled sample (installs all it needs)'
	@echo 'make serve      the HTTP API and the map page on the bundled sample, on this machine'
	@echo 'make test       run every test (installs all it needs)'
	@echo 'make test-on SUITE=trixie'
	@echo '                demo and test on another Debian, in a root of its own (root, minutes)'
	@echo 'make test-images  build the images of docker/ and test what they hold (root, minutes)'
	@echo 'make            build the extension; sudo make install installs it'
	@echo 'make deb        Debian packages in build/deb; make test-deb SUITE=trixie builds and uses them in roots'
	@echo 'make test-upgrade  from Postgres 15 to 17 by dump and by pg_upgrade, in a root (root, minutes)'
	@echo 'make deps       install the Debian packages that are missing'
	@echo 'make unit       run the unit tests of src/loop'
	@echo 'make regress    run the SQL tests         (after make install)'
	@echo 'make isolation  run the concurrency tests (after make install)'
	@echo 'make lint       check the house rules'
	@echo 'make bench      how fast and how good the plans are (minutes; needs ../shared/data)'
	@echo 'make bench-scale'
	@echo '                how plans grow with the network, to a million edges'
	@echo 'make bench-graph  what our own graph code gains over the library'
	@echo 'make import PBF=file.osm.pbf [DEM=folder] [NETWORK=trails] [MAP=folder]'
	@echo '                OpenStreetMap into a network of the database that PGDATABASE, PGHOST, … name'
	@echo 'make reference  write sql/REFERENCE.md anew from the comments (after make install)'
	@echo 'make clean      remove what make built'
	@echo 'Another Postgres (14 to 18): add PG_CONFIG=/path/to/pg_config'

deps:
	@PG_MAJOR=$(PG_MAJOR) test/deps.sh

test-deps:
	@PG_MAJOR=$(PG_MAJOR) test/deps.sh test

# Packages may have brought pg_config only now, hence the second make. Nothing here lives long
# enough for bitcode to pay.
demo: deps
	@echo 'Building'
	@$(MAKE) -s -j2 all with_llvm=no
	@$(SUDO) $(MAKE) -s install with_llvm=no
	@$(MAKE) -s run-demo

test: test-deps
	@echo 'Building'
	@$(MAKE) -s -j2 all $(UNIT)
	@$(SUDO) $(MAKE) -s install
	@$(MAKE) -s run-tests

.PHONY: serve serve-deps run-demo run-tests run-serve
serve-deps:
	@PG_MAJOR=$(PG_MAJOR) test/deps.sh serve

serve: serve-deps
	@echo 'Building'
	@$(MAKE) -s -j2 all with_llvm=no
	@$(SUDO) $(MAKE) -s install with_llvm=no
	@$(MAKE) -s run-serve

run-serve:
	@$(IN_POSTGRES) docker/serve.sh

.PHONY: deb test-deb test-upgrade
deb:
	@PG_MAJOR=$(PG_MAJOR) test/deps.sh deb
	@docker/deb/build.sh

test-upgrade:
	@test/upgrade.sh

test-deb:
	@test/deb.sh $(SUITE)

.PHONY: test-on
test-on:
	@test/on.sh $(SUITE)

.PHONY: test-images
test-images:
	@PG_MAJOR=$(PG_MAJOR) test/deps.sh images
	@test/images.sh

run-demo:
	@$(IN_POSTGRES) test/demo.sh

run-tests:
	@$(IN_POSTGRES) test/run.sh

# MAPS, MODES, STARTS and PEERS choose a part of bench, COPIES one of bench-scale: see test/bench.
.PHONY: bench bench-scale run-bench run-bench-scale bench-deps
bench-deps:
	@PG_MAJOR=$(PG_MAJOR) test/deps.sh bench

bench bench-scale: bench-deps
	@$(MAKE) -s -j2 all with_llvm=no
	@$(SUDO) $(MAKE) -s install with_llvm=no
	@$(MAKE) -s run-$@

# Our own graph code beside Boost.Graph's.
GRAPH_BENCH = build/graph_bench
.PHONY: bench-graph
bench-graph: bench-deps
	@mkdir -p build
	$(CXX) -std=c++17 -O2 $(WARNINGS) -Isrc -o $(GRAPH_BENCH) test/bench/graph_bench.cpp src/loop/network/graph.cpp -lbenchmark -pthread
	$(GRAPH_BENCH)

run-bench:
	@$(IN_POSTGRES) test/bench/plan.sh

run-bench-scale:
	@$(IN_POSTGRES) test/bench/scale.sh

# The reference of sql/ from the comments; the suite catalog checks that it is current.
.PHONY: reference
reference:
	$(IN_POSTGRES) test/reference.sh sql/REFERENCE.md

unit: $(UNIT)
	test/suites/20-unit.sh

regress isolation: %: build
	$(IN_POSTGRES) test/run.sh $@

# Into the database of PGDATABASE, PGHOST, …: see docker/osm/import.sh.
NETWORK ?= trails
.PHONY: import
import:
	@docker/osm/import.sh '$(PBF)' '$(NETWORK)' '$(DEM)'
	@[ -z '$(MAP)' ] || docker/osm/map.sh '$(PBF)' '$(MAP)' '$(DEM)'

lint: $(SCRIPT)
	test/suites/10-lint.sh

build build/regress/main build/isolation:
	@mkdir -p $@
