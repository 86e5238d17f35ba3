// First stage of a bit-serial PE: the largest exponent of its lanes, an activation's plus a term's.
//
// Parameters: LANES, 1 to 32.
// Latency: combinational.
// Numbers: an FP16 activation counts with its exponent field, or 1 where that is 0; a term is its exponent in two bits,
// then the mantissa, then the sign. Lanes without a mantissa take no part; 0 says that none does.
`default_nettype none

module largest_exponent #(
    parameter integer LANES = 4
) (
    input  wire [4*LANES-1:0]  terms,
    input  wire [16*LANES-1:0] activations,
    output reg  [5:0]          largest
);
    wire [6*LANES-1:0] exponents;
    genvar g;
    generate
        for (g = 0; g < LANES; g = g + 1) begin : g_lane
            wire [4:0] field = activations[16*g+10 +: 5];
            wire [5:0] sum   = {1'b0, field == 5'd0 ? 5'd1 : field} + {4'd0, terms[4*g +: 2]};
            assign exponents[6*g +: 6] = sum & {6{terms[4*g+2]}};
            wire unused = &{1'b0, activations[16*g+15], activations[16*g +: 10], terms[4*g+3]};
        end
    endgenerate

    integer lane;
    always @* begin
        largest = 6'd0;
        for (lane = 0; lane < LANES; lane = lane + 1) begin
            if (exponents[6*lane +: 6] > largest) begin
                largest = exponents[6*lane +: 6];
            end
        end
    end
endmodule

`default_nettype wire
