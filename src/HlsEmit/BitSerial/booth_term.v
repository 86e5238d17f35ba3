// One radix-4 Booth term of a signed integer: digit `index` of -2, -1, 0, 1, 2, each worth 4 times the one before.
//
// Parameters: BITS, of the integer, 2 to 9.
// Latency: combinational.
// Numbers: a term is its exponent in two bits, then the mantissa, then the sign. The block significance that goes with
// it is 2 `index`, but 6 for digit 4, which only nine bits have and which is never 2: its exponent has two more
// instead.
`default_nettype none

module booth_term #(
    parameter integer BITS = 8
) (
    input  wire [BITS-1:0] weight,
    input  wire [2:0]      index,
    output wire [3:0]      term
);
    localparam integer WIDE = 2 * ((BITS + 1) / 2) + 2;

    // A zero to the right of bit 0, copies of the sign to the left.
    wire [WIDE-1:0] extended = {{WIDE-BITS-1{weight[BITS-1]}}, weight, 1'b0};
    wire [WIDE-1:0] shifted  = extended >> {index, 1'b0};
    wire [2:0]      window   = shifted[2:0];
    wire unused_above = &{1'b0, shifted[WIDE-1:3]};

    wire one = window[1] ^ window[0];
    wire two = window == 3'b011 || window == 3'b100;
    wire any = one || two;
    assign term = {any && window[2], any, any && index[2], two};
endmodule

`default_nettype wire
