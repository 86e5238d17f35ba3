// overflow_adjust and lane_reader against vectors, with both numbers of kept bits, holding at times.
// Row of stimulus.hex: {correction for 14, for 10, word}. Row of expected.hex, a cycle later:
// {for 14: high, low, correction, rest; for 10: high, low, correction, rest}.
`timescale 1ns/1ps
`default_nettype none

module tb_lanes;
    `include "params.vh"
    reg clk = 1'b0;
    always #5 clk = ~clk;

    reg [62:0]  stimulus [0:WORDS-1];
    reg [235:0] expected [0:WORDS-1];
    initial begin
        $readmemh("stimulus.hex", stimulus);
        $readmemh("expected.hex", expected);
    end

    integer k = 0;
    integer errors = 0;
    reg [15:0] noise = 16'hACE1;
    wire en = noise[0];
    wire [62:0]  in   = stimulus[(k < WORDS) ? k : 0];
    wire [235:0] want = expected[(k == 0) ? 0 : k - 1];
    wire [235:0] have;

    overflow_adjust #(.KEPT_BITS(10)) adjust10 (
        .clk(clk), .en(en), .word(in[47:0]), .rest(have[47:0]), .corrections(have[55:48])
    );
    lane_reader #(.KEPT_BITS(10), .CORRECTION_BITS(9)) reader10 (
        .clk(clk), .en(en), .word(in[47:0]), .corrections(in[56:48]), .lanes(have[119:56])
    );
    overflow_adjust #(.KEPT_BITS(14)) adjust14 (
        .clk(clk), .en(en), .word(in[47:0]), .rest(have[167:120]), .corrections(have[171:168])
    );
    lane_reader #(.KEPT_BITS(14), .CORRECTION_BITS(6)) reader14 (
        .clk(clk), .en(en), .word(in[47:0]), .corrections(in[62:57]), .lanes(have[235:172])
    );

    always @(posedge clk) begin
        noise <= {noise[14:0], noise[15] ^ noise[13] ^ noise[12] ^ noise[10]};
        if (k > 0 && have !== want) begin
            errors <= errors + 1;
            if (errors < 5) $display("word %0d: %h, not %h", k - 1, have, want);
        end
        if (k < WORDS) begin
            if (en) k <= k + 1;
        end else begin
            if (errors == 0 && have === want) $display("PASS %0d", k);
            else $display("FAIL %0d", errors);
            $finish;
        end
    end
endmodule

`default_nettype wire
