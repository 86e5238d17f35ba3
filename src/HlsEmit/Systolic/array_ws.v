// Weight-stationary array: weights are shifted in from below, activations stream in on the left, sums leave at the
// bottom.
//
// Parameters: ROWS, COLS; the others those of the PEs (pe_mac).
// Latency: a fold of r rows, c columns and m vectors given without a pause takes m + 2r + c - 2 cycles: r to load, then
// the sum of a vector is on column j of `sums` r - 1 + j cycles after the vector was taken. It is not registered: an
// accumulator below takes it at the end of that cycle. The next fold may load in the cycle after `out_last`. In a cycle
// with `load` and `load_ready` a row of weights is taken, that of the first k first, and with `load_last` the last one
// of the fold. After these `rows` rows vectors are taken in cycles with `in_valid` and `in_ready`; `in_last` marks the
// last one. A fold uses the last `rows` rows, next to where sums leave, and the first `cols` columns, 1 or more each;
// both are held from its first weights to `out_last`. Element k of a vector belongs at the k-th row in use, ROWS - rows
// + k; the skew is in here.
`default_nettype none

module array_ws #(
    parameter integer ROWS       = 4,
    parameter integer COLS       = 4,
    parameter integer PE         = 0,
    parameter integer A_BITS     = 8,
    parameter integer A_EXP      = 0,
    parameter integer A_SPECIALS = 0,
    parameter integer W_BITS     = 8,
    parameter integer W_EXP      = 0,
    parameter integer W_SPECIALS = 0,
    parameter integer TERM_BITS  = 16,
    parameter integer ACC_BITS   = 32,
    parameter integer SATURATE   = 0
) (
    input  wire                     clk,
    input  wire                     rst,
    input  wire [15:0]              rows,
    input  wire [15:0]              cols,
    input  wire                     load,
    output wire                     load_ready,
    output wire                     load_last,
    input  wire [COLS*W_BITS-1:0]   w_flat,
    input  wire                     in_valid,
    input  wire                     in_last,
    output wire                     in_ready,
    input  wire [ROWS*A_BITS-1:0]   a_flat,
    output wire [COLS-1:0]          out_valid,
    output wire                     out_last,
    output wire [COLS*ACC_BITS-1:0] sums
);
    localparam [1:0] LOAD = 2'd0, STREAM = 2'd1, FINISH = 2'd2;
    localparam integer HEIGHT = ROWS;

    reg  [1:0]  state;
    reg  [16:0] count;
    wire [16:0] extent     = {1'b0, rows} + {1'b0, cols};
    wire [15:0] skip       = HEIGHT[15:0] - rows;
    wire        take_row   = load && load_ready;
    wire        take       = in_valid && in_ready;
    wire        at_once    = extent == 17'd2;
    wire [16:0] next_count = count + 17'd1;

    assign load_ready = state == LOAD;
    assign load_last  = next_count == {1'b0, rows};
    assign in_ready   = state == STREAM;
    assign out_last   = (take && in_last && at_once) || (state == FINISH && count == 17'd0);

    // Rows taken while loading; cycles left while the last vector is on its way.
    always @(posedge clk) begin
        if (rst) begin
            state <= LOAD;
            count <= 17'd0;
        end else if (take_row) begin
            state <= load_last ? STREAM : LOAD;
            count <= next_count;
        end else if (take && in_last) begin
            state <= at_once ? LOAD : FINISH;
            count <= at_once ? 17'd0 : extent - 17'd3;
        end else if (state == FINISH) begin
            state <= count == 17'd0 ? LOAD : FINISH;
            count <= count == 17'd0 ? 17'd0 : count - 17'd1;
        end
    end

    // Between PEs: row r has COLS + 1 places across, column c has ROWS + 1 places down.
    wire [A_BITS-1:0]   a_at   [0:ROWS*(COLS+1)-1];
    wire                a_here [0:ROWS*(COLS+1)-1];
    wire [W_BITS-1:0]   w_at   [0:(ROWS+1)*COLS-1];
    wire [ACC_BITS-1:0] sum_at [0:(ROWS+1)*COLS-1];
    wire [COLS-1:0]     ends;

    genvar r, c;
    generate
        for (r = 0; r < ROWS; r = r + 1) begin : g_left
            localparam integer ROW = r;
            if (r == 0) begin : g_first
                assign a_at[0]   = a_flat[A_BITS-1:0];
                assign a_here[0] = take && skip == 16'd0;
            end else begin : g_skewed
                // The valid bit enters at the first row in use and goes down a row a cycle.
                reg arrived;
                always @(posedge clk) begin
                    arrived <= !rst && a_here[(r-1)*(COLS+1)];
                end
                assign a_here[r*(COLS+1)] = skip == ROW[15:0] ? take : arrived;
                skew_tap #(.WIDTH(A_BITS), .CYCLES(r)) u_skew (
                    .clk  (clk),
                    .skip (skip),
                    .d    (a_flat[A_BITS*r +: A_BITS]),
                    .q    (a_at[r*(COLS+1)])
                );
            end
        end
        for (c = 0; c < COLS; c = c + 1) begin : g_edge
            localparam integer COLUMN = c + 1;
            assign w_at[ROWS*COLS + c]          = w_flat[W_BITS*c +: W_BITS];
            assign sum_at[c]                    = {ACC_BITS{1'b0}};
            assign sums[ACC_BITS*c +: ACC_BITS] = sum_at[ROWS*COLS + c];
            assign out_valid[c]                 = a_here[(ROWS-1)*(COLS+1) + c];
            assign ends[c]                      = cols == COLUMN[15:0];
        end
        for (r = 0; r < ROWS; r = r + 1) begin : g_row
            for (c = 0; c < COLS; c = c + 1) begin : g_col
                pe_ws #(
                    .PE(PE), .A_BITS(A_BITS), .A_EXP(A_EXP), .A_SPECIALS(A_SPECIALS), .W_BITS(W_BITS), .W_EXP(W_EXP),
                    .W_SPECIALS(W_SPECIALS), .TERM_BITS(TERM_BITS), .ACC_BITS(ACC_BITS), .SATURATE(SATURATE)
                ) u_pe (
                    .clk       (clk),
                    .rst       (rst),
                    .load      (take_row),
                    .ends      (ends[c]),
                    .w_below   (w_at[(r+1)*COLS + c]),
                    .w         (w_at[r*COLS + c]),
                    .a_valid_i (a_here[r*(COLS+1) + c]),
                    .a_i       (a_at[r*(COLS+1) + c]),
                    .a_valid_o (a_here[r*(COLS+1) + c + 1]),
                    .a_o       (a_at[r*(COLS+1) + c + 1]),
                    .sum_above (sum_at[r*COLS + c]),
                    .sum       (sum_at[(r+1)*COLS + c])
                );
            end
        end
    endgenerate
endmodule

`default_nettype wire
