# Synthesis of flightllm_u280_171711965f out of context, without a project.
#   vivado -mode batch -source vivado/synth.tcl [-tclargs PART]
# Run from the folder above; reports and the checkpoint go to build/vivado.

set top flightllm_u280_171711965f
set part xcu280-fsvh2892-2L-e
if {[llength $argv] > 0} {
    set part [lindex $argv 0]
}
set out build/vivado
file mkdir $out

read_verilog {
    rtl/bank_addresses.v
    rtl/carry_tracker.v
    rtl/chain_accumulators.v
    rtl/chain_controller.v
    rtl/chain_core.v
    rtl/chain_reader.v
    rtl/dsp48e2_slice.v
    rtl/dsp58_slice.v
    rtl/dsp_chain.v
    rtl/dspchain_engine.v
    rtl/lane_reader.v
    rtl/lane_repair.v
    rtl/overflow_adjust.v
    rtl/packed_operands.v
    rtl/slice_cascade.v
    rtl/slice_choice.v
    rtl/tapped_line.v
    rtl/wait_line.v
    rtl/flightllm_u280_171711965f.v
}
read_xdc -mode out_of_context vivado/flightllm_u280_171711965f.xdc

synth_design -top $top -part $part -mode out_of_context -flatten_hierarchy rebuilt
report_utilization -hierarchical -file $out/utilization.txt
report_timing_summary -file $out/timing.txt
write_checkpoint -force $out/synth.dcp

set wns [get_property SLACK [get_timing_paths -delay_type max]]
puts "RESULT top=$top part=$part wns_ns=$wns"
