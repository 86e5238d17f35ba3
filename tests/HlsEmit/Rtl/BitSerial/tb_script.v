// Drives a module with a clock from a script, a line a cycle, and compares what it then gives with another.
`timescale 1ns/1ps
`default_nettype none

module tb_script;
    `include "params.vh"

    reg clk = 1'b0;
    always #5 clk = ~clk;

    reg  [IN-1:0]    inputs  [0:COUNT-1];
    reg  [OUT-1:0]   wanted  [0:COUNT-1];
    reg  [OUT-1:0]   matters [0:COUNT-1];
    reg  [IN-1:0]    d = {IN{1'b0}};
    wire [OUT-1:0]   q;
    integer          i = 0, errors = 0;

    // With a script's line come, from the lowest bit: en, then the module's own.
    generate
        if (MODULE == 0) begin : g_bitserial
            localparam integer T = 4 * LANES, A = 16 * LANES;
            bitserial_pe #(.LANES(LANES), .SCALE_BITS(SCALE_BITS), .UNIT(UNIT)) dut (
                .clk(clk), .en(d[0]), .add(d[1]), .begins(d[2]), .significance(d[5:3]), .load(d[6]), .step(d[7]),
                .scale_bit(d[8]), .scale_exponent(d[14:9]), .take(d[15]), .shift(d[16]), .below(d[45:17]),
                .terms0(d[46 +: T]), .activations0(d[46+T +: A]), .terms1(d[46+T+A +: T]),
                .activations1(d[46+2*T+A +: A]), .result(q)
            );
        end else if (MODULE == 1) begin : g_mac
            mac_pe #(.LANES(LANES), .SIG(SIG)) dut (
                .clk(clk), .en(d[0]), .add(d[1]), .begins(d[2]), .take(d[3]), .shift(d[4]), .below(d[36:5]),
                .weights(d[37 +: (SIG+7)*LANES]), .activations(d[37+(SIG+7)*LANES +: 18*LANES]), .result(q)
            );
        end else begin : g_sums
            column_sums #(.ROWS(ROWS), .SCALED(SCALED), .BITS(SCALE_BITS)) dut (
                .clk(clk), .en(d[0]), .step(d[1]), .first(d[2]), .row(d[3 +: $clog2(ROWS > 1 ? ROWS : 2)]),
                .value(d[11 +: 32]), .exponent(d[43 +: 6]), .significand(d[49 +: SCALE_BITS]), .sum(q)
            );
        end
    endgenerate

    initial begin
        $readmemh("inputs.hex", inputs);
        $readmemh("wanted.hex", wanted);
        $readmemh("matters.hex", matters);
    end

    // Outputs of a line are those after its clock edge.
    always @(negedge clk) begin
        if (i > 0 && ((q ^ wanted[i-1]) & matters[i-1]) !== {OUT{1'b0}}) begin
            errors = errors + 1;
            if (errors == 1) $display("line %0d: %h, not %h", i - 1, q, wanted[i-1]);
        end
        if (i == COUNT) begin
            if (errors == 0) $display("PASS %0d", COUNT); else $display("FAIL %0d", errors);
            $finish;
        end else begin
            d <= inputs[i];
            i = i + 1;
        end
    end
endmodule

`default_nettype wire
