// Delays a word by fewer cycles than it has registers: an operand skew whose first row can be any row.
//
// Parameters: WIDTH, bits of the word; CYCLES, registers, 1 or more.
// Latency: CYCLES - skip, for a skip of 0 to CYCLES; with a larger one nothing enters.
// `skip` may change when no word that matters is in the line. No reset: users carry a valid bit beside it.
`default_nettype none

module skew_tap #(
    parameter integer WIDTH  = 8,
    parameter integer CYCLES = 3
) (
    input  wire             clk,
    input  wire [15:0]      skip,
    input  wire [WIDTH-1:0] d,
    output wire [WIDTH-1:0] q
);
    localparam integer ALL = CYCLES;

    // What leaves each register.
    wire [WIDTH-1:0] at [0:CYCLES-1];

    assign q = skip == ALL[15:0] ? d : at[CYCLES-1];

    genvar i;
    generate
        for (i = 0; i < CYCLES; i = i + 1) begin : g_stage
            localparam integer STAGE = i;
            reg [WIDTH-1:0] word;
            assign at[i] = word;
            if (i == 0) begin : g_first
                always @(posedge clk) begin
                    word <= d;
                end
            end else begin : g_next
                always @(posedge clk) begin
                    word <= skip == STAGE[15:0] ? d : at[i-1];
                end
            end
        end
    endgenerate
endmodule

`default_nettype wire
