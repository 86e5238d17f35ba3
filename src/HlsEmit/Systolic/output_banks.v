// Below a weight-stationary array: accumulates its sums, a bank a column, and lets complete ones leave row by row.
//
// Parameters: COLS; DEPTH, vectors of a chunk, and rows of complete sums that find room; VECTOR_BITS, bits of a number
// up to DEPTH; ACC_BITS; KIND, of sum_add.
// Latency: 2, from the cycle in which the last column of a row is valid to the row on `out_data`, when it is the oldest
// and none waits.
// Sums of a vector come a column a cycle, on `sums` with `valid` of their column; the next vector's may come a cycle
// later. A fold is `vectors` of them; `cols`, `vectors`, `first` (no sums from before) and `completes` (none after)
// hold from its first sum to its last, which comes with `ends` when the product ends with it. The slot of a vector goes
// from column to column with its sums, so that a row waits for its last column in the banks: there is no other de-skew.
// `reserve` says that a vector of a completing fold has entered the array; `room` that there is a slot for one more.
// `room` is what keeps sums from being lost, as the array is not stopped while rows wait. `out_valid` does not wait for
// `out_ready`; `out_keep` counts the columns.
`default_nettype none

module output_banks #(
    parameter integer COLS        = 4,
    parameter integer DEPTH       = 16,
    parameter integer VECTOR_BITS = 5,
    parameter integer ACC_BITS    = 32,
    parameter integer KIND        = 0
) (
    input  wire                     clk,
    input  wire                     rst,
    input  wire [15:0]              cols,
    input  wire [VECTOR_BITS-1:0]   vectors,
    input  wire                     first,
    input  wire                     completes,
    input  wire                     ends,
    input  wire [COLS-1:0]          valid,
    input  wire [COLS*ACC_BITS-1:0] sums,
    input  wire                     reserve,
    output wire                     room,
    output reg                      out_valid,
    input  wire                     out_ready,
    output wire [COLS*ACC_BITS-1:0] out_data,
    output wire [15:0]              out_cols,
    output wire                     out_last
);
    localparam integer SLOT_BITS = DEPTH > 1 ? $clog2(DEPTH) : 1;
    localparam integer LAST_SLOT = DEPTH - 1;

    localparam [VECTOR_BITS-1:0] NONE = {VECTOR_BITS{1'b0}};
    localparam [VECTOR_BITS-1:0] ONE  = {{(VECTOR_BITS-1){1'b0}}, 1'b1};

    // The slot of column 0: from `start` on in every fold of K of a chunk, and on from there in the next chunk.
    reg  [SLOT_BITS-1:0]   slot, start, row_slot, pop_slot;
    reg  [VECTOR_BITS-1:0] count, reserved, complete;
    wire [SLOT_BITS-1:0]   after    = slot == LAST_SLOT[SLOT_BITS-1:0] ? {SLOT_BITS{1'b0}} : slot + 1'b1;
    wire                   wraps    = count == vectors - ONE;
    wire [SLOT_BITS-1:0]   next     = !valid[0] ? slot : wraps && !completes ? start : after;
    wire                   row_done;
    wire                   pop      = complete != NONE && (!out_valid || out_ready);

    assign room = reserved != DEPTH[VECTOR_BITS-1:0];

    always @(posedge clk) begin
        if (rst) begin
            slot      <= {SLOT_BITS{1'b0}};
            start     <= {SLOT_BITS{1'b0}};
            row_slot  <= {SLOT_BITS{1'b0}};
            pop_slot  <= {SLOT_BITS{1'b0}};
            count     <= NONE;
            reserved  <= NONE;
            complete  <= NONE;
            out_valid <= 1'b0;
        end else begin
            slot <= next;
            if (valid[0]) begin
                count <= wraps ? NONE : count + ONE;
                if (wraps && completes) begin
                    start <= after;
                end
            end
            if (row_done) begin
                row_slot <= row_slot == LAST_SLOT[SLOT_BITS-1:0] ? {SLOT_BITS{1'b0}} : row_slot + 1'b1;
            end
            if (pop) begin
                pop_slot <= pop_slot == LAST_SLOT[SLOT_BITS-1:0] ? {SLOT_BITS{1'b0}} : pop_slot + 1'b1;
            end
            if (reserve != pop) begin
                reserved <= pop ? reserved - ONE : reserved + ONE;
            end
            if (row_done != pop) begin
                complete <= pop ? complete - ONE : complete + ONE;
            end
            if (!out_valid || out_ready) begin
                out_valid <= pop;
            end
        end
    end

    // Beside a row of sums: how many there are, and whether the product ends.
    reg [16:0] about [0:DEPTH-1];
    reg [16:0] about_out;

    assign {out_last, out_cols} = about_out;

    always @(posedge clk) begin
        if (row_done) begin
            about[row_slot] <= {ends, cols};
        end
        if (pop) begin
            about_out <= about[pop_slot];
        end
    end

    wire [COLS-1:0]      in_last_column;
    wire [SLOT_BITS-1:0] slot_at [0:COLS-1];

    assign row_done   = completes && |(valid & in_last_column);
    assign slot_at[0] = slot;

    genvar c;
    generate
        for (c = 0; c < COLS; c = c + 1) begin : g_column
            localparam integer COLUMN = c + 1;
            wire [SLOT_BITS-1:0] next_slot;
            assign in_last_column[c] = cols == COLUMN[15:0];
            if (c == 0) begin : g_first
                assign next_slot = next;
            end else begin : g_other
                reg [SLOT_BITS-1:0] here;
                always @(posedge clk) begin
                    here <= slot_at[c-1];
                end
                assign slot_at[c] = here;
                assign next_slot  = slot_at[c-1];
            end
            column_bank #(.DEPTH(DEPTH), .SLOT_BITS(SLOT_BITS), .ACC_BITS(ACC_BITS), .KIND(KIND)) u_bank (
                .clk       (clk),
                .valid     (valid[c]),
                .first     (first),
                .completes     (completes),
                .slot      (slot_at[c]),
                .next_slot (next_slot),
                .sum       (sums[ACC_BITS*c +: ACC_BITS]),
                .pop       (pop),
                .pop_slot  (pop_slot),
                .out       (out_data[ACC_BITS*c +: ACC_BITS])
            );
        end
    endgenerate
endmodule

`default_nettype wire
