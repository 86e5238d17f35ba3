// Delays a word by a fixed number of clock cycles: one column of an operand skew.
//
// Parameters: WIDTH, bits of the word; CYCLES, 1 or more (a delay of 0 is a wire).
// Latency: CYCLES. A word is taken and one given in every cycle in which `en` is 1; else everything holds.
// No reset: what is in the line at the start is whatever was there. Users carry a valid bit beside it.
`default_nettype none

module skew_line #(
    parameter integer WIDTH  = 8,
    parameter integer CYCLES = 3
) (
    input  wire             clk,
    input  wire             en,
    input  wire [WIDTH-1:0] d,
    output wire [WIDTH-1:0] q
);
    // All words in the line, the newest lowest, above the one that comes in.
    reg  [WIDTH*CYCLES-1:0]     words;
    wire [WIDTH*(CYCLES+1)-1:0] all = {words, d};

    assign q = all[WIDTH*CYCLES +: WIDTH];

    always @(posedge clk) begin
        if (en) begin
            words <= all[WIDTH*CYCLES-1:0];
        end
    end
endmodule

`default_nettype wire
