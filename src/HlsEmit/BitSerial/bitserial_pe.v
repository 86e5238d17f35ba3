// Bit-serial PE: FP16 activations times terms of weights, a group's sum, its dequantizer, and a register for the
// result.
//
// Parameters: LANES, 1 to 32; SCALE_BITS, of a scale's significand; UNIT, -1 when a weight's last place is worth 2^-1,
// 0 when it is 1.
// Latency: operands to align in a cycle are multiplied in the next (`terms1`, `activations1`, held outside for all PEs
// of a tile) and added in the one after, when `add` is 1. `load`, with the group's last addition, hands the sum over to
// the dequantizer, see bit_dequantizer; `take` puts its product into `result`, `shift` that of the PE below.
// Numbers: those of largest_exponent, aligned_dot, group_add and bit_dequantizer. `begins` adds to zero.
`default_nettype none

module bitserial_pe #(
    parameter integer LANES      = 4,
    parameter integer SCALE_BITS = 8,
    parameter integer UNIT       = 0
) (
    input  wire                clk,
    input  wire                en,
    input  wire [4*LANES-1:0]  terms0,
    input  wire [16*LANES-1:0] activations0,
    input  wire [4*LANES-1:0]  terms1,
    input  wire [16*LANES-1:0] activations1,
    input  wire                add,
    input  wire                begins,
    input  wire [2:0]          significance,
    input  wire                load,
    input  wire                step,
    input  wire                scale_bit,
    input  wire [5:0]          scale_exponent,
    input  wire                take,
    input  wire                shift,
    input  wire [28:0]         below,
    output reg  [28:0]         result
);
    localparam integer SUM_BITS = 15 + $clog2(LANES);

    // The last bit of a dot product weighs 2^(largest - 28), that of an accumulator 2^(exponent - 64 - 14).
    localparam integer OFFSET = 50 + UNIT;

    wire [5:0]          largest;
    reg  [5:0]          largest1, largest2;
    wire [SUM_BITS-1:0] dot;
    reg  [SUM_BITS-1:0] dot2;
    reg  [21:0]         accumulator;
    wire [21:0]         next;
    wire [28:0]         value;
    wire [6:0]          exponent = {1'b0, largest2} + {4'd0, significance} + OFFSET[6:0];

    largest_exponent #(.LANES(LANES)) u_largest (.terms(terms0), .activations(activations0), .largest(largest));
    aligned_dot #(.LANES(LANES)) u_dot (
        .terms(terms1), .activations(activations1), .largest(largest1), .sum(dot)
    );
    group_add #(.SUM_BITS(SUM_BITS)) u_add (
        .accumulator(begins ? 22'd0 : accumulator), .sum(dot2), .exponent(exponent), .next(next)
    );
    bit_dequantizer #(.BITS(SCALE_BITS)) u_dequantizer (
        .clk(clk), .en(en), .load(load), .accumulator(next), .step(step), .scale_bit(scale_bit),
        .scale_exponent(scale_exponent), .value(value)
    );

    always @(posedge clk) begin
        if (en) begin
            largest1 <= largest;
            largest2 <= largest1;
            dot2     <= dot;
            if (add) begin
                accumulator <= next;
            end
            if (take) begin
                result <= value;
            end else if (shift) begin
                result <= below;
            end
        end
    end
endmodule

`default_nettype wire
