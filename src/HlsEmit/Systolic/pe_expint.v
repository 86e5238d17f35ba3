// Output-stationary PE for exponent-integer pairs: <a, b> x <c, d> = (b x d) << (a + c), added to a sum that wraps.
//
// Parameters: EXP_BITS, bits of an exponent, unsigned; A_BITS and W_BITS, bits of an activation and of a weight, each
// an exponent above a signed integer; ACC_BITS, bits of the sum, more than those of the product of the integers.
// Latency: operands that meet in a cycle are in `sum` after one clock edge, and with the neighbours after one.
// A product is added only when both operands are valid. `shift` takes the sum from the PE below instead.
`default_nettype none

module pe_expint #(
    parameter integer EXP_BITS = 3,
    parameter integer A_BITS   = 7,
    parameter integer W_BITS   = 7,
    parameter integer ACC_BITS = 32
) (
    input  wire                clk,
    input  wire                rst,
    input  wire                shift,
    input  wire                a_valid_i,
    input  wire [A_BITS-1:0]   a_i,
    output reg                 a_valid_o,
    output reg  [A_BITS-1:0]   a_o,
    input  wire                w_valid_i,
    input  wire [W_BITS-1:0]   w_i,
    output reg                 w_valid_o,
    output reg  [W_BITS-1:0]   w_o,
    input  wire [ACC_BITS-1:0] sum_below,
    output reg  [ACC_BITS-1:0] sum
);
    localparam integer AI_BITS = A_BITS - EXP_BITS;
    localparam integer WI_BITS = W_BITS - EXP_BITS;
    localparam integer P_BITS  = AI_BITS + WI_BITS;

    wire signed [P_BITS-1:0] a_wide  = {{WI_BITS{a_i[AI_BITS-1]}}, a_i[AI_BITS-1:0]};
    wire signed [P_BITS-1:0] w_wide  = {{AI_BITS{w_i[WI_BITS-1]}}, w_i[WI_BITS-1:0]};
    wire signed [P_BITS-1:0] product = a_wide * w_wide;

    // One bit more than an exponent; what the shift moves beyond the sum would have wrapped away.
    wire [EXP_BITS:0]   places  = {1'b0, a_i[A_BITS-1:AI_BITS]} + {1'b0, w_i[W_BITS-1:WI_BITS]};
    wire [ACC_BITS-1:0] wide    = {{(ACC_BITS-P_BITS){product[P_BITS-1]}}, product};
    wire [ACC_BITS-1:0] shifted = wide << places;

    always @(posedge clk) begin
        a_o <= a_i;
        w_o <= w_i;
        if (rst) begin
            a_valid_o <= 1'b0;
            w_valid_o <= 1'b0;
            sum       <= {ACC_BITS{1'b0}};
        end else begin
            a_valid_o <= a_valid_i;
            w_valid_o <= w_valid_i;
            if (shift) begin
                sum <= sum_below;
            end else if (a_valid_i && w_valid_i) begin
                sum <= sum + shifted;
            end
        end
    end
endmodule

`default_nettype wire
