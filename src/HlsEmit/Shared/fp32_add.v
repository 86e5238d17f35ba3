// Adds two binary32 numbers, rounding to nearest, ties to even. Subnormal numbers are kept on both sides.
//
// Parameters: none.
// Latency: combinational.
// Semantics are those of IEEE 754: a sum beyond the largest number is an infinity; x + -x is +0, and -0 comes only of
// -0 + -0; infinity + -infinity and whatever has a NaN in it is NaN. Every NaN that leaves is 7fc00000: where IEEE 754
// lets the sign and payload be anything (processors differ), this is one number. No flags.
`default_nettype none

module fp32_add (
    input  wire [31:0] a,
    input  wire [31:0] b,
    output wire [31:0] sum
);
    localparam [31:0] NAN = 32'h7fc00000;

    wire a_special = &a[30:23];
    wire b_special = &b[30:23];
    wire a_nan     = a_special && a[22:0] != 23'd0;
    wire b_nan     = b_special && b[22:0] != 23'd0;

    // The operand of the larger magnitude decides sign and exponent.
    wire        swap      = b[30:0] > a[30:0];
    wire [31:0] major     = swap ? b : a;
    wire [30:0] minor     = swap ? a[30:0] : b[30:0];
    wire        subtracts = a[31] != b[31];

    // A subnormal number has the exponent of the smallest normal ones and no leading one.
    wire       major_normal = major[30:23] != 8'd0;
    wire       minor_normal = minor[30:23] != 8'd0;
    wire [7:0] exponent     = major_normal ? major[30:23] : 8'd1;
    wire [7:0] distance     = exponent - (minor_normal ? minor[30:23] : 8'd1);

    // Three bits below the last place: guard, round, and sticky, which stands for all that was shifted beyond it.
    wire [26:0] upper   = {major_normal, major[22:0], 3'b000};
    wire [26:0] lower   = {minor_normal, minor[22:0], 3'b000};
    wire [53:0] shifted = distance > 8'd27 ? {27'd0, lower} : {lower, 27'd0} >> distance[4:0];
    wire [26:0] addend  = {shifted[53:28], |shifted[27:0]};
    wire [27:0] total   = subtracts ? {1'b0, upper} - {1'b0, addend} : {1'b0, upper} + {1'b0, addend};

    // Places to the left until the leading one stands at bit 26, but not below the smallest exponent.
    reg [4:0] zeros;
    integer   i;
    always @* begin
        zeros = 5'd27;
        for (i = 0; i < 27; i = i + 1) begin
            if (total[i]) begin
                zeros = 5'd26 - i[4:0];
            end
        end
    end

    wire [7:0]  room     = exponent - 8'd1;
    wire        bounded  = {3'd0, zeros} > room;
    wire [4:0]  places   = bounded ? room[4:0] : zeros;
    wire [26:0] fraction = total[27] ? {total[27:2], total[1] || total[0]} : total[26:0] << places;
    wire [8:0]  scaled   = total[27] ? {1'b0, exponent} + 9'd1 : {1'b0, exponent} - {4'd0, places};

    // A fraction that rounds up to 2 carries into the exponent, the largest one of which makes an infinity.
    wire        up        = fraction[2] && (fraction[1] || fraction[0] || fraction[3]);
    wire [31:0] packed_up = {fraction[26] ? scaled : 9'd0, fraction[25:3]} + {31'd0, up};
    wire        overflow  = packed_up[31:23] >= 9'd255;
    wire        zero      = total == 28'd0;
    wire        sign      = zero ? a[31] && b[31] : major[31];
    wire [31:0] finite    = {sign, overflow ? 31'h7f800000 : packed_up[30:0]};

    assign sum = a_nan || b_nan || (a_special && b_special && subtracts) ? NAN
        : a_special ? a
        : b_special ? b
        : finite;
endmodule

`default_nettype wire
