// Walks a product's folds, groups, beats and terms, one a cycle, and holds a group back that would overrun
// dequantizers.
//
// Parameters: ROWS, COLS, of the array; TILE_ROWS; LANES; TERMS, of a weight; GROUP, weights of a group, 0 for one
// group of all K; DRAIN, cycles of a dequantizer, 0 without.
// Latency: `start` takes M, K and N, each at least 1; the first beat is issued in the cycle after, when `en` is 1.
// Everything holds while `en` is 0. `issue` may depend on nothing outside, so that `en` can depend on it. A fold is a
// block of up to COLS tokens of a block of up to ROWS channels; the tokens come first. `begins` and `ends` are a
// group's first and last cycle, `first` is the fold's first group, `last` with `ends` the fold's end; `beat_ends` is a
// beat's last cycle. The end of a group's issue is at least max(DRAIN, rows of a tile in use) cycles behind the end of
// the one before.
`default_nettype none

module issue_controller #(
    parameter integer ROWS      = 32,
    parameter integer COLS      = 32,
    parameter integer TILE_ROWS = 8,
    parameter integer LANES     = 4,
    parameter integer TERMS     = 4,
    parameter integer GROUP     = 128,
    parameter integer DRAIN     = 8
) (
    input  wire                      clk,
    input  wire                      rst,
    input  wire                      en,
    input  wire                      start,
    input  wire [31:0]               m,
    input  wire [31:0]               k,
    input  wire [31:0]               n,
    output reg                       active,
    output wire                      issue,
    output wire                      begins,
    output wire                      ends,
    output reg                       first,
    output wire                      last,
    output reg  [2:0]                term,
    output wire                      beat_ends,
    output wire [LANES-1:0]          lanes,
    output wire [$clog2(ROWS+1)-1:0] rows,
    output wire [$clog2(COLS+1)-1:0] cols
);
    localparam integer RB        = $clog2(ROWS + 1);
    localparam integer CB        = $clog2(COLS + 1);
    localparam integer TILE      = TILE_ROWS < ROWS ? TILE_ROWS : ROWS;
    localparam integer PB        = $clog2((DRAIN > TILE ? DRAIN : TILE) + 1);
    localparam integer LAST_TERM = TERMS - 1;

    // What is left of the product, the fold and the group, with the current fold or beat.
    reg  [31:0] m_all, k_all, m_left, n_left, k_left, group_left;
    reg         fresh;
    reg  [PB-1:0] pace;

    wire last_rows   = n_left <= ROWS;
    wire last_cols   = m_left <= COLS;
    wire last_beat   = group_left <= LANES;
    wire last_group  = group_left == k_left;
    assign rows      = last_rows ? n_left[RB-1:0] : ROWS[RB-1:0];
    assign cols      = last_cols ? m_left[CB-1:0] : COLS[CB-1:0];
    assign beat_ends = issue && term == LAST_TERM[2:0];
    assign begins    = issue && fresh;
    assign ends      = beat_ends && last_beat;
    assign last      = last_group;

    // A group of b beats would end b TERMS cycles from now: too early when b is at most pace / TERMS.
    wire [31:0] too_short = {{32-PB{1'b0}}, pace} / TERMS * LANES;
    assign issue = active && !(fresh && group_left <= too_short);

    genvar lane;
    generate
        for (lane = 0; lane < LANES; lane = lane + 1) begin : g_lane
            assign lanes[lane] = group_left > lane;
        end
    endgenerate

    // The next group, and what the interval behind this one is.
    wire [31:0] k_next = last_group ? k_all : k_left - group_left;
    wire [31:0] k_from = start ? k : k_next;
    wire [31:0] group_next;
    wire [PB-1:0] interval;
    generate
        if (GROUP == 0) begin : g_whole
            assign group_next = k_from;
        end else begin : g_groups
            assign group_next = k_from < GROUP ? k_from : GROUP;
        end
        if (DRAIN >= TILE) begin : g_drain
            localparam integer INTERVAL = DRAIN - 1;
            assign interval = INTERVAL[PB-1:0];
        end else begin : g_tile
            localparam integer LEAST = DRAIN > 0 ? DRAIN : 1;
            wire [31:0] used  = {{32-RB{1'b0}}, rows} < TILE ? {{32-RB{1'b0}}, rows} : TILE;
            wire [31:0] least = (used > LEAST ? used : LEAST) - 32'd1;
            wire unused_least = &{1'b0, least[31:PB]};
            assign interval = least[PB-1:0];
        end
    endgenerate

    always @(posedge clk) begin
        if (rst) begin
            active <= 1'b0;
            pace   <= {PB{1'b0}};
        end else begin
            active <= start || (active && !(en && ends && last && last_cols && last_rows));
            if (en) begin
                pace <= ends ? interval : pace == {PB{1'b0}} ? pace : pace - {{PB-1{1'b0}}, 1'b1};
            end
        end
        if (start) begin
            m_all      <= m;
            k_all      <= k;
            m_left     <= m;
            n_left     <= n;
            k_left     <= k;
            group_left <= group_next;
            fresh      <= 1'b1;
            first      <= 1'b1;
            term       <= 3'd0;
        end else if (en && issue) begin
            fresh <= ends;
            term  <= beat_ends ? 3'd0 : term + 3'd1;
            if (ends) begin
                k_left     <= k_next;
                group_left <= group_next;
                first      <= last;
            end else if (beat_ends) begin
                k_left     <= k_left - LANES;
                group_left <= group_left - LANES;
            end
            if (ends && last) begin
                m_left <= last_cols ? m_all : m_left - COLS;
                if (last_cols) begin
                    n_left <= n_left - ROWS;
                end
            end
        end
    end
endmodule

`default_nettype wire
