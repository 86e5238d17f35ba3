// A delay line that can be read behind every stage: what a core's slices take of an operand, each in its own cycle.
//
// Parameters: WIDTH, bits of the word; CYCLES, stages, 1 or more.
// Latency: i at tap i (bits WIDTH i and up), 0 to CYCLES. Holds while `en` is 0. No reset.
`default_nettype none

module tapped_line #(
    parameter integer WIDTH  = 16,
    parameter integer CYCLES = 4
) (
    input  wire                        clk,
    input  wire                        en,
    input  wire [WIDTH-1:0]            d,
    output wire [WIDTH*(CYCLES+1)-1:0] taps
);
    reg [WIDTH*CYCLES-1:0] stages;

    assign taps = {stages, d};

    always @(posedge clk) begin
        if (en) begin
            stages <= taps[WIDTH*CYCLES-1:0];
        end
    end
endmodule

`default_nettype wire
