// Output-stationary PE: adds the product of two operands that pass to a sum that stays.
//
// Parameters: those of pe_mac.
// Latency: operands that meet in a cycle are in `sum` after one clock edge, and with the neighbours after one.
// A product is added only when both operands are valid. `shift` takes the sum from the PE below instead.
`default_nettype none

module pe_os #(
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
    wire [ACC_BITS-1:0] more;

    pe_mac #(
        .PE(PE), .A_BITS(A_BITS), .A_EXP(A_EXP), .A_SPECIALS(A_SPECIALS), .W_BITS(W_BITS), .W_EXP(W_EXP),
        .W_SPECIALS(W_SPECIALS), .TERM_BITS(TERM_BITS), .ACC_BITS(ACC_BITS), .SATURATE(SATURATE)
    ) u_mac (
        .a      (a_i),
        .w      (w_i),
        .sum    (sum),
        .result (more)
    );

    always @(posedge clk) begin
        a_o       <= a_i;
        w_o       <= w_i;
        a_valid_o <= !rst && a_valid_i;
        w_valid_o <= !rst && w_valid_i;
        if (rst) begin
            sum <= {ACC_BITS{1'b0}};
        end else if (shift) begin
            sum <= sum_below;
        end else if (a_valid_i && w_valid_i) begin
            sum <= more;
        end
    end
endmodule

`default_nettype wire
