// Weight-stationary PE: adds the product of a passing operand and the one held here to a sum on its way down.
//
// Parameters: those of pe_mac.
// Latency: 0 from the passing operand to `sum`, 1 from `sum_above` to `sum` (the register stands where sums enter, so
// that those of the bottom row go straight into accumulators), 1 from `a_i` to `a_o`.
// `load` takes the weight of the PE below. Without a valid operand the sum from above passes unchanged. `ends` says
// that this is the last column in use: the valid bit goes no further.
`default_nettype none

module pe_ws #(
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
    input  wire                load,
    input  wire                ends,
    input  wire [W_BITS-1:0]   w_below,
    output reg  [W_BITS-1:0]   w,
    input  wire                a_valid_i,
    input  wire [A_BITS-1:0]   a_i,
    output reg                 a_valid_o,
    output reg  [A_BITS-1:0]   a_o,
    input  wire [ACC_BITS-1:0] sum_above,
    output wire [ACC_BITS-1:0] sum
);
    reg  [ACC_BITS-1:0] above;
    wire [ACC_BITS-1:0] more;

    pe_mac #(
        .PE(PE), .A_BITS(A_BITS), .A_EXP(A_EXP), .A_SPECIALS(A_SPECIALS), .W_BITS(W_BITS), .W_EXP(W_EXP),
        .W_SPECIALS(W_SPECIALS), .TERM_BITS(TERM_BITS), .ACC_BITS(ACC_BITS), .SATURATE(SATURATE)
    ) u_mac (
        .a      (a_i),
        .w      (w),
        .sum    (above),
        .result (more)
    );

    assign sum = a_valid_i ? more : above;

    always @(posedge clk) begin
        a_o <= a_i;
        if (load) begin
            w <= w_below;
        end
        if (rst) begin
            a_valid_o <= 1'b0;
            above     <= {ACC_BITS{1'b0}};
        end else begin
            a_valid_o <= a_valid_i && !ends;
            above     <= sum_above;
        end
    end
endmodule

`default_nettype wire
