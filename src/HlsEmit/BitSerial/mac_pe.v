// Baseline PE: FP16 activations times FP16 or integer weights, exact, added in binary32, and a register for the sum.
//
// Parameters: LANES, added one after the other in a cycle; SIG, bits of a weight's significand, 11 or 8.
// Latency: operands are multiplied in a cycle and added in the next, when `add` is 1. `take`, with the group's last
// addition, puts the sum into `result` too, `shift` that of the PE below.
// Numbers: operands are those of fp16_unpack, a significand, an exponent above it, then the sign; sums are binary32, to
// nearest, ties to even, and `begins` adds to +0.
`default_nettype none

module mac_pe #(
    parameter integer LANES = 1,
    parameter integer SIG   = 11
) (
    input  wire                     clk,
    input  wire                     en,
    input  wire [(SIG+7)*LANES-1:0] weights,
    input  wire [18*LANES-1:0]      activations,
    input  wire                     add,
    input  wire                     begins,
    input  wire                     take,
    input  wire                     shift,
    input  wire [31:0]              below,
    output reg  [31:0]              result
);
    localparam integer PRODUCT = 11 + SIG;
    localparam integer W       = SIG + 7;

    reg  [31:0] accumulator;
    wire [31:0] next;

    genvar g;
    generate
        for (g = 0; g < LANES; g = g + 1) begin : g_lane
            wire [10:0]        a       = activations[18*g +: 11];
            wire [SIG-1:0]     w       = weights[W*g +: SIG];
            wire [PRODUCT-1:0] product = {{SIG{1'b0}}, a} * {11'd0, w};

            // The leading one is in one of two places; factors of zero have none.
            wire               top     = product[PRODUCT-1];
            wire [PRODUCT-2:0] behind  = top ? product[PRODUCT-2:0] : {product[PRODUCT-3:0], 1'b0};
            wire               some    = a[10] && w[SIG-1];
            wire [7:0]         leading = {2'd0, activations[18*g+11 +: 6]} + {2'd0, weights[W*g+SIG +: 6]} + 8'd79
                + {7'd0, top};
            reg                sign;
            reg  [7:0]         exponent;
            reg  [PRODUCT-2:0] fraction;
            always @(posedge clk) begin
                if (en) begin
                    sign     <= activations[18*g+17] ^ weights[W*g+SIG+6];
                    exponent <= leading & {8{some}};
                    fraction <= behind;
                end
            end
            wire [31:0] prior;
            wire [31:0] sum;
            if (g == 0) begin : g_first
                assign prior = begins ? 32'd0 : accumulator;
            end else begin : g_next
                assign prior = g_lane[g-1].sum;
            end
            fp32_add u_add (.a(prior), .b({sign, exponent, fraction, {24-PRODUCT{1'b0}}}), .sum(sum));
        end
    endgenerate
    assign next = g_lane[LANES-1].sum;

    always @(posedge clk) begin
        if (en) begin
            if (add) begin
                accumulator <= next;
            end
            if (take) begin
                result <= next;
            end else if (shift) begin
                result <= below;
            end
        end
    end
endmodule

`default_nettype wire
