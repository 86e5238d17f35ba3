# Synthesis of systolic_int8_604414e5e0 out of context, without a project.
#   vivado -mode batch -source vivado/synth.tcl [-tclargs PART]
# Run from the folder above; reports and the checkpoint go to build/vivado.

set top systolic_int8_604414e5e0
set part xcu280-fsvh2892-2L-e
if {[llength $argv] > 0} {
    set part [lindex $argv 0]
}
set out build/vivado
file mkdir $out

read_verilog {
    rtl/array_os.v
    rtl/edge_decoder.v
    rtl/flint4_decoder.v
    rtl/fp32_add.v
    rtl/operand_edge.v
    rtl/output_lanes.v
    rtl/ovp_decoder.v
    rtl/ovp_slot.v
    rtl/pe_mac.v
    rtl/pe_os.v
    rtl/product_float.v
    rtl/product_lmul.v
    rtl/product_pair.v
    rtl/product_shift.v
    rtl/row_register.v
    rtl/skew_line.v
    rtl/sum_add.v
    rtl/systolic_os_engine.v
    rtl/systolic_int8_604414e5e0.v
}
read_xdc -mode out_of_context vivado/systolic_int8_604414e5e0.xdc

synth_design -top $top -part $part -mode out_of_context -flatten_hierarchy rebuilt
report_utilization -hierarchical -file $out/utilization.txt
report_timing_summary -file $out/timing.txt
write_checkpoint -force $out/synth.dcp

set wns [get_property SLACK [get_timing_paths -delay_type max]]
puts "RESULT top=$top part=$part wns_ns=$wns"
