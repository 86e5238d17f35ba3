// Fills the sets of activations, then gives a vector of indices a cycle and compares all sums.
`timescale 1ns/1ps
`default_nettype none

module select_reduce_tb;
    `include "params.vh"
    localparam integer IB = $clog2(3**G);
    localparam integer TB = 8 + $clog2(T*G);

    reg clk = 1'b0;
    always #5 clk = ~clk;

    reg [8*T*G-1:0]  activations [0:SETS-1];
    reg [Q*T*IB:0]   vectors [0:VECTORS-1];
    reg [Q*TB-1:0]   expected [0:VECTORS-1];
    initial begin
        $readmemh("activations.hex", activations);
        $readmemh("vectors.hex", vectors);
        $readmemh("expected.hex", expected);
    end

    integer n = 0, checks = 0, errors = 0;
    wire write = n < SETS;
    wire [Q*T*IB:0] vector = vectors[write || n >= SETS + VECTORS ? 0 : n - SETS];
    wire [Q*TB-1:0] right = expected[n < SETS + LATENCY ? 0 : n - SETS - LATENCY];
    wire [Q*TB-1:0] sums;
    select_reduce #(.G(G), .T(T), .Q(Q), .SETS(SETS)) dut (
        .clk(clk), .write(write), .write_set(n == 1), .activations(write ? activations[n] : {8*T*G{1'b1}}),
        .read_set(vector[Q*T*IB]), .indices(vector[Q*T*IB-1:0]), .sums(sums)
    );

    always @(posedge clk) begin
        n <= n + 1;
        if (n >= SETS + LATENCY) begin
            checks <= checks + 1;
            if (sums !== right) errors <= errors + 1;
            if (n == SETS + LATENCY + VECTORS - 1) begin
                if (errors == 0 && sums === right) $display("PASS %0d", checks + 1);
                else $display("FAIL %0d", errors);
                $finish;
            end
        end
    end
endmodule

`default_nettype wire
