// Numbers and what becomes of them, one a line.
`timescale 1ns/1ps
`default_nettype none
module tb_round_saturate;
    `include "params.vh"
    reg  [IN_BITS-1:0]  numbers  [0:COUNT-1];
    reg  [OUT_BITS:0]   expected [0:COUNT-1];
    initial $readmemh("numbers.hex", numbers);
    initial $readmemh("expected.hex", expected);

    integer i = 0, errors = 0;
    reg  [IN_BITS-1:0]  in = {IN_BITS{1'b0}};
    wire [OUT_BITS-1:0] out;
    wire                clipped;
    round_saturate #(.IN_BITS(IN_BITS), .OUT_BITS(OUT_BITS), .SHIFT(SHIFT)) dut (.in(in), .out(out), .clipped(clipped));

    initial begin
        for (i = 0; i < COUNT; i = i + 1) begin
            in = numbers[i];
            #1;
            if ({clipped, out} !== expected[i]) errors = errors + 1;
            #1;
        end
        if (errors == 0) $display("PASS %0d", COUNT);
        else $display("FAIL %0d", errors);
        $finish;
    end
endmodule
`default_nettype wire
