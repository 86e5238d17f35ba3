// What a PE's lane takes of a weight: a term of it (bit-serial), or the weight unpacked (baselines).
//
// Parameters: MAC, 1 for baselines; FORMAT, 0 for signed integers, 1 for unsigned ones less a zero point, 2 to 6 for
// the small floats of window_decoder, 7 for FP16 (baselines only); CODE_BITS, bits of a code.
// Latency: combinational.
// Numbers: `extra` is the group's zero point, or its special value in the six lowest bits. A lane not `used` adds
// nothing. A term is four bits, see booth_term and window_term; `index` says which. An unpacked weight is a significand
// with its leading one at the top (11 bits, or 8 of integers), the exponent of that one plus 24 in six bits, and the
// sign.
`default_nettype none

module weight_lane #(
    parameter integer MAC       = 0,
    parameter integer FORMAT    = 0,
    parameter integer CODE_BITS = 8
) (
    input  wire [CODE_BITS-1:0]                                 code,
    input  wire [7:0]                                           extra,
    input  wire [2:0]                                           index,
    input  wire                                                 used,
    output wire [(MAC == 0 ? 4 : FORMAT == 7 ? 18 : 15)-1:0]    lane
);
    generate
        if (FORMAT == 7) begin : g_fp16
            wire        sign;
            wire [5:0]  exponent;
            wire [10:0] significand;
            fp16_unpack u_unpack (.value(code), .sign(sign), .exponent(exponent), .significand(significand));
            assign lane = {sign, exponent, significand & {11{used}}};
            wire unused = &{1'b0, extra, index};
        end else if (FORMAT < 2) begin : g_integer
            // A code less its zero point takes a bit more than the code.
            localparam integer BITS = CODE_BITS + FORMAT;
            wire [BITS-1:0] weight;
            if (FORMAT == 0) begin : g_signed
                assign weight = code;
                wire unused = &{1'b0, extra};
            end else begin : g_offset
                assign weight = {1'b0, code} - {1'b0, extra[CODE_BITS-1:0]};
                wire unused = &{1'b0, extra};
            end
            if (MAC == 0) begin : g_term
                wire [3:0] term;
                booth_term #(.BITS(BITS)) u_term (.weight(weight), .index(index), .term(term));
                assign lane = {term[3], term[2] && used, term[1:0]};
            end else begin : g_unpack
                wire [BITS:0] wide = {weight[BITS-1], weight};
                wire [BITS:0] size = weight[BITS-1] ? ~wide + {{BITS{1'b0}}, 1'b1} : wide;
                wire [7:0]    significand;
                wire [2:0]    zeros;
                wire [8:0]    magnitude = {{9-BITS-1{1'b0}}, size};
                leading_normalizer #(.WIDTH(8)) u_normal (
                    .value(magnitude[7:0]), .normal(significand), .zeros(zeros)
                );
                assign lane = {weight[BITS-1], {3'b011, ~zeros}, significand & {8{used}}};
                wire unused = &{1'b0, index, magnitude[8]};
            end
        end else begin : g_window
            wire [5:0] value;
            wire [3:0] term;
            window_decoder #(.FORMAT(FORMAT)) u_decoder (
                .code(code), .special(extra[5:0]), .value(value)
            );
            window_term u_term (.sign(value[5]), .halves(value[4:0]), .lower(index[0]), .term(term));
            assign lane = {term[3], term[2] && used, term[1:0]};
            wire unused = &{1'b0, extra[7:6], index[2:1]};
        end
    endgenerate
endmodule

`default_nettype wire
