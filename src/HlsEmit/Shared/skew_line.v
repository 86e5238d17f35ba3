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
    reg [WIDTH-1:0] stage [0:CYCLES-1];

    assign q = stage[CYCLES-1];

    integer i;
    always @(posedge clk) begin
        if (en) begin
            stage[0] <= d;
            for (i = 1; i < CYCLES; i = i + 1) begin
                stage[i] <= stage[i-1];
            end
        end
    end
endmodule

`default_nettype wire
