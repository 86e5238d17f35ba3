// One of the two terms of a weight in sign and halves: the leading one of the upper window, or of the lower one.
//
// Parameters: none.
// Latency: combinational.
// Numbers: `halves` counts halves and has at most two ones. The upper window is its bits 4 to 1 (`lower` = 0, block
// significance 1), the lower one its bits 3 to 0 without the bit that the upper one has taken (block significance 0). A
// term is its exponent in two bits, then the mantissa, then the sign, which a zero keeps.
`default_nettype none

module window_term (
    input  wire       sign,
    input  wire [4:0] halves,
    input  wire       lower,
    output wire [3:0] term
);
    // The bit of the lower window that the upper one has taken; its top bit is none of them.
    wire [3:0] taken = halves[4] ? 4'b0000 : halves[3] ? 4'b1000 : halves[2] ? 4'b0100 : {2'b00, halves[1], 1'b0};
    wire [3:0] window = lower ? halves[3:0] & ~taken : halves[4:1];

    assign term[3]   = sign;
    assign term[2]   = window != 4'd0;
    assign term[1:0] = window[3] ? 2'd3 : window[2] ? 2'd2 : window[1] ? 2'd1 : 2'd0;
endmodule

`default_nettype wire
