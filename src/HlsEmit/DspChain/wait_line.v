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
            reg [WIDTH*CYCLES-1:0] stages;
            if (CYCLES == 1) begin : g_one
                always @(posedge clk) begin
                    if (en) begin
                        stages <= d;
                    end
                end
            end else begin : g_more
                always @(posedge clk) begin
                    if (en) begin
                        stages <= {stages[WIDTH*(CYCLES-1)-1:0], d};
                    end
                end
            end
            assign q = stages[WIDTH*CYCLES-1 -: WIDTH];
        end
    endgenerate
endmodule

`default_nettype wire
