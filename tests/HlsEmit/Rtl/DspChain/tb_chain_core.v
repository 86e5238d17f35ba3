// A core of chains against a stream of beats and the sums that leave in every cycle, holding at times.
// Row of stimulus.hex: {lanes, first, store, leave, row, feed, weights, activations}; row of expected.hex, as it is
// before the same edge: {sum_valid, sums}.
`timescale 1ns/1ps
`default_nettype none

module tb_chain_core;
    `include "params.vh"
    localparam integer WIDE  = 16 * SLICES;
    localparam integer HEAVY = 8 * SLICES * FED;
    localparam integer IN    = 5 + ROW_BITS + CHAINS + HEAVY + WIDE;

    reg clk = 1'b0;
    always #5 clk = ~clk;

    reg [IN-1:0]        stimulus [0:CYCLES-1];
    reg [66*CHAINS-1:0] expected [0:CYCLES-1];
    initial begin
        $readmemh("stimulus.hex", stimulus);
        $readmemh("expected.hex", expected);
    end

    integer k = 0;
    integer i;
    integer errors = 0;
    integer checked = 0;
    integer count;
    reg [3:0]  starting = 4'd0;
    reg [15:0] noise = 16'hACE1;
    wire rst = starting != 4'd15;
    wire en  = !rst && (STALLS == 0 || noise[0]);

    wire [IN-1:0]        in   = stimulus[k];
    wire [66*CHAINS-1:0] want = expected[k];
    wire [2*CHAINS-1:0]  sum_valid;
    wire [64*CHAINS-1:0] sums;

    chain_core #(
        .CHAINS(CHAINS), .FED(FED), .SLICES(SLICES), .SEGMENT(SEGMENT), .KEPT_BITS(KEPT_BITS), .ROW_BITS(ROW_BITS)
    ) dut (
        .clk(clk), .rst(rst), .en(en), .activations(in[WIDE-1:0]), .weights(in[WIDE +: HEAVY]),
        .feed(in[WIDE+HEAVY +: CHAINS]), .row(in[WIDE+HEAVY+CHAINS +: ROW_BITS]),
        .leave(in[IN-5]), .store(in[IN-4]), .first(in[IN-3]), .lanes(in[IN-1:IN-2]),
        .sum_valid(sum_valid), .sums(sums)
    );

    // Sums count where they are valid.
    wire [2*CHAINS-1:0]  wanted = want[64*CHAINS +: 2*CHAINS];
    wire [64*CHAINS-1:0] mask;
    genvar g;
    generate
        for (g = 0; g < 2 * CHAINS; g = g + 1) begin : g_mask
            assign mask[32*g +: 32] = {32{wanted[g]}};
        end
    endgenerate
    wire [64*CHAINS-1:0] wrong = (sums ^ want[64*CHAINS-1:0]) & mask;
    wire is_right = (sum_valid === wanted) && (wrong === {64*CHAINS{1'b0}});

    always @* begin
        count = 0;
        for (i = 0; i < 2 * CHAINS; i = i + 1) begin
            count = count + (wanted[i] ? 1 : 0);
        end
    end

    always @(posedge clk) begin
        noise <= {noise[14:0], noise[15] ^ noise[13] ^ noise[12] ^ noise[10]};
        if (rst) begin
            starting <= starting + 4'd1;
        end else begin
            if (!is_right) begin
                errors <= errors + 1;
                if (errors < 5) $display("cycle %0d: %b %h, not %h", k, sum_valid, sums, want);
            end
            if (en) begin
                checked <= checked + count;
                k <= k + 1;
                if (k == CYCLES - 1) begin
                    if (errors == 0 && is_right) $display("PASS %0d", checked + count);
                    else $display("FAIL %0d", errors);
                    $finish;
                end
            end
        end
    end
endmodule

`default_nettype wire
