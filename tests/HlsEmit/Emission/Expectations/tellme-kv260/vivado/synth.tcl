# Synthesis of tellme_kv260_d255ed2f3f out of context, without a project.
#   vivado -mode batch -source vivado/synth.tcl [-tclargs PART]
# Run from the folder above; reports and the checkpoint go to build/vivado.

set top tellme_kv260_d255ed2f3f
set part xck26-sfvc784-2LV-c
if {[llength $argv] > 0} {
    set part [lindex $argv 0]
}
set out build/vivado
file mkdir $out

read_verilog {
    rtl/accumulator_bank.v
    rtl/activation_slice.v
    rtl/lookup_core.v
    rtl/lookup_reduce.v
    rtl/lookup_table.v
    rtl/lookup_tree.v
    rtl/select_reduce.v
    rtl/skew_line.v
    rtl/sum_fifo.v
    rtl/table_builder.v
    rtl/tablelookup_engine.v
    rtl/trit_decoder.v
    rtl/weight_bank.v
    rtl/weight_buffer.v
    rtl/weight_loader.v
    rtl/tellme_kv260_d255ed2f3f.v
}
read_xdc -mode out_of_context vivado/tellme_kv260_d255ed2f3f.xdc

synth_design -top $top -part $part -mode out_of_context -flatten_hierarchy rebuilt
report_utilization -hierarchical -file $out/utilization.txt
report_timing_summary -file $out/timing.txt
write_checkpoint -force $out/synth.dcp

set wns [get_property SLACK [get_timing_paths -delay_type max]]
puts "RESULT top=$top part=$part wns_ns=$wns"
