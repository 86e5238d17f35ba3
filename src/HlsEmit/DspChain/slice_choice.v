// The multiplexer in front of a slice: chooses its activation out of a block by the place of a kept weight.
//
// A pass's places come with its first beat (`take`) and stay for the beats that follow. In a dense step (`dense`) a
// slice takes what is at its own place.
//
// Parameters: BITS, of what is chosen, the lowest of a word of WORD bits; BLOCK, 2 or more; OWN, the slice's place in a
// block; PLACE_BITS.
// Latency: 1. Holds while `en` is 0. No reset.
`default_nettype none

module slice_choice #(
    parameter integer BITS       = 8,
    parameter integer WORD       = 16,
    parameter integer BLOCK      = 4,
    parameter integer OWN        = 0,
    parameter integer PLACE_BITS = 2
) (
    input  wire                  clk,
    input  wire                  en,
    input  wire                  take,
    input  wire                  dense,
    input  wire [PLACE_BITS-1:0] place,
    input  wire [WORD*BLOCK-1:0] choices,
    output reg  [BITS-1:0]       chosen
);
    reg  [PLACE_BITS-1:0] held;
    wire [PLACE_BITS-1:0] kept = take ? place : held;
    wire [PLACE_BITS-1:0] at   = dense ? OWN[PLACE_BITS-1:0] : kept;

    wire unused = &{1'b0, choices};

    always @(posedge clk) begin
        if (en) begin
            held   <= kept;
            chosen <= choices[WORD*at +: BITS];
        end
    end
endmodule

`default_nettype wire
