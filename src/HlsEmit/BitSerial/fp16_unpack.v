// Unpacks an FP16 number into a sign, an exponent and a significand whose leading one stands at the top.
//
// Parameters: none.
// Latency: combinational.
// Numbers: the value is significand 2^(exponent - 34); exponents are 0 to 39, subnormal numbers are exact, and zero has
// the significand 0. Infinities and NaN have no meaning here.
`default_nettype none

module fp16_unpack (
    input  wire [15:0] value,
    output wire        sign,
    output wire [5:0]  exponent,
    output wire [10:0] significand
);
    wire [4:0] field  = value[14:10];
    wire       normal = field != 5'd0;
    wire [3:0] zeros;
    leading_normalizer #(.WIDTH(11)) u_normal (
        .value({normal, value[9:0]}), .normal(significand), .zeros(zeros)
    );
    assign sign     = value[15];
    assign exponent = {1'b0, normal ? field : 5'd1} + 6'd9 - {2'd0, zeros};
endmodule

`default_nettype wire
