# tellme_kv260_d255ed2f3f for Vitis HLS, from C simulation to a package: vitis_hls -f run_hls.tcl, or
# vitis-run --mode hls --tcl run_hls.tcl. With ACCEL_COSIM=1 in the environment the RTL is simulated as well.
open_project -reset build_hls
set_top tellme_kv260_d255ed2f3f
add_files src/tellme_kv260_d255ed2f3f.cpp -cflags "-Isrc -DAP_INT_MAX_W=4096 -ffp-contract=off"
add_files -tb tb/tb_tellme_kv260_d255ed2f3f.cpp -cflags "-Itb -Isrc -DAP_INT_MAX_W=4096 -ffp-contract=off"
foreach file {
    command.hex
    activations.hex
    weights.hex
    outputs.hex
    outputs_matter.hex
} {
    add_files -tb tb/$file
}
open_solution -reset -flow_target vitis solution
set_part xck26-sfvc784-2LV-c
create_clock -period 4.000 -name default

csim_design
csynth_design
if {[info exists ::env(ACCEL_COSIM)] && $::env(ACCEL_COSIM)} {
    cosim_design -rtl verilog
}
file mkdir build
export_design -format xo -output build/tellme_kv260_d255ed2f3f.xo
exit
