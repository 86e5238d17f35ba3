// Rounds a binary32 number to FP16, to nearest, ties to even.
//
// Parameters: none.
// Latency: combinational.
// Numbers: subnormal FP16 numbers are kept; beyond the largest number comes infinity. Subnormal binary32 numbers become
// zero, which is what they round to; infinities and NaN do not occur.
`default_nettype none

module fp32_to_fp16 (
    input  wire [31:0] value,
    output wire [15:0] half
);
    // FP16's exponent field, or how far below 1 it would be, which is how far a subnormal number is shifted.
    wire [8:0]  field    = {1'b0, value[30:23]} - 9'd112;
    wire        tiny     = field[8] || field == 9'd0;
    wire [8:0]  below    = 9'd1 - field;
    wire [3:0]  places   = !tiny ? 4'd0 : below > 9'd15 ? 4'd15 : below[3:0];
    wire [38:0] shifted  = {value[30:23] != 8'd0, value[22:0], 15'd0} >> places;

    wire        up       = shifted[27] && (shifted[28] || |shifted[26:0]);
    wire [14:0] rounded  = {tiny ? 5'd0 : field[4:0], shifted[37:28]} + {14'd0, up};
    wire        infinite = !tiny && field > 9'd30;
    wire unused_leading  = shifted[38];

    assign half = {value[31], infinite ? 15'h7c00 : rounded};
endmodule

`default_nettype wire
