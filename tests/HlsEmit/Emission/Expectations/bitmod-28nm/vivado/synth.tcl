# Synthesis of bitmod_28nm_ab377d0efb out of context, without a project.
#   vivado -mode batch -source vivado/synth.tcl [-tclargs PART]
# Run from the folder above; reports and the checkpoint go to build/vivado.

set top bitmod_28nm_ab377d0efb
set part xcu280-fsvh2892-2L-e
if {[llength $argv] > 0} {
    set part [lindex $argv 0]
}
set out build/vivado
file mkdir $out

read_verilog {
    rtl/aligned_dot.v
    rtl/bit_dequantizer.v
    rtl/bitserial_array.v
    rtl/bitserial_engine.v
    rtl/bitserial_pe.v
    rtl/bitserial_tile.v
    rtl/booth_term.v
    rtl/column_sums.v
    rtl/fp16_unpack.v
    rtl/fp32_add.v
    rtl/fp32_scale.v
    rtl/fp32_to_fp16.v
    rtl/group_add.v
    rtl/issue_controller.v
    rtl/largest_exponent.v
    rtl/leading_normalizer.v
    rtl/mac_pe.v
    rtl/skew_line.v
    rtl/stream_register.v
    rtl/weight_lane.v
    rtl/window_decoder.v
    rtl/window_term.v
    rtl/bitmod_28nm_ab377d0efb.v
}
read_xdc -mode out_of_context vivado/bitmod_28nm_ab377d0efb.xdc

synth_design -top $top -part $part -mode out_of_context -flatten_hierarchy rebuilt
report_utilization -hierarchical -file $out/utilization.txt
report_timing_summary -file $out/timing.txt
write_checkpoint -force $out/synth.dcp

set wns [get_property SLACK [get_timing_paths -delay_type max]]
puts "RESULT top=$top part=$part wns_ns=$wns"
