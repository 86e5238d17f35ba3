// Shifts a word to the left until its leading one stands at the top, and counts the places.
//
// Parameters: WIDTH, bits of the word, 2 or more.
// Latency: combinational.
// A word of zeros stays one; its count means nothing.
`default_nettype none

module leading_normalizer #(
    parameter integer WIDTH = 24
) (
    input  wire [WIDTH-1:0]         value,
    output wire [WIDTH-1:0]         normal,
    output wire [$clog2(WIDTH)-1:0] zeros
);
    localparam integer STEPS = $clog2(WIDTH);

    // Step s shifts by a power of two or not at all, the largest first.
    genvar s;
    generate
        for (s = 0; s < STEPS; s = s + 1) begin : g_step
            localparam integer PLACES = 2**(STEPS - 1 - s);
            wire [WIDTH-1:0] prior;
            wire [WIDTH-1:0] after;
            if (s == 0) begin : g_first
                assign prior = value;
            end else begin : g_next
                assign prior = g_step[s-1].after;
            end
            assign zeros[STEPS-1-s] = prior[WIDTH-1 -: PLACES] == {PLACES{1'b0}};
            assign after = zeros[STEPS-1-s] ? {prior[WIDTH-1-PLACES:0], {PLACES{1'b0}}} : prior;
        end
    endgenerate
    assign normal = g_step[STEPS-1].after;
endmodule

`default_nettype wire
