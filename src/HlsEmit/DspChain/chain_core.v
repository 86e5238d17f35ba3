// A core of dense DSP chains in feed groups: chains of one group are fed with weights together, a group a cycle.
//
// A beat comes to the first group, and goes on to the next one a cycle later; weights come as it gets there. `feed`
// says which chains take theirs in this cycle: those of one group at most, chain c from bit 8 SLICES (c mod FED) on.
// A group that is not fed with a pass's first beat is idle for the pass. A pass of b beats that feeds f groups may be
// followed by the next after max(b, f) cycles. For the rest see dsp_chain; activations are not delayed here.
//
// Parameters: CHAINS; FED, chains of a feed group; the others as in dsp_chain.
// Latency: SLICES + 5 + 2 floor((SLICES - 1) / SEGMENT), and one more for every group in front.
// Everything holds while `en` is 0; `rst` clears what says that something is there.
`default_nettype none

module chain_core #(
    parameter integer CHAINS    = 4,
    parameter integer FED       = 2,
    parameter integer SLICES    = 16,
    parameter integer SEGMENT   = 8,
    parameter integer KEPT_BITS = 10,
    parameter integer ROW_BITS  = 3
) (
    input  wire                    clk,
    input  wire                    rst,
    input  wire                    en,
    input  wire [1:0]              lanes,
    input  wire                    first,
    input  wire                    store,
    input  wire                    leave,
    input  wire [ROW_BITS-1:0]     row,
    input  wire [16*SLICES-1:0]    activations,
    input  wire [CHAINS-1:0]       feed,
    input  wire [8*SLICES*FED-1:0] weights,
    output wire [2*CHAINS-1:0]     sum_valid,
    output wire [64*CHAINS-1:0]    sums
);
    localparam integer GROUPS = (CHAINS + FED - 1) / FED;
    localparam integer BESIDE = ROW_BITS + 2;

    wire [16*SLICES-1:0] skewed;
    activation_skew #(.SLICES(SLICES), .SEGMENT(SEGMENT)) skew (.clk(clk), .en(en), .d(activations), .q(skewed));

    // What each group has, from the first one on.
    wire [16*SLICES*GROUPS-1:0] words;
    wire [BESIDE*GROUPS-1:0]    beside;
    wire [3*GROUPS-1:0]         beats;
    assign words[16*SLICES-1:0] = skewed;
    assign beside[BESIDE-1:0]   = {store, leave, row};
    assign beats[2:0]           = {first, lanes};

    genvar i;
    generate
        for (i = 1; i < GROUPS; i = i + 1) begin : g_group
            reg [2:0] beat;

            skew_line #(.WIDTH(16*SLICES + BESIDE), .CYCLES(1)) line (
                .clk(clk), .en(en), .d({beside[BESIDE*(i-1) +: BESIDE], words[16*SLICES*(i-1) +: 16*SLICES]}),
                .q({beside[BESIDE*i +: BESIDE], words[16*SLICES*i +: 16*SLICES]})
            );
            always @(posedge clk) begin
                if (rst) begin
                    beat <= 3'd0;
                end else if (en) begin
                    beat <= beats[3*(i-1) +: 3];
                end
            end
            assign beats[3*i +: 3] = beat;
        end

        for (i = 0; i < CHAINS; i = i + 1) begin : g_chain
            localparam integer GROUP = i / FED;

            dsp_chain #(.SLICES(SLICES), .SEGMENT(SEGMENT), .KEPT_BITS(KEPT_BITS), .ROW_BITS(ROW_BITS)) chain (
                .clk(clk), .rst(rst), .en(en), .lanes(beats[3*GROUP +: 2]), .first(beats[3*GROUP+2]), .feed(feed[i]),
                .store(beside[BESIDE*GROUP+ROW_BITS+1]), .leave(beside[BESIDE*GROUP+ROW_BITS]),
                .row(beside[BESIDE*GROUP +: ROW_BITS]), .activations(words[16*SLICES*GROUP +: 16*SLICES]),
                .weights(weights[8*SLICES*(i % FED) +: 8*SLICES]), .sum_valid(sum_valid[2*i +: 2]),
                .sums(sums[64*i +: 64])
            );
        end
    endgenerate
endmodule

`default_nettype wire
