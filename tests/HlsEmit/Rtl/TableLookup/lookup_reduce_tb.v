// Fills the sets of tables, then looks up a vector of indices a cycle and compares all sums.
`timescale 1ns/1ps
`default_nettype none

module lookup_reduce_tb;
    `include "params.vh"
    localparam integer EB = 8 + $clog2(G);
    localparam integer IB = $clog2(3**G);
    localparam integer TB = EB + $clog2(T);
    localparam integer AW = $clog2(HALF == 0 ? 3**G : G == 1 ? 2 : 3**G / 2);
    localparam integer LOAD = SETS * ENTRIES;

    reg clk = 1'b0;
    always #5 clk = ~clk;

    reg [T*EB-1:0]   tables [0:LOAD-1];
    reg [Q*T*IB:0]   vectors [0:VECTORS-1];
    reg [Q*TB-1:0]   expected [0:VECTORS-1];
    initial begin
        $readmemh("tables.hex", tables);
        $readmemh("vectors.hex", vectors);
        $readmemh("expected.hex", expected);
    end

    integer n = 0, checks = 0, errors = 0;
    wire write = n < LOAD;
    wire [31:0] place = n % ENTRIES;
    wire [Q*T*IB:0] vector = vectors[write || n >= LOAD + VECTORS ? 0 : n - LOAD];
    wire [Q*TB-1:0] right = expected[n < LOAD + LATENCY ? 0 : n - LOAD - LATENCY];
    wire [Q*TB-1:0] sums;
    lookup_reduce #(.G(G), .T(T), .Q(Q), .SETS(SETS), .HALF(HALF)) dut (
        .clk(clk), .write(write), .write_set(n >= ENTRIES), .address(place[AW-1:0]),
        .entries(tables[write ? n : 0]), .read_set(vector[Q*T*IB]), .indices(vector[Q*T*IB-1:0]), .sums(sums)
    );

    always @(posedge clk) begin
        n <= n + 1;
        if (n >= LOAD + LATENCY) begin
            checks <= checks + 1;
            if (sums !== right) errors <= errors + 1;
            if (n == LOAD + LATENCY + VECTORS - 1) begin
                if (errors == 0 && sums === right) $display("PASS %0d", checks + 1);
                else $display("FAIL %0d", errors);
                $finish;
            end
        end
    end
endmodule

`default_nettype wire
