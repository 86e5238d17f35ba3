// Delays a word by any number of cycles, none too.
//
// Parameters: WIDTH, bits of the word; CYCLES, 0 or more: with 0 it is a wire.
// Latency: CYCLES. Holds while `en` is 0. No reset.
`default_nettype none

module wait_line #(
    parameter integer WIDTH  = 8,
    parameter integer CYCLES = 3
) (
    input  wire             clk,
    input  wire             en,
    input  wire [WIDTH-1:0] d,
    output wire [WIDTH-1:0] q
);
    generate
        if (CYCLES == 0) begin : g_wire
            assign q = d;
            wire unused = &{1'b0, clk, en};
        end else begin : g_line
            skew_line #(.WIDTH(WIDTH), .CYCLES(CYCLES)) line (.clk(clk), .en(en), .d(d), .q(q));
        end
    endgenerate
endmodule

`default_nettype wire
