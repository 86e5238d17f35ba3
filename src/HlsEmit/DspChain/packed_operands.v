// Packs two activations for one multiplication by a weight: high x 2^18 + low, which the pre-adder of a slice sums up.
//
// Parameters: none; activations and weights of 8 bits, lanes of 18.
// Latency: 0, wires only.
`default_nettype none

module packed_operands (
    input  wire [7:0]  low,
    input  wire [7:0]  high,
    input  wire [7:0]  weight,
    output wire [26:0] a,
    output wire [26:0] d,
    output wire [17:0] b
);
    assign a = {{19{low[7]}}, low};
    assign d = {high[7], high, 18'd0};
    assign b = {{10{weight[7]}}, weight};
endmodule

`default_nettype wire
