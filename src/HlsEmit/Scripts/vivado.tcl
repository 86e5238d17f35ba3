# Synthesis of @TOP@ out of context, without a project.
#   vivado -mode batch -source vivado/synth.tcl [-tclargs PART]
# Run from the folder above; reports and the checkpoint go to build/vivado.

set top @TOP@
set part @PART@
if {[llength $argv] > 0} {
    set part [lindex $argv 0]
}
set out build/vivado
file mkdir $out

read_verilog {
@SOURCES@
}
read_xdc -mode out_of_context vivado/@TOP@.xdc

synth_design -top $top -part $part -mode out_of_context -flatten_hierarchy rebuilt
report_utilization -hierarchical -file $out/utilization.txt
report_timing_summary -file $out/timing.txt
write_checkpoint -force $out/synth.dcp

set wns [get_property SLACK [get_timing_paths -delay_type max]]
puts "RESULT top=$top part=$part wns_ns=$wns"
