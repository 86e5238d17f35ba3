# systolic_int8_604414e5e0 for Vitis HLS, from C simulation to a package: vitis_hls -f run_hls.tcl, or
# vitis-run --mode hls --tcl run_hls.tcl. With ACCEL_COSIM=1 in the environment the RTL is simulated as well.
open_project -reset build_hls
set_top systolic_int8_604414e5e0
add_files src/systolic_int8_604414e5e0.cpp -cflags "-Isrc -DAP_INT_MAX_W=4096 -ffp-contract=off"
add_files -tb tb/tb_systolic_int8_604414e5e0.cpp -cflags "-Itb -Isrc -DAP_INT_MAX_W=4096 -ffp-contract=off"
foreach file {
    command.hex
    activations.hex
    weights.hex
    outputs.hex
    outputs_matter.hex
} {
    add_files -tb tb/$file
}
open_solution -reset -flow_target vivado solution
set_part xcu280-fsvh2892-2L-e
create_clock -period 1.000 -name default

csim_design
csynth_design
if {[info exists ::env(ACCEL_COSIM)] && $::env(ACCEL_COSIM)} {
    cosim_design -rtl verilog
}
file mkdir build
export_design -format ip_catalog -output build/systolic_int8_604414e5e0.zip
exit
