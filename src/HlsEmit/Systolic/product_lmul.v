// The product of L-Mul (arXiv 2410.00907) in binary32: exponents and mantissas are added, with an offset, in one adder.
//
// Parameters: of the activation (A_) and the weight (W_): BITS; EXP, bits of the exponent field; SPECIALS, 0 for
// infinities and NaN as in IEEE 754, 1 when only the code of all ones is NaN, 2 when every code is a number.
// Latency: combinational.
// (1 + x + y + 2^-l) 2^(e + f) for mantissas x and y; with m bits of mantissa, the wider of the two, l is m up to 3, 3
// for 4, and 4 above. A subnormal number counts as +0, and zero makes zero. A product beyond binary32 is an infinity,
// one below its normal numbers zero. NaN, and infinity times zero, make 7fc00000.
`default_nettype none

module product_lmul #(
    parameter integer A_BITS     = 16,
    parameter integer A_EXP      = 5,
    parameter integer A_SPECIALS = 0,
    parameter integer W_BITS     = 16,
    parameter integer W_EXP      = 5,
    parameter integer W_SPECIALS = 0
) (
    input  wire [A_BITS-1:0] a,
    input  wire [W_BITS-1:0] w,
    output wire [31:0]       term
);
    localparam [31:0]  NAN    = 32'h7fc00000;
    localparam integer A_MAN  = A_BITS - 1 - A_EXP;
    localparam integer W_MAN  = W_BITS - 1 - W_EXP;
    localparam integer MAN    = A_MAN > W_MAN ? A_MAN : W_MAN;
    localparam integer L      = MAN <= 3 ? MAN : MAN == 4 ? 3 : 4;

    // 127 less both biases, and the offset 2^-l, in units of the last place.
    localparam integer CONSTANT = ((127 + 2 - (1 << (A_EXP - 1)) - (1 << (W_EXP - 1))) << MAN) + (1 << (MAN - L));
    localparam integer S_BITS   = MAN + 11;

    wire [A_EXP-1:0] a_field = a[A_BITS-2:A_MAN];
    wire [W_EXP-1:0] w_field = w[W_BITS-2:W_MAN];
    wire             a_zero  = a_field == {A_EXP{1'b0}};
    wire             w_zero  = w_field == {W_EXP{1'b0}};

    // Both fields at once: the carry of the mantissas runs into the exponent by itself.
    wire [A_EXP+MAN-1:0]     a_fields;
    wire [W_EXP+MAN-1:0]     w_fields;
    wire signed [S_BITS-1:0] fields   = {{(11-A_EXP){1'b0}}, a_fields} + {{(11-W_EXP){1'b0}}, w_fields};
    wire signed [S_BITS-1:0] sum      = fields + CONSTANT[S_BITS-1:0];
    wire signed [10:0]       exponent = sum[S_BITS-1:MAN];

    generate
        if (A_MAN < MAN) begin : g_a_narrow
            assign a_fields = {a[A_BITS-2:0], {(MAN-A_MAN){1'b0}}};
        end else begin : g_a_wide
            assign a_fields = a[A_BITS-2:0];
        end
        if (W_MAN < MAN) begin : g_w_narrow
            assign w_fields = {w[W_BITS-2:0], {(MAN-W_MAN){1'b0}}};
        end else begin : g_w_wide
            assign w_fields = w[W_BITS-2:0];
        end
    endgenerate

    wire a_inf = A_SPECIALS == 0 && &a_field && a[A_MAN-1:0] == {A_MAN{1'b0}};
    wire w_inf = W_SPECIALS == 0 && &w_field && w[W_MAN-1:0] == {W_MAN{1'b0}};
    wire a_nan = A_SPECIALS == 0 ? &a_field && a[A_MAN-1:0] != {A_MAN{1'b0}} : A_SPECIALS == 1 && &a[A_BITS-2:0];
    wire w_nan = W_SPECIALS == 0 ? &w_field && w[W_MAN-1:0] != {W_MAN{1'b0}} : W_SPECIALS == 1 && &w[W_BITS-2:0];

    wire        sign     = (a[A_BITS-1] && !a_zero) != (w[W_BITS-1] && !w_zero);
    wire        infinite = a_inf || w_inf || (exponent > 11'sd254 && !a_zero && !w_zero);
    wire        zero     = a_zero || w_zero || exponent < 11'sd1;
    wire [30:0] size     = infinite ? 31'h7f800000
        : zero ? 31'd0
        : {exponent[7:0], sum[MAN-1:0], {(23-MAN){1'b0}}};

    assign term = a_nan || w_nan || (a_inf && w_zero) || (w_inf && a_zero) ? NAN : {sign, size};
endmodule

`default_nettype wire
