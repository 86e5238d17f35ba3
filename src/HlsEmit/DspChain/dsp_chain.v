// A dense chain of DSP slices: dot products of SLICES elements of 8 x 8 bits, of one channel and two tokens a cycle,
// accumulated over steps along K.
//
// A beat is two tokens of a step: `lanes` says which are there. `first` comes with a pass's first beat. If `feed` is 1
// then, the chain takes `weights`, and works until the next `first`; else it is idle for the pass. `row` is the beat's
// place in the token tile; `store` comes with the first step of a tile, `leave` with the last.
// Slice i has activations 16 i + 7 to 16 i (the low token) and above, delayed by activation_skew, and weight
// 8 i + 7 to 8 i, not delayed.
//
// Parameters: SLICES, 2 or more; SEGMENT, slices from one adjust unit to the next (SLICES or more: none); KEPT_BITS, of
// the adjust units; ROW_BITS, of the accumulators.
// Latency: SLICES + 5 + 2 floor((SLICES - 1) / SEGMENT), from a beat to `sum_valid` and `sums` {high, low}.
// Everything holds while `en` is 0; `rst` clears what says that something is there.
`default_nettype none

module dsp_chain #(
    parameter integer SLICES    = 16,
    parameter integer SEGMENT   = 8,
    parameter integer KEPT_BITS = 10,
    parameter integer ROW_BITS  = 3
) (
    input  wire                 clk,
    input  wire                 rst,
    input  wire                 en,
    input  wire [1:0]           lanes,
    input  wire                 first,
    input  wire                 feed,
    input  wire                 store,
    input  wire                 leave,
    input  wire [ROW_BITS-1:0]  row,
    input  wire [16*SLICES-1:0] activations,
    input  wire [8*SLICES-1:0]  weights,
    output wire [1:0]           sum_valid,
    output wire [63:0]          sums
);
    localparam integer UNITS = (SLICES - 1) / SEGMENT;
    localparam integer SKEW  = SLICES - 1 + 2 * UNITS;

    // Corrections of all units, summed up.
    localparam integer CORRECTION_BITS = 18 - KEPT_BITS + $clog2(UNITS + 1);

    // A beat's lanes leave the reader that many cycles after it.
    localparam integer READ = SKEW + 5;

    // Whether the pass under way is one of this chain.
    reg  works;
    wire is_working = first ? feed : works;

    always @(posedge clk) begin
        if (rst) begin
            works <= 1'b0;
        end else if (en) begin
            works <= is_working;
        end
    end

    // Weights go along: at slice i they are taken, and a cycle later held. An idle chain takes whatever is there.
    reg  [SKEW:0]   taken;
    wire [SKEW+1:0] take = {taken, first};

    always @(posedge clk) begin
        if (rst) begin
            taken <= {(SKEW+1){1'b0}};
        end else if (en) begin
            taken <= take[SKEW:0];
        end
    end

    wire [48*SLICES-1:0] sum;
    wire [48*SLICES-1:0] cascade;

    // The word that each segment starts from.
    wire [48*(UNITS+1)-1:0] rest;
    assign rest[47:0] = 48'd0;

    // Segments' ends are read from P, other slices from the cascade.
    wire unused = &{1'b0, sum, cascade};

    genvar i;
    generate
        for (i = 0; i < SLICES; i = i + 1) begin : g_slice
            localparam integer LATE = i + 2 * (i / SEGMENT);
            wire [7:0]  weight;
            wire [26:0] a;
            wire [26:0] d;
            wire [17:0] b;
            wire [47:0] prior;

            if (i == 0) begin : g_head
                assign weight = weights[7:0];
                assign prior = 48'd0;
            end else begin : g_body
                skew_line #(.WIDTH(8), .CYCLES(LATE)) line (
                    .clk(clk), .en(en), .d(weights[8*i +: 8]), .q(weight)
                );
                assign prior = (i % SEGMENT == 0) ? 48'd0 : cascade[48*(i-1) +: 48];
            end

            packed_operands operands (
                .low(activations[16*i +: 8]), .high(activations[16*i+8 +: 8]), .weight(weight), .a(a), .d(d), .b(b)
            );
            dsp48e2_slice #(.ADDS((i == 0) ? 0 : (i % SEGMENT == 0) ? 2 : 1)) slice (
                .clk(clk), .en(en), .a(a), .d(d), .b(b), .take(take[LATE]), .hold(take[LATE+1]),
                .c((i % SEGMENT == 0) ? rest[48*(i/SEGMENT) +: 48] : 48'd0), .pcin(prior),
                .p(sum[48*i +: 48]), .pcout(cascade[48*i +: 48])
            );
        end

        for (i = 1; i <= UNITS; i = i + 1) begin : g_unit
            wire [18-KEPT_BITS-1:0]    own;
            wire [CORRECTION_BITS-1:0] prior;
            wire [CORRECTION_BITS-1:0] total;

            overflow_adjust #(.KEPT_BITS(KEPT_BITS)) adjust (
                .clk(clk), .en(en), .word(sum[48*(i*SEGMENT-1) +: 48]), .rest(rest[48*i +: 48]), .correction(own)
            );

            // A segment and two cycles later, the word of the same beat is at the next unit.
            if (i == 1) begin : g_first
                assign prior = {CORRECTION_BITS{1'b0}};
            end else begin : g_next
                skew_line #(.WIDTH(CORRECTION_BITS), .CYCLES(SEGMENT + 2)) line (
                    .clk(clk), .en(en), .d(g_unit[i-1].total), .q(prior)
                );
            end
            assign total = prior + {{(CORRECTION_BITS-18+KEPT_BITS){own[18-KEPT_BITS-1]}}, own};
        end
    endgenerate

    wire [CORRECTION_BITS-1:0] correction;
    generate
        if (UNITS == 0) begin : g_whole
            assign correction = {CORRECTION_BITS{1'b0}};
        end else begin : g_adjusted
            skew_line #(.WIDTH(CORRECTION_BITS), .CYCLES(SLICES - UNITS * SEGMENT + 1)) line (
                .clk(clk), .en(en), .d(g_unit[UNITS].total), .q(correction)
            );
        end
    endgenerate

    wire [31:0] low;
    wire [31:0] high;
    lane_reader #(.KEPT_BITS(KEPT_BITS), .CORRECTION_BITS(CORRECTION_BITS)) reader (
        .clk(clk), .en(en), .word(sum[48*(SLICES-1) +: 48]), .correction(correction), .low(low), .high(high)
    );

    // Beside the words: valid bits, which are cleared, and what goes with them.
    reg [2*READ-1:0] valid;
    always @(posedge clk) begin
        if (rst) begin
            valid <= {(2*READ){1'b0}};
        end else if (en) begin
            valid <= {valid[2*READ-3:0], lanes & {2{is_working}}};
        end
    end

    wire                read_store;
    wire                read_leave;
    wire [ROW_BITS-1:0] read_row;
    skew_line #(.WIDTH(ROW_BITS + 2), .CYCLES(READ)) beside (
        .clk(clk), .en(en), .d({store, leave, row}), .q({read_store, read_leave, read_row})
    );

    chain_accumulators #(.ROW_BITS(ROW_BITS)) accumulators (
        .clk(clk), .rst(rst), .en(en), .lanes(valid[2*READ-1 -: 2]), .store(read_store), .leave(read_leave),
        .row(read_row), .low(low), .high(high), .sum_valid(sum_valid), .sums(sums)
    );
endmodule

`default_nettype wire
