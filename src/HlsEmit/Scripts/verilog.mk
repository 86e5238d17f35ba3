# Checks and simulates this design with free tools: make lint, icarus, verilator, synth-fpga, synth-asic, all.
# LIBERTY=file maps `make synth-asic` to the cells of a library, FAMILY=xc7 `make synth-fpga` to another FPGA.

TOP    := @TOP@
BENCH  := @BENCH@
RTL    := @RTL@
MODELS := @MODELS@
BOXES  := @BOXES@
TB     := @TB@
FAMILY ?= xcup
LIBERTY ?=
BUILD  := build

HERE     := $(dir $(abspath $(lastword $(MAKEFILE_LIST))))
SOURCES  := $(RTL) $(MODELS)
ABSOLUTE := $(addprefix $(HERE),$(SOURCES) $(TB))

.PHONY: all lint icarus verilator synth-fpga synth-asic clean
all: lint icarus verilator synth-fpga

lint:
	verilator --lint-only -Wall --top-module $(TOP) $(SOURCES)
	iverilog -g2005 -Wall -t null -s $(TOP) $(SOURCES)
	yosys -q -p "read_verilog $(SOURCES); hierarchy -check -top $(TOP); proc; check -assert"

# A bench says PASS or FAIL; simulators exit with 0 after both.
icarus: | $(BUILD)
	iverilog -g2005 -Wno-timescale -o $(BUILD)/icarus.vvp -s $(BENCH) $(SOURCES) $(TB)
	cd tb && vvp -n ../$(BUILD)/icarus.vvp | tee ../$(BUILD)/icarus.log
	grep -q '^PASS ' $(BUILD)/icarus.log

verilator: | $(BUILD)
	verilator --binary --timing -Wno-fatal -Wno-lint -Wno-style -O3 --top-module $(BENCH) --Mdir $(BUILD)/verilated \
	    -o bench $(ABSOLUTE)
	cd tb && ../$(BUILD)/verilated/bench | tee ../$(BUILD)/verilator.log
	grep -q '^PASS ' $(BUILD)/verilator.log

synth-fpga: | $(BUILD)
	yosys -l $(BUILD)/synth-fpga.log -p "$(foreach box,$(BOXES),read_verilog -lib $(box);) read_verilog $(RTL); \
	    synth_xilinx -family $(FAMILY) -abc9 -top $(TOP) -noiopad -noclkbuf; \
	    tee -o $(BUILD)/synth-fpga.txt stat -tech xilinx"

synth-asic: | $(BUILD)
	yosys -l $(BUILD)/synth-asic.log -p "read_verilog $(RTL); synth -top $(TOP) -run begin:fine; \
	    chtype -set SRAM t:\$$mem_v2; synth -run fine:check; \
	    $(if $(LIBERTY),dfflibmap -liberty $(LIBERTY); abc -liberty $(LIBERTY),abc -g NAND); opt_clean; \
	    tee -o $(BUILD)/synth-asic.txt stat $(if $(LIBERTY),-liberty $(LIBERTY))"

$(BUILD):
	mkdir -p $(BUILD)

clean:
	rm -rf $(BUILD)
