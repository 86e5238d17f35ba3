// Gives the bank a word, or none, each cycle and compares what leaves in every cycle.
`timescale 1ns/1ps
`default_nettype none

module accumulator_bank_tb;
    `include "params.vh"
    localparam integer AW = $clog2(DEPTH > 1 ? DEPTH : 2);

    reg clk = 1'b0;
    always #5 clk = ~clk;

    // Valid, first, last, 16 bits of address, sums; and valid, sums.
    reg [Q*W+18:0] given [0:CYCLES-1];
    reg [32*Q:0]   expected [0:CYCLES-1];
    initial begin
        $readmemh("given.hex", given);
        $readmemh("expected.hex", expected);
    end

    reg rst = 1'b1;
    integer n = 0, at = 0, checks = 0, errors = 0;
    wire [Q*W+18:0] now = given[at];
    wire [32*Q:0] right = expected[at];
    wire out_valid;
    wire [32*Q-1:0] out_sums;
    accumulator_bank #(.Q(Q), .W(W), .DEPTH(DEPTH)) dut (
        .clk(clk), .rst(rst), .in_valid(now[Q*W+18] && !rst), .in_first(now[Q*W+17]), .in_last(now[Q*W+16]),
        .in_address(now[Q*W +: AW]), .in_sums(now[Q*W-1:0]), .out_valid(out_valid),
        .out_sums(out_sums)
    );
    wire wrong = out_valid !== right[32*Q] || (out_valid && out_sums !== right[32*Q-1:0]);

    always @(posedge clk) begin
        n   <= n + 1;
        rst <= n < 4;
        if (!rst) begin
            at     <= at + 1;
            checks <= checks + (out_valid ? 1 : 0);
            errors <= errors + (wrong ? 1 : 0);
            if (at == CYCLES - 1) begin
                if (errors == 0 && !wrong) $display("PASS %0d", checks + (out_valid ? 1 : 0));
                else $display("FAIL %0d", errors);
                $finish;
            end
        end
    end
endmodule

`default_nettype wire
