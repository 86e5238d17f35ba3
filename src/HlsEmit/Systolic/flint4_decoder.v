// Decodes a 4-bit float-integer code (flint) to an exponent-integer pair: integer << exponent.
//
// Parameters: SIGNED, 1 for a sign and three bits, 0 for four bits; INT_BITS, bits of the signed integer, 4 or more
// when SIGNED, else 5 or more.
// Latency: combinational.
// A clear top bit: the code is its integer. A set one: with z leading zeros in the low bits, the exponent is 2z and the
// integer the low bits, doubled; (twice their number, 1) when they are all zero.
`default_nettype none

module flint4_decoder #(
    parameter integer SIGNED   = 1,
    parameter integer INT_BITS = 4
) (
    input  wire [3:0]          code,
    output reg  [2:0]          exponent,
    output wire [INT_BITS-1:0] integer_part
);
    reg [3:0] magnitude;

    generate
        if (SIGNED != 0) begin : g_signed
            always @* begin
                exponent  = 3'd0;
                magnitude = {2'b00, code[1:0]};
                if (code[2]) begin
                    case (code[1:0])
                        2'b00: begin
                            exponent  = 3'd4;
                            magnitude = 4'd1;
                        end
                        2'b01: begin
                            exponent  = 3'd2;
                            magnitude = 4'd2;
                        end
                        default: magnitude = {1'b0, code[1:0], 1'b0};
                    endcase
                end
            end
        end else begin : g_unsigned
            always @* begin
                exponent  = 3'd0;
                magnitude = {1'b0, code[2:0]};
                if (code[3]) begin
                    magnitude = {code[2:0], 1'b0};
                    case (code[2:0])
                        3'b000: begin
                            exponent  = 3'd6;
                            magnitude = 4'd1;
                        end
                        3'b001: exponent = 3'd4;
                        3'b010, 3'b011: exponent = 3'd2;
                        default: exponent = 3'd0;
                    endcase
                end
            end
        end
    endgenerate

    wire                negative = SIGNED != 0 && code[3];
    wire [INT_BITS-1:0] positive;

    generate
        if (INT_BITS > 4) begin : g_wide
            assign positive = {{(INT_BITS-4){1'b0}}, magnitude};
        end else begin : g_narrow
            assign positive = magnitude;
        end
    endgenerate

    assign integer_part = negative ? -positive : positive;
endmodule

`default_nettype wire
