// A whole product M x K x N on a weight- or input-stationary array: folds, decoders at the edges, accumulators below.
//
// Parameters: ROWS, COLS; STAYS, 0 when weights stay in the array and activations pass, 1 the other way round; DEPTH,
// vectors that pass one fold of what stays, as many as the accumulators have room for; PE, A_BITS, A_EXP, A_SPECIALS,
// W_BITS, W_EXP, W_SPECIALS, TERM_BITS, ACC_BITS, SATURATE, see pe_mac, but A_ of activations and W_ of weights
// whichever passes; of both FORMAT and LANE, as FORMAT and LANE_BITS of operand_edge, and BEAT, bits of a beat.
// Latency: 2; without stalls the last beat of outputs is taken as many cycles and 2 after the command as the folds
// take: m + 2r + c - 2 for each one of r rows, c columns and m vectors that pass. The next command is taken in the
// cycle in which the last sum leaves the array.
// A command is N, K and M, each at least 1, M in the lowest 32 bits. Vectors are tokens when activations pass, else
// channels; what stays has the others as its columns. Folds go along K, then along the vectors by chunks of DEPTH, then
// across the columns. Each takes r beats of what stays, one for each k with COLS elements, the first column lowest, and
// then a beat for each vector, ROWS elements of K of which the last r are in use: the first is in lane ROWS - r. Of
// outlier-victim pairs what stays comes for k and k + 1 in one beat, and what passes, pairs of neighbouring lanes, in
// the uppermost lanes, as many as hold the r elements; ROWS is even then. Other lanes hold anything. A
// beat of `outputs` is a vector's sums of the columns of a fold, ACC_BITS extended by their sign to whole bytes, the
// first column lowest; `outputs_keep` has the bytes of the columns that there are. Valid and ready on every stream; a
// vector whose sums would find no room waits.
`default_nettype none

module systolic_ws_engine #(
    parameter integer ROWS       = 4,
    parameter integer COLS       = 4,
    parameter integer STAYS      = 0,
    parameter integer DEPTH      = 16,
    parameter integer PE         = 0,
    parameter integer A_FORMAT   = 0,
    parameter integer A_LANE     = 8,
    parameter integer A_BEAT     = 32,
    parameter integer A_BITS     = 8,
    parameter integer A_EXP      = 0,
    parameter integer A_SPECIALS = 0,
    parameter integer W_FORMAT   = 0,
    parameter integer W_LANE     = 8,
    parameter integer W_BEAT     = 32,
    parameter integer W_BITS     = 8,
    parameter integer W_EXP      = 0,
    parameter integer W_SPECIALS = 0,
    parameter integer TERM_BITS  = 16,
    parameter integer ACC_BITS   = 32,
    parameter integer SATURATE   = 0
) (
    input  wire                               clk,
    input  wire                               rst,
    input  wire                               command_valid,
    output wire                               command_ready,
    input  wire [95:0]                        command_data,
    input  wire                               activations_valid,
    output wire                               activations_ready,
    input  wire [A_BEAT-1:0]                  activations_data,
    input  wire                               weights_valid,
    output wire                               weights_ready,
    input  wire [W_BEAT-1:0]                  weights_data,
    output wire                               outputs_valid,
    input  wire                               outputs_ready,
    output wire [8*COLS*((ACC_BITS+7)/8)-1:0] outputs_data,
    output wire [COLS*((ACC_BITS+7)/8)-1:0]   outputs_keep,
    output wire                               outputs_last
);
    // P_: what passes, S_: what stays.
    localparam integer P_FORMAT   = STAYS == 0 ? A_FORMAT : W_FORMAT;
    localparam integer P_LANE     = STAYS == 0 ? A_LANE : W_LANE;
    localparam integer P_BEAT     = STAYS == 0 ? A_BEAT : W_BEAT;
    localparam integer P_BITS     = STAYS == 0 ? A_BITS : W_BITS;
    localparam integer P_EXP      = STAYS == 0 ? A_EXP : W_EXP;
    localparam integer P_SPECIALS = STAYS == 0 ? A_SPECIALS : W_SPECIALS;
    localparam integer S_FORMAT   = STAYS == 0 ? W_FORMAT : A_FORMAT;
    localparam integer S_LANE     = STAYS == 0 ? W_LANE : A_LANE;
    localparam integer S_BEAT     = STAYS == 0 ? W_BEAT : A_BEAT;
    localparam integer S_BITS     = STAYS == 0 ? W_BITS : A_BITS;
    localparam integer S_EXP      = STAYS == 0 ? W_EXP : A_EXP;
    localparam integer S_SPECIALS = STAYS == 0 ? W_SPECIALS : A_SPECIALS;

    localparam integer VECTOR_BITS = $clog2(DEPTH + 1);
    localparam integer HEIGHT      = ROWS;

    wire               p_valid, p_ready, s_valid, s_ready;
    wire [P_BEAT-1:0]  p_data;
    wire [S_BEAT-1:0]  s_data;
    wire [31:0]        passing, across;

    generate
        if (STAYS == 0) begin : g_weights_stay
            assign p_valid           = activations_valid;
            assign activations_ready = p_ready;
            assign p_data            = activations_data;
            assign s_valid           = weights_valid;
            assign weights_ready     = s_ready;
            assign s_data            = weights_data;
            assign passing           = command_data[31:0];
            assign across            = command_data[95:64];
        end else begin : g_activations_stay
            assign p_valid           = weights_valid;
            assign weights_ready     = p_ready;
            assign p_data            = weights_data;
            assign s_valid           = activations_valid;
            assign activations_ready = s_ready;
            assign s_data            = activations_data;
            assign passing           = command_data[95:64];
            assign across            = command_data[31:0];
        end
    endgenerate

    // What is left of the product, from this fold on, and the part of it that is this fold.
    reg                    busy, first;
    reg  [31:0]            k_left, k_all, p_left, p_all, across_left;
    reg  [15:0]            rows, cols;
    reg  [VECTOR_BITS-1:0] vectors, vectors_left;
    reg                    completes;

    wire        p_have, s_have, load_ready, load_last, array_ready, fold_ends, room;
    wire        offers     = busy && p_have && (!completes || room);
    wire        p_take     = offers && array_ready;
    wire        s_take     = busy && s_have && load_ready;
    wire        last_of_p  = vectors_left == {{(VECTOR_BITS-1){1'b0}}, 1'b1};
    wire        chunk_ends = completes;
    wire        band_ends  = chunk_ends && p_left == {{(32-VECTOR_BITS){1'b0}}, vectors};
    wire        last_fold  = band_ends && across_left == {16'd0, cols};
    wire        command    = command_valid && command_ready;
    wire [31:0] k_next     = command ? command_data[63:32] : chunk_ends ? k_all : k_left - {16'd0, rows};
    wire [31:0] p_rest     = p_left - {{(32-VECTOR_BITS){1'b0}}, vectors};
    wire [31:0] p_next     = command ? passing : band_ends ? p_all : chunk_ends ? p_rest : p_left;
    wire [31:0] a_next     = command ? across : band_ends ? across_left - {16'd0, cols} : across_left;

    wire [VECTOR_BITS-1:0] v_next = p_next < DEPTH ? p_next[VECTOR_BITS-1:0] : DEPTH[VECTOR_BITS-1:0];

    assign command_ready = !busy || (fold_ends && last_fold);

    always @(posedge clk) begin
        if (rst) begin
            busy <= 1'b0;
        end else if (command_ready) begin
            busy <= command_valid;
        end
        if (command || fold_ends) begin
            first        <= command || chunk_ends;
            completes    <= k_next <= ROWS;
            k_left       <= k_next;
            p_left       <= p_next;
            across_left  <= a_next;
            rows         <= k_next < ROWS ? k_next[15:0] : ROWS[15:0];
            cols         <= a_next < COLS ? a_next[15:0] : COLS[15:0];
            vectors      <= v_next;
            vectors_left <= v_next;
        end else if (p_take) begin
            vectors_left <= vectors_left - 1'b1;
        end
        if (command) begin
            k_all <= command_data[63:32];
            p_all <= passing;
        end
    end

    wire [ROWS*P_BITS-1:0]   p_flat;
    wire [COLS*S_BITS-1:0]   s_flat;
    wire [COLS*ACC_BITS-1:0] sums;
    wire [COLS-1:0]          valid;

    operand_edge #(
        .LANES(ROWS), .FORMAT(P_FORMAT), .LANE_BITS(P_LANE), .BITS(P_BITS), .EXP(P_EXP), .ALONG(1), .BEAT(P_BEAT)
    ) u_passing (
        .clk      (clk),
        .rst      (rst),
        .valid    (p_valid),
        .ready    (p_ready),
        .data     (p_data),
        .have     (p_have),
        .take     (p_take),
        .last     (1'b1),
        .up       (rows[0] != HEIGHT[0]),
        .operands (p_flat)
    );
    operand_edge #(
        .LANES(COLS), .FORMAT(S_FORMAT), .LANE_BITS(S_LANE), .BITS(S_BITS), .EXP(S_EXP), .ALONG(0), .BEAT(S_BEAT)
    ) u_staying (
        .clk      (clk),
        .rst      (rst),
        .valid    (s_valid),
        .ready    (s_ready),
        .data     (s_data),
        .have     (s_have),
        .take     (s_take),
        .last     (load_last),
        .up       (1'b0),
        .operands (s_flat)
    );
    array_ws #(
        .ROWS(ROWS), .COLS(COLS), .PE(PE), .A_BITS(P_BITS), .A_EXP(P_EXP), .A_SPECIALS(P_SPECIALS), .W_BITS(S_BITS),
        .W_EXP(S_EXP), .W_SPECIALS(S_SPECIALS), .TERM_BITS(TERM_BITS), .ACC_BITS(ACC_BITS), .SATURATE(SATURATE)
    ) u_array (
        .clk        (clk),
        .rst        (rst),
        .rows       (rows),
        .cols       (cols),
        .load       (busy && s_have),
        .load_ready (load_ready),
        .load_last  (load_last),
        .w_flat     (s_flat),
        .in_valid   (offers),
        .in_last    (last_of_p),
        .in_ready   (array_ready),
        .a_flat     (p_flat),
        .out_valid  (valid),
        .out_last   (fold_ends),
        .sums       (sums)
    );

    wire [COLS*ACC_BITS-1:0] row;
    wire [15:0]              row_cols;

    output_banks #(
        .COLS(COLS), .DEPTH(DEPTH), .VECTOR_BITS(VECTOR_BITS), .ACC_BITS(ACC_BITS),
        .KIND(PE == 2 || PE == 3 ? 2 : SATURATE)
    ) u_banks (
        .clk       (clk),
        .rst       (rst),
        .cols      (cols),
        .vectors   (vectors),
        .first     (first),
        .completes (completes),
        .ends      (fold_ends && last_fold),
        .valid     (valid),
        .sums      (sums),
        .reserve   (p_take && completes),
        .room      (room),
        .out_valid (outputs_valid),
        .out_ready (outputs_ready),
        .out_data  (row),
        .out_cols  (row_cols),
        .out_last  (outputs_last)
    );
    output_lanes #(.COLS(COLS), .ACC_BITS(ACC_BITS)) u_lanes (
        .cols (row_cols),
        .sums (row),
        .data (outputs_data),
        .keep (outputs_keep)
    );
endmodule

`default_nettype wire
