// Weight-stationary PE: adds the product of a passing activation and the weight held here to a sum on its way down.
//
// Parameters: A_BITS and W_BITS, bits of an activation and of a weight, signed; ACC_BITS, bits of the sum, which wraps,
// more than A_BITS + W_BITS.
// Latency: 0 from the activation to `sum`, 1 from `sum_above` to `sum` (the register stands where sums enter, so
// that those of the bottom row go straight into accumulators), 1 from `a_i` to `a_o`.
// `load` takes the weight of the PE below. Without a valid activation the sum from above passes unchanged. `ends` says
// that this is the last column in use: the valid bit goes no further.
`default_nettype none

module pe_int_ws #(
    parameter integer A_BITS   = 8,
    parameter integer W_BITS   = 8,
    parameter integer ACC_BITS = 32
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
    localparam integer P_BITS = A_BITS + W_BITS;

    wire signed [P_BITS-1:0] a_wide  = {{W_BITS{a_i[A_BITS-1]}}, a_i};
    wire signed [P_BITS-1:0] w_wide  = {{A_BITS{w[W_BITS-1]}}, w};
    wire signed [P_BITS-1:0] product = a_wide * w_wide;
    wire [ACC_BITS-1:0]      addend  = {{(ACC_BITS-P_BITS){product[P_BITS-1]}}, product};

    reg [ACC_BITS-1:0] above;

    assign sum = a_valid_i ? above + addend : above;

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
