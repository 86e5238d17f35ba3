// Second stage of a bit-serial PE: each activation's significand shifted to the largest exponent, signed, and added up.
//
// Parameters: LANES, 1 to 32.
// Latency: combinational.
// Numbers: a significand has eleven bits and three more to the right of them; what is shifted out is OR-ed into the
// last. The sum is exact: its last bit weighs 2^(largest - 28) in units of a weight's last place, before block
// significance.
`default_nettype none

module aligned_dot #(
    parameter integer LANES = 4
) (
    input  wire [4*LANES-1:0]           terms,
    input  wire [16*LANES-1:0]          activations,
    input  wire [5:0]                   largest,
    output reg  [15+$clog2(LANES)-1:0]  sum
);
    localparam integer SUM_BITS = 15 + $clog2(LANES);

    wire [15*LANES-1:0] products;
    genvar g;
    generate
        for (g = 0; g < LANES; g = g + 1) begin : g_lane
            wire [4:0]  field    = activations[16*g+10 +: 5];
            wire [10:0] fraction = {field != 5'd0, activations[16*g +: 10]};
            wire [5:0]  distance = largest - {1'b0, field == 5'd0 ? 5'd1 : field} - {4'd0, terms[4*g +: 2]};
            wire [3:0]  places   = distance > 6'd15 ? 4'd15 : distance[3:0];
            wire [28:0] shifted  = {fraction, 18'd0} >> places;
            wire [13:0] aligned  = {shifted[28:16], |shifted[15:0]};
            wire        negative = activations[16*g+15] ^ terms[4*g+3];
            assign products[15*g +: 15] = !terms[4*g+2] ? 15'd0
                : negative ? 15'd0 - {1'b0, aligned} : {1'b0, aligned};
        end
    endgenerate

    generate
        if (LANES == 1) begin : g_one
            always @* sum = products;
        end else begin : g_sum
            integer lane;
            always @* begin
                sum = {SUM_BITS{1'b0}};
                for (lane = 0; lane < LANES; lane = lane + 1) begin
                    sum = sum + {{SUM_BITS-15{products[15*lane+14]}}, products[15*lane +: 15]};
                end
            end
        end
    endgenerate
endmodule

`default_nettype wire
