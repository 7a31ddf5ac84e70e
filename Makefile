# renkei. `make help` lists what can be asked for. All that is built lands in build/<variant>/.

VARIANT ?= release
BUILD := build/$(VARIANT)
PREFIX ?= /usr/local
JOBS ?= $(shell nproc)

flags-release  := -O3
flags-asan     := -O1 -g -fno-omit-frame-pointer -fsanitize=address,undefined -fno-sanitize-recover=all
flags-tsan     := -O1 -g -fsanitize=thread
flags-coverage := -O0 -g --coverage
flags-fuzz     := -O1 -g -fsanitize=fuzzer-no-link,address,undefined -fno-sanitize-recover=all
ifndef flags-$(VARIANT)
$(error unknown VARIANT '$(VARIANT)': use release, asan, tsan, coverage or fuzz)
endif

ifeq ($(origin CC),default)
CC := gcc
endif
MACHINE := $(shell $(CC) -dumpmachine 2>/dev/null)
WARN := -Wall -Wextra -Wconversion -Wshadow -Wstrict-prototypes -Wmissing-prototypes -Wcast-qual
# No fused arithmetic and no -ffast-math: every instruction set and compiler gives the same bytes.
ARITHMETIC := -fno-math-errno -fno-trapping-math -ffp-contract=off
CPPFLAGS_ALL = -D_GNU_SOURCE -Iinclude -Iengine -I. $(cppflags-kernel) $(HDF5_CFLAGS) $(PKG_CFLAGS) $(CPPFLAGS)
CFLAGS_ALL = -std=c11 -fopenmp $(flags-$(VARIANT)) $(ARITHMETIC) $(WARN) -MMD -MP $(CFLAGS)

# ---- Libraries, each with the one module that is its door (Random123 is headers only) ----

PKG_CFLAGS := $(shell pkg-config --cflags gsl yaml-0.1 jansson cmocka 2>/dev/null)
HDF5_PACKAGE := $(firstword $(foreach p,hdf5 hdf5-serial,$(shell pkg-config --exists $(p) 2>/dev/null && echo $(p))))
ifdef HDF5_PACKAGE
HDF5_CFLAGS := $(shell pkg-config --cflags $(HDF5_PACKAGE))
HDF5_LDFLAGS := $(shell pkg-config --libs-only-L $(HDF5_PACKAGE))
else ifneq ($(wildcard /usr/include/hdf5/serial/hdf5.h),)
HDF5_CFLAGS := -I/usr/include/hdf5/serial
HDF5_LDFLAGS := -L/usr/lib/$(MACHINE)/hdf5/serial
endif

libs-input  := -lyaml -lcsv
libs-stats  := $(or $(shell pkg-config --libs gsl 2>/dev/null),-lgsl -lgslcblas)
libs-output := $(HDF5_LDFLAGS) -lhdf5_hl -lhdf5 -lz -lmd
libs-analysis := -lglpk
libs-cli    := -ljansson -lxlsxwriter
cflags-mpi  := $(shell pkg-config --cflags ompi-c 2>/dev/null)
libs-mpi    := $(shell pkg-config --libs ompi-c 2>/dev/null)
libs-map    := -ljansson
LIBS := $(libs-analysis) $(libs-output) $(libs-stats) $(libs-input) $(libs-cli) -lm

# ---- Modules, and which others each may include (the same table is in tests/support/include-check) ----

MODULES := base input model instruments run stats output map cli analysis
sees-base        :=
sees-input       := base
sees-model       := input base
sees-instruments := model input base
sees-stats       := base
sees-run         := stats instruments model input base
sees-output      := stats input base
sees-cli         := renkei
sees-analysis    := renkei
sees-map         := input base

sources = $(wildcard $(if $(filter analysis,$(1)),analysis,engine/$(1))/*.c)
objects = $(patsubst %.c,$(BUILD)/obj/%.o,$(1))

# The kernel is built once per instruction set, see below; where there is only one, kernel.c is an ordinary file of run.
KERNEL_EXTRA := engine/base/draw.c engine/stats/fold.c
kernel_sources := $(call sources,model) $(call sources,instruments) engine/run/kernel.c $(KERNEL_EXTRA)
ifeq ($(VARIANT) $(findstring x86_64,$(MACHINE)),release x86_64)
ISAS := baseline v3 v4
run_sources := $(filter-out engine/run/kernel.c engine/run/ranks_mpi.c,$(call sources,run))
else
ISAS :=
cppflags-kernel := -DRK_ONLY_BASELINE
run_sources := $(filter-out engine/run/ranks_mpi.c,$(call sources,run))
endif
isa-baseline := -march=x86-64
isa-v3 := -march=x86-64-v3
isa-v4 := -march=x86-64-v4 -mprefer-vector-width=512
kernels := $(ISAS:%=$(BUILD)/kernel/%.o)

module_sources = $(if $(filter run,$(1)),$(run_sources),$(call sources,$(1)))
archive = $(BUILD)/lib$(1).a
library_sources := $(foreach m,$(filter-out cli,$(MODULES)),$(call module_sources,$(m)))

# ---- Rules ----

Q := $(if $(V),,@)
say = $(if $(V),,@echo '  $(1)	$(@:$(BUILD)/%=%)')

# MPI=1 makes a program of its own, for mpirun (engine/run/ranks_mpi.c); all other objects are the same. Its test runs
# where Open MPI is there.
mpi_program := $(if $(cflags-mpi),$(BUILD)/mpi/renkei)
program := $(BUILD)/$(if $(MPI),mpi,bin)/renkei

.PHONY: all build/renkei
all: ready $(program) $(if $(filter release,$(VARIANT)),build/renkei)

build/renkei: $(program)
	$(Q)ln -sfn $(program:build/%=%) $@

# Files that change only when their text does: an object that depends on one is compiled again with another compiler,
# other options, or after a commit, and nothing old is linked with something new.
$(shell mkdir -p $(BUILD))
keep_text = $(shell echo '$(2)' | cmp -s - $(BUILD)/$(1) || echo '$(2)' > $(BUILD)/$(1))
COMMIT := $(shell git describe --always --dirty --abbrev=12 --match=NONE 2>/dev/null || echo unknown)
$(call keep_text,flags,$(CC) $(CPPFLAGS_ALL) $(CFLAGS_ALL) $(LDFLAGS))
$(call keep_text,commit,$(COMMIT))
$(call keep_text,prefix,$(PREFIX))

$(BUILD)/obj/%.o: %.c $(BUILD)/flags
	$(call say,CC)
	@mkdir -p $(@D)
	$(Q)$(CC) $(CPPFLAGS_ALL) $(cppflags-file) $(CFLAGS_ALL) -c -o $@ $<

$(BUILD)/obj/engine/output/version.o: cppflags-file = -DRK_COMMIT='"$(COMMIT)"'
$(BUILD)/obj/engine/output/version.o: $(BUILD)/commit
# For programs that are linked with librenkei; renkei itself looks above its own folder first.
$(BUILD)/obj/engine/input/folder.o: cppflags-file = -DRK_DATA_DIR='"$(PREFIX)/share/renkei/scenarios"'
$(BUILD)/obj/engine/input/folder.o: $(BUILD)/prefix
$(BUILD)/obj/analysis/page_template.o: analysis/web/dist/report.html
$(BUILD)/obj/engine/run/kernel.o: cppflags-file = -DRK_KERNEL_SYMBOL=rk_kernel_baseline
$(BUILD)/obj/tests/%.o: cppflags-file = -DRK_SOURCE_DIR='"$(CURDIR)"' -Itests

define module_rules
$(call archive,$(1)): $(call objects,$(call module_sources,$(1)))
endef
$(foreach m,$(MODULES),$(eval $(call module_rules,$(m))))

# model, instruments and the loops of run, once per instruction set: linked into one object of which only the table of
# functions rk_kernel_<isa> can be seen, so that all of them fit into one program. The run picks one (engine/run/).
define kernel_rules
$(BUILD)/kernel/$(1)/%.o: %.c $(BUILD)/flags
	$$(call say,CC)
	@mkdir -p $$(@D)
	$$(Q)$$(CC) $$(CPPFLAGS_ALL) -DRK_KERNEL_SYMBOL=rk_kernel_$(1) $$(CFLAGS_ALL) $$(isa-$(1)) -c -o $$@ $$<

$(BUILD)/kernel/$(1).o: $(kernel_sources:%.c=$(BUILD)/kernel/$(1)/%.o)
	$$(call say,LD)
	$$(Q)ld -r -o $$@.whole $$^
	$$(Q)objcopy --keep-global-symbol=rk_kernel_$(1) $$@.whole $$@
	@rm -f $$@.whole
endef
$(foreach isa,$(ISAS),$(eval $(call kernel_rules,$(isa))))

$(BUILD)/librenkei.a: $(call objects,$(library_sources)) $(kernels)
$(BUILD)/libsupport.a: $(call objects,$(wildcard tests/support/*.c))

%.a:
	$(call say,AR)
	@mkdir -p $(@D)
	@rm -f $@
	$(Q)ar rcs $@ $^

link = $(Q)mkdir -p $(@D) && $(CC) $(CFLAGS_ALL) $(LDFLAGS) -o $@ $(filter %.o,$^) $(filter %.a,$^)

$(BUILD)/bin/renkei: $(call objects,$(call sources,cli)) $(BUILD)/librenkei.a
	$(call say,LINK)
	$(link) $(LIBS)

# What the objects define is not taken from the library.
$(BUILD)/mpi/renkei: $(call objects,$(call sources,cli) engine/run/ranks_mpi.c) $(BUILD)/librenkei.a
	$(call say,LINK)
	$(link) $(LIBS) $(libs-mpi)

# MPI's headers do not keep to our warnings.
$(BUILD)/obj/engine/run/ranks_mpi.o: cppflags-file = $(patsubst -I%,-isystem %,$(cflags-mpi))

# ---- Tests ----

# A unit test sees its module and those that the module may include, and no other library: a wrong include cannot link.
define unit_rules
unit_programs += $(patsubst %.c,$(BUILD)/%,$(wildcard tests/unit/$(1)/test_*.c))
$(BUILD)/tests/unit/$(1)/%: $(BUILD)/obj/tests/unit/$(1)/%.o \
		$(call objects,$(filter-out tests/unit/$(1)/test_%,$(wildcard tests/unit/$(1)/*.c))) \
		$(BUILD)/libsupport.a $(call archive,$(1)) $(if $(filter run,$(1)),$(kernels)) \
		$(foreach m,$(sees-$(1)),$(call archive,$(m)))
	$$(call say,LINK)
	$$(link) -lcmocka $(if $(filter renkei,$(sees-$(1))),$(LIBS),$(foreach m,$(1) $(sees-$(1)),$(libs-$(m))) -lm)
endef
$(foreach m,$(MODULES),$(eval $(call unit_rules,$(m))))

# These see everything: oracles, long checks, benchmarks and fuzzers, one program a file.
whole_programs = $(patsubst %.c,$(BUILD)/%,$(wildcard tests/$(1)/$(2)_*.c))
oracle_programs := $(call whole_programs,oracle,test) $(call whole_programs,verify,test)
verify_programs := $(call whole_programs,verify,verify)
verify_tools    := $(call whole_programs,verify,tool)
bench_programs  := $(call whole_programs,bench,bench)
fuzz_programs   := $(call whole_programs,fuzz,fuzz)

$(fuzz_programs): link_as := -fsanitize=fuzzer
define whole_rules
$(BUILD)/tests/$(1)/%: $(BUILD)/obj/tests/$(1)/%.o \
		$(call objects,$(filter-out $(patsubst %,tests/$(1)/%_%,test verify tool bench fuzz),$(wildcard tests/$(1)/*.c))) \
		$(BUILD)/libsupport.a $(BUILD)/librenkei.a
	$$(call say,LINK)
	$$(link) $$(link_as) -lcmocka $(LIBS)
endef
$(foreach folder,oracle verify bench fuzz,$(eval $(call whole_rules,$(folder))))

end_to_end := $(sort $(wildcard tests/end_to_end/*.sh))

# Each header compiles alone.
headers := $(wildcard include/renkei/*.h engine/*/*.h analysis/*.h)
$(BUILD)/headers/%.ok: % $(BUILD)/flags
	@mkdir -p $(@D)
	$(Q)$(CC) $(CPPFLAGS_ALL) $(filter-out -MMD -MP,$(CFLAGS_ALL)) -Wno-unused -fsyntax-only -x c $<
	@touch $@

.PHONY: header-check include-check unit-tests oracle-tests tests
header-check: $(headers:%=$(BUILD)/headers/%.ok)
include-check: ; @tests/support/include-check
unit-tests: $(unit_programs)
oracle-tests: $(oracle_programs)
tests: all unit-tests oracle-tests $(verify_tools)

.PHONY: test-unit test-oracle test-end-to-end
test-unit: unit-tests ; @tests/support/run-tests $(VARIANT) $(unit_programs)
test-oracle: oracle-tests ; @tests/support/run-tests $(VARIANT) $(oracle_programs)
test-end-to-end: $(BUILD)/bin/renkei $(mpi_program) $(verify_tools) ; @tests/support/run-tests $(VARIANT) $(end_to_end)

# ---- What people ask for ----

.PHONY: setup ready demo check bench verify asan tsan fuzz coverage tables web format clean help
setup: ; @.ci/setup $(if $(MPI),mpi)
ready: ; @.ci/setup --check $(if $(MPI),mpi)

demo: setup
	@$(MAKE) --no-print-directory -j$(JOBS) all
	build/release/bin/renkei run scenarios/ehime.yaml --replications 1000 -o build/ehime.h5

check:
	@.ci/setup tests
	@JOBS=$(JOBS) tests/support/check

bench: setup
	@$(MAKE) --no-print-directory -j$(JOBS) all $(bench_programs)
	@tests/support/each $(wildcard tests/bench/run.sh) -- $(bench_programs)

verify: setup
	@$(MAKE) --no-print-directory -j$(JOBS) all $(verify_programs) $(verify_tools)
	@tests/support/run-tests release $(verify_programs) $(wildcard tests/verify/*.sh)
	@sed -n 's|figures: .*|&  build/verify/reality.md|p' build/verify/reality.md

asan: setup
	@$(MAKE) --no-print-directory -j$(JOBS) VARIANT=asan tests
	@LSAN_OPTIONS=suppressions=$(CURDIR)/tests/support/lsan.supp:print_suppressions=0 tests/support/run-tests asan $(patsubst $(BUILD)/%,build/asan/%,$(unit_programs) $(oracle_programs)) $(end_to_end)

tsan:
	@.ci/setup clang
	@$(MAKE) --no-print-directory -j$(JOBS) VARIANT=tsan CC=clang tests
	@TSAN_OPTIONS=ignore_noninstrumented_modules=1 tests/support/run-tests tsan \
		$(patsubst $(BUILD)/%,build/tsan/%,$(unit_programs) $(oracle_programs)) tests/end_to_end/threads.sh

FUZZ_SECONDS ?= 60
fuzz:
	@.ci/setup clang
	@$(MAKE) --no-print-directory -j$(JOBS) VARIANT=fuzz CC=clang $(fuzz_programs:$(BUILD)/%=build/fuzz/%)
	@tests/support/fuzz $(FUZZ_SECONDS) $(fuzz_programs:$(BUILD)/%=build/fuzz/%)

coverage: setup
	@$(MAKE) --no-print-directory -j$(JOBS) VARIANT=coverage tests
	@find build/coverage -name '*.gcda' -delete
	-@tests/support/run-tests coverage \
		$(patsubst $(BUILD)/%,build/coverage/%,$(unit_programs) $(oracle_programs)) $(end_to_end)
	@tests/support/coverage

# Documents that are written from the code: keys of scenarios, expected messages.
table_programs := $(BUILD)/tests/unit/run/test_format_document $(BUILD)/tests/unit/run/test_open
tables: $(table_programs)
	@for program in $(table_programs); do RK_REFRESH=1 $$program >/dev/null 2>&1; $$program >/dev/null 2>&1 || { $$program; exit 1; }; done

# The page of a report, from its sources: for who changes analysis/web.
web:
	@.ci/setup page
	cd analysis/web && npm ci --ignore-scripts --no-audit --no-fund && node build.mjs

format:
	clang-format -i $(shell find engine include analysis tests -name '*.[ch]')

clean:
	rm -rf build

help:
	@.ci/help

# ---- Installation ----

INSTALL ?= install
root = $(DESTDIR)$(PREFIX)
.PHONY: install uninstall
install: all
	$(INSTALL) -d "$(root)/bin" "$(root)/lib/pkgconfig" "$(root)/include/renkei" "$(root)/share/man/man1" "$(root)/share/renkei"
	$(INSTALL) -m 755 $(program) "$(root)/bin/"
	$(INSTALL) -m 644 $(BUILD)/librenkei.a "$(root)/lib/"
	$(INSTALL) -m 644 include/renkei/*.h "$(root)/include/renkei/"
	$(INSTALL) -m 644 engine/cli/renkei.1 "$(root)/share/man/man1/"
	sed -e 's|@PREFIX@|$(PREFIX)|' -e 's|@LIBS@|$(LIBS)|' \
		-e "s|@VERSION@|$$(sed -n 's/^#define RK_VERSION "\(.*\)"/\1/p' include/renkei/version.h)|" \
		engine/cli/renkei.pc.in > $(BUILD)/renkei.pc
	$(INSTALL) -m 644 $(BUILD)/renkei.pc "$(root)/lib/pkgconfig/"
	cp -R scenarios "$(root)/share/renkei/"
	chmod -R u=rwX,go=rX "$(root)/share/renkei/scenarios"

uninstall:
	rm -f "$(root)/bin/renkei" "$(root)/lib/librenkei.a" "$(root)/lib/pkgconfig/renkei.pc" "$(root)/share/man/man1/renkei.1"
	rm -rf "$(root)/include/renkei" "$(root)/share/renkei"

# Keep the objects between a source and its program.
.SECONDARY:
-include $(shell find $(BUILD) -name '*.d' 2>/dev/null)
