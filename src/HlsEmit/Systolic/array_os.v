// Output-stationary array: activations enter on the left, weights from above, sums leave at the top, a row a cycle.
//
// Parameters: ROWS, COLS; the others those of the PEs (pe_mac).
// Latency: a fold of r rows, c columns and K elements given without a pause takes 2r + c + K - 2 cycles: its first row
// of sums is on `sums` r + c - 1 cycles after its last element was taken, and the next fold may start when `in_ready`
// is 1 again, in the cycle after `out_last`.
// In a cycle with `in_valid` and `in_ready` element k of all rows and all columns is taken; the skew is in here.
// `in_last` marks the last k. A fold uses the first `rows` rows and the first `cols` columns, 1 or more each, whatever
// the other operands hold; both are held from its first element to `out_last`. In a cycle with `out_valid` the columns
// in use hold the sums of one row, the first row first; it is taken when `out_ready` is 1, else it waits, and all
// others with it: nothing is under way in the array while sums leave.
`default_nettype none

module array_os #(
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
    input  wire                     in_valid,
    input  wire                     in_last,
    output wire                     in_ready,
    input  wire [ROWS*A_BITS-1:0]   a_flat,
    input  wire [COLS*W_BITS-1:0]   w_flat,
    output wire                     out_valid,
    input  wire                     out_ready,
    output wire                     out_last,
    output wire [COLS*ACC_BITS-1:0] sums
);
    localparam [1:0] FEED = 2'd0, FINISH = 2'd1, DRAIN = 2'd2;

    reg  [1:0]  state;
    reg  [16:0] left;
    wire [16:0] extent = {1'b0, rows} + {1'b0, cols};
    wire        take   = in_valid && in_ready;
    wire        shift  = state == DRAIN && out_ready;

    assign in_ready  = state == FEED;
    assign out_valid = state == DRAIN;
    assign out_last  = out_valid && left == 17'd0;

    // After the last element the last PE in use is r + c - 2 cycles behind the first.
    always @(posedge clk) begin
        if (rst) begin
            state <= FEED;
        end else if (state == FEED) begin
            if (take && in_last) begin
                state <= extent == 17'd2 ? DRAIN : FINISH;
                left  <= extent == 17'd2 ? 17'd0 : extent - 17'd3;
            end
        end else if (state == FINISH || out_ready) begin
            if (left != 17'd0) begin
                left <= left - 17'd1;
            end else begin
                state <= state == FINISH ? DRAIN : FEED;
                left  <= {1'b0, rows} - 17'd1;
            end
        end
    end

    // Between PEs: row r has COLS + 1 places across, column c has ROWS + 1 places down.
    wire [A_BITS-1:0]   a_at   [0:ROWS*(COLS+1)-1];
    wire                a_here [0:ROWS*(COLS+1)-1];
    wire [W_BITS-1:0]   w_at   [0:(ROWS+1)*COLS-1];
    wire                w_here [0:(ROWS+1)*COLS-1];
    wire [ACC_BITS-1:0] sum_at [0:(ROWS+1)*COLS-1];

    genvar r, c;
    generate
        for (r = 0; r < ROWS; r = r + 1) begin : g_left
            localparam integer ROW = r;
            if (r == 0) begin : g_first
                assign a_at[0]   = a_flat[A_BITS-1:0];
                assign a_here[0] = take;
            end else begin : g_skewed
                // The valid bit comes from the row above, a cycle later, and stops at the last row in use.
                reg arrived;
                always @(posedge clk) begin
                    arrived <= !rst && a_here[(r-1)*(COLS+1)];
                end
                assign a_here[r*(COLS+1)] = arrived && ROW[15:0] < rows;
                skew_line #(.WIDTH(A_BITS), .CYCLES(r)) u_skew (
                    .clk (clk),
                    .en  (1'b1),
                    .d   (a_flat[A_BITS*r +: A_BITS]),
                    .q   (a_at[r*(COLS+1)])
                );
            end
        end
        for (c = 0; c < COLS; c = c + 1) begin : g_top
            localparam integer COLUMN = c;
            assign sums[ACC_BITS*c +: ACC_BITS] = sum_at[c];
            assign sum_at[ROWS*COLS + c]        = {ACC_BITS{1'b0}};
            if (c == 0) begin : g_first
                assign w_at[0]   = w_flat[W_BITS-1:0];
                assign w_here[0] = take;
            end else begin : g_skewed
                reg arrived;
                always @(posedge clk) begin
                    arrived <= !rst && w_here[c-1];
                end
                assign w_here[c] = arrived && COLUMN[15:0] < cols;
                skew_line #(.WIDTH(W_BITS), .CYCLES(c)) u_skew (
                    .clk (clk),
                    .en  (1'b1),
                    .d   (w_flat[W_BITS*c +: W_BITS]),
                    .q   (w_at[c])
                );
            end
        end
        for (r = 0; r < ROWS; r = r + 1) begin : g_row
            for (c = 0; c < COLS; c = c + 1) begin : g_col
                pe_os #(
                    .PE(PE), .A_BITS(A_BITS), .A_EXP(A_EXP), .A_SPECIALS(A_SPECIALS), .W_BITS(W_BITS), .W_EXP(W_EXP),
                    .W_SPECIALS(W_SPECIALS), .TERM_BITS(TERM_BITS), .ACC_BITS(ACC_BITS), .SATURATE(SATURATE)
                ) u_pe (
                    .clk       (clk),
                    .rst       (rst),
                    .shift     (shift),
                    .a_valid_i (a_here[r*(COLS+1) + c]),
                    .a_i       (a_at[r*(COLS+1) + c]),
                    .a_valid_o (a_here[r*(COLS+1) + c + 1]),
                    .a_o       (a_at[r*(COLS+1) + c + 1]),
                    .w_valid_i (w_here[r*COLS + c]),
                    .w_i       (w_at[r*COLS + c]),
                    .w_valid_o (w_here[(r+1)*COLS + c]),
                    .w_o       (w_at[(r+1)*COLS + c]),
                    .sum_below (sum_at[(r+1)*COLS + c]),
                    .sum       (sum_at[r*COLS + c])
                );
            end
        end
    endgenerate
endmodule

`default_nettype wire
