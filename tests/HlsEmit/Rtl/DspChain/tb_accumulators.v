// chain_accumulators against vectors, holding at times.
// Row of stimulus.hex: {lanes, store, leave, row, high, low}. Row of expected.hex, a cycle later: {sum_valid, sums}.
`timescale 1ns/1ps
`default_nettype none

module tb_accumulators;
    `include "params.vh"
    reg clk = 1'b0;
    always #5 clk = ~clk;

    reg [67+ROW_BITS:0] stimulus [0:CYCLES-1];
    reg [65:0]          expected [0:CYCLES-1];
    initial begin
        $readmemh("stimulus.hex", stimulus);
        $readmemh("expected.hex", expected);
    end

    integer k = 0;
    integer errors = 0;
    reg [3:0]  starting = 4'd0;
    reg [15:0] noise = 16'hACE1;
    wire rst = starting != 4'd15;
    wire en  = noise[0];
    wire [67+ROW_BITS:0] in   = stimulus[(k < CYCLES) ? k : 0];
    wire [65:0]          want = (k == 0) ? 66'd0 : expected[k-1];
    wire [1:0]           sum_valid;
    wire [63:0]          sums;

    chain_accumulators #(.ROW_BITS(ROW_BITS)) dut (
        .clk(clk), .rst(rst), .en(en), .low(in[31:0]), .high(in[63:32]), .row(in[64 +: ROW_BITS]),
        .leave(in[64+ROW_BITS]), .store(in[65+ROW_BITS]), .lanes(in[66+ROW_BITS +: 2]), .sum_valid(sum_valid),
        .sums(sums)
    );

    wire is_right = (sum_valid === want[65:64]) && (!want[64] || sums[31:0] === want[31:0])
        && (!want[65] || sums[63:32] === want[63:32]);

    always @(posedge clk) begin
        noise <= {noise[14:0], noise[15] ^ noise[13] ^ noise[12] ^ noise[10]};
        if (rst) begin
            starting <= starting + 4'd1;
        end else begin
            if (!is_right) begin
                errors <= errors + 1;
                if (errors < 5) $display("cycle %0d: %b %h, not %h", k, sum_valid, sums, want);
            end
            if (k < CYCLES) begin
                if (en) k <= k + 1;
            end else begin
                if (errors == 0 && is_right) $display("PASS %0d", k);
                else $display("FAIL %0d", errors);
                $finish;
            end
        end
    end
endmodule

`default_nettype wire
