// chain_accumulators against vectors, holding at times.
// Row of stimulus.hex: {valid, store, addresses, values}. Row of expected.hex, a cycle later: {valid, sums}.
`timescale 1ns/1ps
`default_nettype none

module tb_accumulators;
    `include "params.vh"
    localparam integer LANES = BANKS * WEIGHTS;
    localparam integer IN    = 33 * LANES + 1 + ADDRESS_BITS * BANKS;

    reg clk = 1'b0;
    always #5 clk = ~clk;

    reg [IN-1:0]       stimulus [0:CYCLES-1];
    reg [33*LANES-1:0] expected [0:CYCLES-1];
    initial begin
        $readmemh("stimulus.hex", stimulus);
        $readmemh("expected.hex", expected);
    end

    integer k = 0;
    integer errors = 0;
    reg [15:0] noise = 16'hACE1;
    wire en = noise[0];
    wire [IN-1:0]       in   = stimulus[(k < CYCLES) ? k : 0];
    wire [33*LANES-1:0] want = expected[(k == 0) ? 0 : k - 1];
    wire [32*LANES-1:0] sums;

    chain_accumulators #(.BANKS(BANKS), .WEIGHTS(WEIGHTS), .ADDRESS_BITS(ADDRESS_BITS)) dut (
        .clk(clk), .en(en), .valid(in[IN-1 -: LANES]), .store(in[IN-1-LANES]),
        .addresses(in[32*LANES +: ADDRESS_BITS*BANKS]), .values(in[32*LANES-1:0]), .sums(sums)
    );

    wire [32*LANES-1:0] mask;
    genvar g;
    generate
        for (g = 0; g < LANES; g = g + 1) begin : g_mask
            assign mask[32*g +: 32] = {32{want[32*LANES+g]}};
        end
    endgenerate
    wire is_right = k == 0 || ((sums ^ want[32*LANES-1:0]) & mask) === {32*LANES{1'b0}};

    always @(posedge clk) begin
        noise <= {noise[14:0], noise[15] ^ noise[13] ^ noise[12] ^ noise[10]};
        if (!is_right) begin
            errors <= errors + 1;
            if (errors < 5) $display("cycle %0d: %h, not %h", k, sums, want);
        end
        if (k < CYCLES) begin
            if (en) k <= k + 1;
        end else begin
            if (errors == 0 && is_right) $display("PASS %0d", k);
            else $display("FAIL %0d", errors);
            $finish;
        end
    end
endmodule

`default_nettype wire
