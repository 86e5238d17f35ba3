// Output-stationary PE: multiplies two signed integers and adds the product to a sum that stays and wraps.
//
// Parameters: A_BITS and W_BITS, bits of an activation and of a weight; ACC_BITS, bits of the sum, more than
// A_BITS + W_BITS.
// Latency: operands that meet in a cycle are in `sum` after one clock edge, and with the neighbours after one.
// A product is added only when both operands are valid. `shift` takes the sum from the PE below instead.
`default_nettype none

module pe_int #(
    parameter integer A_BITS   = 8,
    parameter integer W_BITS   = 8,
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
    localparam integer P_BITS = A_BITS + W_BITS;

    // Extended by hand, so that the width of the product does not depend on where it is used.
    wire signed [P_BITS-1:0] a_wide  = {{W_BITS{a_i[A_BITS-1]}}, a_i};
    wire signed [P_BITS-1:0] w_wide  = {{A_BITS{w_i[W_BITS-1]}}, w_i};
    wire signed [P_BITS-1:0] product = a_wide * w_wide;

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
                sum <= sum + {{(ACC_BITS-P_BITS){product[P_BITS-1]}}, product};
            end
        end
    end
endmodule

`default_nettype wire
