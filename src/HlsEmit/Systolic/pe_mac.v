// The arithmetic of a PE of any kind: the product of two operands, added to a sum.
//
// Parameters: PE, 0 for integers and exponent-integer pairs (product_pair), 1 for weights that are powers of two or
// ternary (product_shift), 2 for floating-point numbers (product_float), 3 for L-Mul (product_lmul), 4 as 1 with the
// power of two or ternary operand at `a`, for input-stationary arrays; of the operands at `a` and `w`: BITS; EXP, how
// many of them are an exponent; SPECIALS, of floating-point numbers, see product_float; TERM_BITS, bits of a product,
// 32 for PE 2 and 3; ACC_BITS, bits of the sum, 32 for PE 2 and 3; SATURATE, 1 when an integer sum saturates, else it
// wraps.
// Latency: combinational.
// Floating-point products are rounded to binary32 before they are added, in binary32.
`default_nettype none

module pe_mac #(
    parameter integer PE         = 0,
    parameter integer A_BITS     = 8,
    parameter integer A_EXP      = 0,
    parameter integer A_SPECIALS = 0,
    parameter integer W_BITS     = 8,
    parameter integer W_EXP      = 0,
    parameter integer W_SPECIALS = 0,
    parameter integer TERM_BITS  = 16,
    parameter integer ACC_BITS   = 32,
    parameter integer SATURATE   = 0
) (
    input  wire [A_BITS-1:0]   a,
    input  wire [W_BITS-1:0]   w,
    input  wire [ACC_BITS-1:0] sum,
    output wire [ACC_BITS-1:0] result
);
    wire [TERM_BITS-1:0] term;

    generate
        if (PE == 0) begin : g_pair
            product_pair #(
                .A_BITS(A_BITS), .A_EXP(A_EXP), .W_BITS(W_BITS), .W_EXP(W_EXP), .TERM_BITS(TERM_BITS)
            ) u_product (
                .a    (a),
                .w    (w),
                .term (term)
            );
        end else if (PE == 1) begin : g_shift
            product_shift #(.A_BITS(A_BITS), .W_BITS(W_BITS), .TERM_BITS(TERM_BITS)) u_product (
                .a    (a),
                .w    (w),
                .term (term)
            );
        end else if (PE == 2) begin : g_float
            product_float #(
                .A_BITS(A_BITS), .A_EXP(A_EXP), .A_SPECIALS(A_SPECIALS),
                .W_BITS(W_BITS), .W_EXP(W_EXP), .W_SPECIALS(W_SPECIALS)
            ) u_product (
                .a    (a),
                .w    (w),
                .term (term)
            );
        end else if (PE == 4) begin : g_exchanged
            product_shift #(.A_BITS(W_BITS), .W_BITS(A_BITS), .TERM_BITS(TERM_BITS)) u_product (
                .a    (w),
                .w    (a),
                .term (term)
            );
        end else begin : g_lmul
            product_lmul #(
                .A_BITS(A_BITS), .A_EXP(A_EXP), .A_SPECIALS(A_SPECIALS),
                .W_BITS(W_BITS), .W_EXP(W_EXP), .W_SPECIALS(W_SPECIALS)
            ) u_product (
                .a    (a),
                .w    (w),
                .term (term)
            );
        end
    endgenerate

    sum_add #(.KIND(PE == 2 || PE == 3 ? 2 : SATURATE), .TERM_BITS(TERM_BITS), .SUM_BITS(ACC_BITS)) u_add (
        .sum    (sum),
        .term   (term),
        .result (result)
    );
endmodule

`default_nettype wire
