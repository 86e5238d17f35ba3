// Builds CASES tables back to back and compares every entry, address and flag in every cycle.
`timescale 1ns/1ps
`default_nettype none

module table_builder_tb;
    `include "params.vh"
    localparam integer EB = 8 + $clog2(G);
    localparam integer AW = $clog2(HALF == 0 ? 3**G : G == 1 ? 2 : 3**G / 2);

    reg clk = 1'b0;
    always #5 clk = ~clk;

    reg [8*G-1:0] activations [0:CASES-1];
    reg [EB-1:0]  expected [0:CASES*ENTRIES-1];
    initial begin
        $readmemh("activations.hex", activations);
        $readmemh("expected.hex", expected);
    end

    reg rst = 1'b1;
    integer n = 0, at = 0, t = 0, checks = 0, errors = 0;
    wire start = !rst && t == 0;
    wire writes = t >= FIRST_WRITE;
    wire [8*G-1:0] given = start ? activations[at] : ~activations[at];
    wire [EB-1:0]  right = expected[at*ENTRIES + (writes ? t - FIRST_WRITE : 0)];

    wire write, last;
    wire [AW-1:0] address;
    wire [EB-1:0] entry;
    table_builder #(.G(G), .HALF(HALF)) dut (
        .clk(clk), .rst(rst), .start(start), .activations(given), .write(write), .address(address), .entry(entry),
        .last(last)
    );

    always @(posedge clk) begin
        n   <= n + 1;
        rst <= n < 2;
        if (!rst) begin
            t  <= (t == BUILD - 1) ? 0 : t + 1;
            at <= (t == BUILD - 1) ? at + 1 : at;
            if (write !== writes || last !== (t == BUILD - 1)
                    || (writes && (address !== t - FIRST_WRITE || entry !== right))) begin
                errors <= errors + 1;
            end
            checks <= checks + (writes ? 1 : 0);
            if (at == CASES - 1 && t == BUILD - 1) begin
                if (errors == 0) $display("PASS %0d", checks + 1); else $display("FAIL %0d", errors);
                $finish;
            end
        end
    end
endmodule

`default_nettype wire
