// A whole product M x K x N on an array of bit-serial PEs, or of the baseline's: folds, term generators, scales,
// outputs.
//
// Parameters: ROWS, COLS, of PEs; TILE_ROWS, TILE_COLS; LANES; MAC, 1 for baseline PEs; FORMAT and CODE_BITS, see
// weight_lane; GROUP, weights that a PE sums before its dequantizer, 0 for all of K; SCALE, bits of a stored group
// scale: 8 for an integer, 16 for FP16, 0 without; EXTRA, bits that a group stores beside it: 8 for a zero point, 1 or
// 2 for which special value it has, 0 without; SPECIALS, four special values of six bits, a sign above halves, the
// first lowest.
// Latency: 1; without stalls the last beat of outputs is taken as many cycles and 1 after the command as the
// cycle-stepped machine takes. The next command is taken with the last beat of outputs at the earliest. A command is N,
// K and M, each at least 1, M in the lowest 32 bits. Folds go along M (tokens), then N (channels), and take in the
// order of K: of `activations` a beat of LANES elements for each of COLS tokens, FP16; of `weights` one of LANES codes
// for each of ROWS channels; of `scales` one a group, for each of ROWS channels its FP16 scale (used with the fold's
// last group), then SCALE bits, then EXTRA bits; all with the first in the lowest bits, rounded up to bytes. What lies
// beyond the product holds anything. A beat of `weights` stays for all terms, one of `scales` for its group. A beat of
// `outputs` is what tiles give in a cycle, in FP16: the place of tile row i and column c of PEs is i COLS + c,
// `outputs_keep` has the bytes that there are, and each place gets the rows of its tile in order, fold by fold. When
// operands are late or outputs wait everything stops, so that beats are the same at any pace.
`default_nettype none

module bitserial_engine #(
    parameter integer ROWS      = 6,
    parameter integer COLS      = 5,
    parameter integer TILE_ROWS = 4,
    parameter integer TILE_COLS = 3,
    parameter integer LANES     = 4,
    parameter integer MAC       = 0,
    parameter integer FORMAT    = 0,
    parameter integer CODE_BITS = 8,
    parameter integer GROUP     = 128,
    parameter integer SCALE     = 8,
    parameter integer EXTRA     = 0,
    parameter integer SPECIALS  = 0
) (
    input  wire                                                    clk,
    input  wire                                                    rst,
    input  wire                                                    command_valid,
    output wire                                                    command_ready,
    input  wire [95:0]                                             command_data,
    input  wire                                                    activations_valid,
    output wire                                                    activations_ready,
    input  wire [16*COLS*LANES-1:0]                                activations_data,
    input  wire                                                    weights_valid,
    output wire                                                    weights_ready,
    input  wire [8*((ROWS*LANES*CODE_BITS+7)/8)-1:0]               weights_data,
    input  wire                                                    scales_valid,
    output wire                                                    scales_ready,
    input  wire [8*((ROWS*(16+SCALE+EXTRA)+7)/8)-1:0]              scales_data,
    output wire                                                    outputs_valid,
    input  wire                                                    outputs_ready,
    output wire [16*((ROWS+TILE_ROWS-1)/TILE_ROWS)*COLS-1:0]       outputs_data,
    output wire [2*((ROWS+TILE_ROWS-1)/TILE_ROWS)*COLS-1:0]        outputs_keep,
    output wire                                                    outputs_last
);
    localparam integer GRID_ROWS  = (ROWS + TILE_ROWS - 1) / TILE_ROWS;
    localparam integer GRID_COLS  = (COLS + TILE_COLS - 1) / TILE_COLS;
    localparam integer TILES      = GRID_ROWS * GRID_COLS;
    localparam integer RB         = $clog2(ROWS + 1);
    localparam integer CB         = $clog2(COLS + 1);
    localparam integer LANE       = MAC == 0 ? 4 : FORMAT == 7 ? 18 : 15;
    localparam integer A_LANE     = MAC == 0 ? 16 : 18;
    localparam integer TERMS      = MAC != 0 ? 1 : FORMAT < 2 ? (CODE_BITS + FORMAT + 1) / 2 : 2;
    localparam integer UNIT       = FORMAT < 2 ? 0 : -1;
    localparam integer SCALE_BITS = SCALE == 16 ? 11 : 8;
    localparam integer DRAIN      = MAC == 0 ? SCALE_BITS : 0;
    localparam integer SIDE       = 22 + SCALE_BITS;
    localparam integer ROW        = 16 + SCALE + EXTRA;
    localparam integer W_BEAT     = 8 * ((ROWS * LANES * CODE_BITS + 7) / 8);
    localparam integer S_BEAT     = 8 * ((ROWS * ROW + 7) / 8);
    localparam integer A_BEAT     = 16 * COLS * LANES;
    localparam integer PLACES     = GRID_ROWS * COLS;

    // Operands as they are used: a beat stays at the head of its register for as long as it is needed.
    wire              en;
    wire              a_valid, w_valid, s_valid;
    wire [A_BEAT-1:0] a_beat;
    wire [W_BEAT-1:0] w_beat;
    wire [S_BEAT-1:0] s_beat;
    wire              active, issue, begins, ends, first, last, beat_ends;
    wire [2:0]        term;
    wire [LANES-1:0]  lanes;
    wire [RB-1:0]     rows;
    wire [CB-1:0]     cols;
    stream_register #(.WIDTH(A_BEAT)) u_activations (
        .clk(clk), .rst(rst), .in_valid(activations_valid), .in_ready(activations_ready), .in_data(activations_data),
        .out_valid(a_valid), .out_ready(en && beat_ends), .out_data(a_beat)
    );
    stream_register #(.WIDTH(W_BEAT)) u_weights (
        .clk(clk), .rst(rst), .in_valid(weights_valid), .in_ready(weights_ready), .in_data(weights_data),
        .out_valid(w_valid), .out_ready(en && beat_ends), .out_data(w_beat)
    );
    stream_register #(.WIDTH(S_BEAT)) u_scales (
        .clk(clk), .rst(rst), .in_valid(scales_valid), .in_ready(scales_ready), .in_data(scales_data),
        .out_valid(s_valid), .out_ready(en && ends), .out_data(s_beat)
    );

    wire start = command_valid && command_ready;
    issue_controller #(
        .ROWS(ROWS), .COLS(COLS), .TILE_ROWS(TILE_ROWS), .LANES(LANES), .TERMS(TERMS), .GROUP(GROUP), .DRAIN(DRAIN)
    ) u_controller (
        .clk(clk), .rst(rst), .en(en), .start(start), .m(command_data[31:0]), .k(command_data[63:32]),
        .n(command_data[95:64]), .active(active), .issue(issue), .begins(begins), .ends(ends), .first(first),
        .last(last), .term(term), .beat_ends(beat_ends), .lanes(lanes), .rows(rows), .cols(cols)
    );

    // The array's edges.
    wire [ROWS*LANES*LANE-1:0]   weights;
    wire [COLS*LANES*A_LANE-1:0] activations;
    wire [ROWS*SIDE-1:0]         scales;
    wire [2:0]                   significance;
    genvar r, l;
    generate
        for (r = 0; r < ROWS; r = r + 1) begin : g_row
            wire [7:0] extra;
            if (EXTRA == 8) begin : g_zero_point
                assign extra = s_beat[r*ROW+16+SCALE +: 8];
            end else if (EXTRA == 0) begin : g_no_extra
                assign extra = 8'd0;
            end else begin : g_special
                // The register file of special values.
                wire [EXTRA-1:0] selector = s_beat[r*ROW+16+SCALE +: EXTRA];
                wire [23:0]      special  = SPECIALS[23:0] >> 6 * {{5-EXTRA{1'b0}}, selector};
                wire unused_special = &{1'b0, special[23:6]};
                assign extra = {2'b00, special[5:0]};
            end
            for (l = 0; l < LANES; l = l + 1) begin : g_lane
                weight_lane #(.MAC(MAC), .FORMAT(FORMAT), .CODE_BITS(CODE_BITS)) u_lane (
                    .code(w_beat[(r*LANES+l)*CODE_BITS +: CODE_BITS]), .extra(extra), .index(term), .used(lanes[l]),
                    .lane(weights[(r*LANES+l)*LANE +: LANE])
                );
            end

            wire [5:0]            exponent;
            wire [SCALE_BITS-1:0] significand;
            if (SCALE == 16) begin : g_fp16_scale
                wire sign;
                wire unused_sign = sign;
                fp16_unpack u_scale (
                    .value(s_beat[r*ROW+16 +: 16]), .sign(sign), .exponent(exponent), .significand(significand)
                );
            end else if (SCALE == 8) begin : g_integer_scale
                wire [2:0] zeros;
                leading_normalizer #(.WIDTH(8)) u_scale (
                    .value(s_beat[r*ROW+16 +: 8]), .normal(significand), .zeros(zeros)
                );
                assign exponent = {3'b011, ~zeros};
            end else begin : g_no_scale
                assign significand = 8'd128;
                assign exponent    = 6'd24;
            end
            assign scales[r*SIDE +: SIDE] = {exponent, significand, s_beat[r*ROW +: 16]};
        end
        if (MAC == 0) begin : g_packed
            assign activations = a_beat;
        end else begin : g_unpacked
            for (l = 0; l < COLS * LANES; l = l + 1) begin : g_lane
                fp16_unpack u_activation (
                    .value(a_beat[16*l +: 16]), .sign(activations[18*l+17]), .exponent(activations[18*l+11 +: 6]),
                    .significand(activations[18*l +: 11])
                );
            end
        end
        if (MAC != 0) begin : g_no_terms
            assign significance = 3'd0;
        end else if (FORMAT < 2) begin : g_digits
            assign significance = term > 3'd3 ? 3'd6 : {term[1:0], 1'b0};
        end else begin : g_windows
            assign significance = {2'b00, term == 3'd0};
        end
    endgenerate
    wire unused_beats = &{1'b0, w_beat, s_beat};

    wire [TILES-1:0]     write, done;
    wire [PLACES-1:0]    keep;
    wire [16*PLACES-1:0] data;
    bitserial_array #(
        .ROWS(ROWS), .COLS(COLS), .TILE_ROWS(TILE_ROWS), .TILE_COLS(TILE_COLS), .LANES(LANES), .MAC(MAC), .LANE(LANE),
        .UNIT(UNIT), .SCALE_BITS(SCALE_BITS), .SCALED(SCALE != 0 ? MAC : 0)
    ) u_array (
        .clk(clk), .rst(rst), .en(en), .valid(issue), .begins(begins), .ends(ends), .first(first), .last(last),
        .significance(significance), .rows(rows), .cols(cols), .weights(weights), .scales(scales),
        .activations(activations), .write(write), .done(done), .keep(keep), .data(data)
    );

    // The product's last beat: a large fold's tiles far from the corner may end after a small fold that came later, so
    // tiles that still owe rows are counted.
    localparam integer OWED = $clog2(TILES * (GRID_ROWS + GRID_COLS + TILE_ROWS + DRAIN + 5) + 1);
    reg  [OWED-1:0] owed;
    reg  [OWED-1:0] grid_rows, grid_cols, finished;
    integer t;
    always @* begin
        grid_rows = {OWED{1'b0}};
        grid_cols = {OWED{1'b0}};
        finished  = {OWED{1'b0}};
        for (t = 0; t < GRID_ROWS; t = t + 1) begin
            grid_rows = grid_rows + {{OWED-1{1'b0}}, {{32-RB{1'b0}}, rows} > t * TILE_ROWS};
        end
        for (t = 0; t < GRID_COLS; t = t + 1) begin
            grid_cols = grid_cols + {{OWED-1{1'b0}}, {{32-CB{1'b0}}, cols} > t * TILE_COLS};
        end
        for (t = 0; t < TILES; t = t + 1) begin
            finished = finished + {{OWED-1{1'b0}}, done[t]};
        end
    end

    reg  busy;
    wire room;
    wire writes   = |write;
    wire the_last = writes && !active && owed == finished;
    assign command_ready = !busy;
    assign en = room && (!issue || (a_valid && w_valid && s_valid));
    always @(posedge clk) begin
        if (rst) begin
            busy <= 1'b0;
            owed <= {OWED{1'b0}};
        end else begin
            busy <= start || (busy && !(en && the_last));
            if (en) begin
                owed <= owed - finished + (ends && last ? grid_rows * grid_cols : {OWED{1'b0}});
            end
        end
    end

    wire [PLACES-1:0]   kept;
    wire [2*PLACES-1:0] keep_bytes;
    genvar p;
    generate
        for (p = 0; p < PLACES; p = p + 1) begin : g_keep
            assign keep_bytes[2*p +: 2] = {2{kept[p]}};
        end
    endgenerate
    stream_register #(.WIDTH(17 * PLACES + 1)) u_outputs (
        .clk(clk), .rst(rst), .in_valid(en && writes), .in_ready(room), .in_data({the_last, keep, data}),
        .out_valid(outputs_valid), .out_ready(outputs_ready), .out_data({outputs_last, kept, outputs_data})
    );
    assign outputs_keep = keep_bytes;
endmodule

`default_nettype wire
