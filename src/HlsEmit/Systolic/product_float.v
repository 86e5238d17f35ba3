// Multiplies two floating-point numbers of 16 bits or fewer to binary32, nearest, ties to even, subnormals kept.
//
// Parameters: of the activation (A_) and the weight (W_): BITS; EXP, bits of the exponent field, whose bias is
// 2^(EXP-1) - 1; SPECIALS, 0 for infinities and NaN as in IEEE 754, 1 when only the code of all ones is NaN, 2 when
// every code is a number. Significands, the leading ones among them, have 23 bits or fewer together.
// Latency: combinational.
// The significands' product is exact in binary32; what rounds is a product below its normal numbers, what overflows one
// beyond them, to an infinity. Hardware for either is there only where the formats can reach it. NaN, and infinity
// times zero, make 7fc00000.
`default_nettype none

module product_float #(
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
    localparam integer P_BITS = A_MAN + W_MAN + 2;

    // The exponent field of a product whose leading one is the upper bit, for operands whose fields are zero.
    localparam integer OFFSET  = 128 + 2 - (1 << (A_EXP - 1)) - (1 << (W_EXP - 1));
    localparam integer LEAST   = OFFSET + 2 - (P_BITS - 1);
    localparam integer MOST    = OFFSET + (1 << A_EXP) - 1 + (1 << W_EXP) - 1;
    localparam integer ALIGNED = 24 - P_BITS;

    wire [A_EXP-1:0] a_field = a[A_BITS-2:A_MAN];
    wire [W_EXP-1:0] w_field = w[W_BITS-2:W_MAN];
    wire             a_lead  = a_field != {A_EXP{1'b0}};
    wire             w_lead  = w_field != {W_EXP{1'b0}};

    wire [P_BITS-1:0] a_wide  = {{(W_MAN+1){1'b0}}, a_lead, a[A_MAN-1:0]};
    wire [P_BITS-1:0] w_wide  = {{(A_MAN+1){1'b0}}, w_lead, w[W_MAN-1:0]};
    wire [P_BITS-1:0] product = a_wide * w_wide;

    reg [4:0] zeros;
    integer   i;
    always @* begin
        zeros = 5'd0;
        for (i = 0; i < P_BITS; i = i + 1) begin
            if (product[i]) begin
                zeros = P_BITS[4:0] - 5'd1 - i[4:0];
            end
        end
    end

    // Subnormal operands have the exponent of the smallest normal ones.
    wire signed [10:0]  sum_fields = {{(11-A_EXP){1'b0}}, a_field} + {{(11-W_EXP){1'b0}}, w_field};
    wire signed [10:0]  exponent   = sum_fields + {10'd0, !a_lead} + {10'd0, !w_lead} + OFFSET[10:0] - {6'd0, zeros};
    wire [P_BITS-1:0]   leading    = product << zeros;
    wire [23:0]         fraction   = {leading, {ALIGNED{1'b0}}};
    wire [30:0]         finite;

    generate
        if (LEAST >= 1 && MOST <= 254) begin : g_normal
            wire unused = &{fraction[23], exponent[10:8]};
            assign finite = {exponent[7:0], fraction[22:0]};
        end else begin : g_rounded
            wire               subnormal = exponent < 11'sd1;
            wire signed [10:0] below     = 11'sd1 - exponent;
            wire [4:0]         places    = below > 11'sd25 ? 5'd25 : below[4:0];
            wire [48:0]        shifted   = {fraction, 25'd0} >> (subnormal ? places : 5'd0);
            wire               up        = shifted[24] && (shifted[25] || shifted[23:0] != 24'd0);
            wire [30:0]        rounded   = {subnormal ? 8'd0 : exponent[7:0], shifted[47:25]} + {30'd0, up};
            wire               overflow  = exponent > 11'sd254;
            wire               unused    = shifted[48];
            assign finite = overflow ? 31'h7f800000 : rounded;
        end
    endgenerate

    wire a_zero, w_zero, a_inf, w_inf, a_nan, w_nan;
    assign a_zero = a[A_BITS-2:0] == {(A_BITS-1){1'b0}};
    assign w_zero = w[W_BITS-2:0] == {(W_BITS-1){1'b0}};
    assign a_inf  = A_SPECIALS == 0 && &a_field && a[A_MAN-1:0] == {A_MAN{1'b0}};
    assign w_inf  = W_SPECIALS == 0 && &w_field && w[W_MAN-1:0] == {W_MAN{1'b0}};
    assign a_nan  = A_SPECIALS == 0 ? &a_field && a[A_MAN-1:0] != {A_MAN{1'b0}} : A_SPECIALS == 1 && &a[A_BITS-2:0];
    assign w_nan  = W_SPECIALS == 0 ? &w_field && w[W_MAN-1:0] != {W_MAN{1'b0}} : W_SPECIALS == 1 && &w[W_BITS-2:0];

    wire        sign = a[A_BITS-1] != w[W_BITS-1];
    wire [30:0] size = a_inf || w_inf ? 31'h7f800000 : a_zero || w_zero ? 31'd0 : finite;

    assign term = a_nan || w_nan || (a_inf && w_zero) || (w_inf && a_zero) ? NAN : {sign, size};
endmodule

`default_nettype wire
