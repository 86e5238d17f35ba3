// Decodes the stored code of one element to what a PE takes; of the formats that store each element by itself.
//
// Parameters: FORMAT, 0 as it is (signed integers, floating-point numbers), 1 unsigned integers, 2 ternary digits 0, 1,
// 2 for -1, 0, 1, 3 signed flint4, 4 sign and power of two with zero (pot4, fp3), 5 sign and power of two without zero
// (denseshift), 6 small floating-point numbers without special codes (fp4, fp6) as exponent-integer pairs; CODE_BITS,
// bits of a code; EXP, bits of the operand's exponent, of FORMAT 3 to 5 what their values need, of 6 the exponent
// field; BITS, of the operand: CODE_BITS, CODE_BITS + 1, 2, 7, EXP + 2, EXP + 2, CODE_BITS + 1.
// Latency: combinational.
// An operand with an exponent has it above a signed integer. Formats 3 to 6 count in their smallest step.
`default_nettype none

module edge_decoder #(
    parameter integer FORMAT    = 0,
    parameter integer CODE_BITS = 8,
    parameter integer EXP       = 0,
    parameter integer BITS      = 8
) (
    input  wire [CODE_BITS-1:0] code,
    output wire [BITS-1:0]      operand
);
    localparam integer LOW = CODE_BITS - 1;

    wire sign = code[CODE_BITS-1];

    generate
        if (FORMAT == 1) begin : g_unsigned
            wire unused = sign;
            assign operand = {1'b0, code};
        end else if (FORMAT == 2) begin : g_ternary
            wire unused = sign;
            assign operand = code - 2'd1;
        end else if (FORMAT == 3) begin : g_flint
            wire unused = sign;
            flint4_decoder #(.SIGNED(1), .INT_BITS(4)) u_flint (
                .code         (code),
                .exponent     (operand[6:4]),
                .integer_part (operand[3:0])
            );
        end else if (FORMAT == 4) begin : g_power
            // 0 stands for zero, e for 2^(e - 1).
            wire [LOW-1:0] power   = code[LOW-1:0] - {{(LOW-1){1'b0}}, 1'b1};
            wire           nonzero = code[LOW-1:0] != {LOW{1'b0}};
            assign operand = nonzero ? {power, sign, 1'b1} : {BITS{1'b0}};
        end else if (FORMAT == 5) begin : g_dense
            assign operand = {code[LOW-1:0], sign, 1'b1};
        end else if (FORMAT == 6) begin : g_small_float
            localparam integer MAN = CODE_BITS - 1 - EXP;
            wire [EXP-1:0] field     = code[LOW-1:MAN];
            wire           lead      = field != {EXP{1'b0}};
            wire [MAN+1:0] magnitude = {1'b0, lead, code[MAN-1:0]};
            assign operand = {lead ? field - {{(EXP-1){1'b0}}, 1'b1} : field, sign ? -magnitude : magnitude};
        end else begin : g_same
            wire unused = sign;
            assign operand = code;
        end
    endgenerate
endmodule

`default_nettype wire
