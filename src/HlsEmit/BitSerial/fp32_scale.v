// A binary32 number times a scale, rounded to nearest, ties to even.
//
// Parameters: BITS, of the scale's significand, 2 to 24.
// Latency: combinational.
// Numbers: `value` is zero or normal, and so is every product of the array. The scale is a significand with its leading
// one at the top, or 0, and the exponent of that one plus 24.
`default_nettype none

module fp32_scale #(
    parameter integer BITS = 11
) (
    input  wire [31:0]     value,
    input  wire            sign,
    input  wire [5:0]      exponent,
    input  wire [BITS-1:0] significand,
    output wire [31:0]     product
);
    localparam integer ALL = 24 + BITS;

    wire [ALL-1:0] exact   = {{BITS{1'b0}}, value[30:23] != 8'd0, value[22:0]} * {24'd0, significand};
    wire           top     = exact[ALL-1];
    wire [ALL-1:0] normal  = top ? exact : exact << 1;
    wire           up      = normal[BITS-1] && (normal[BITS] || |normal[BITS-2:0]);
    wire [24:0]    rounded = {1'b0, normal[ALL-1:BITS]} + {24'd0, up};
    wire [7:0]     leading = value[30:23] + {2'd0, exponent} - 8'd24 + {7'd0, top} + {7'd0, rounded[24]};
    wire           some    = value[30:23] != 8'd0 && significand[BITS-1];
    wire unused_leading    = rounded[23];

    assign product = {value[31] ^ sign, some ? {leading, rounded[22:0]} : 31'd0};
endmodule

`default_nettype wire
