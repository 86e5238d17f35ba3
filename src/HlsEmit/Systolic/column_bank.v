// The accumulator below a column of a weight-stationary array: partial sums of a chunk of vectors, and sums that are
// complete.
//
// Parameters: DEPTH, sums of either kind; SLOT_BITS, bits of a slot; ACC_BITS, bits of a sum; KIND, of sum_add.
// Latency: a sum is added and stored at the end of the cycle in which it is `valid`; `out` is the complete sum of
// `pop_slot` one cycle after `pop`, and stays until the next one.
// Two memories, of a read and a write port each. A partial sum is read in the cycle before it is added to: `next_slot`
// is what `slot` will be in the next cycle, if a sum is valid then. With `first` a sum is taken as it is, with
// `completes` it is complete with this one. A slot is written two cycles or more before it is read.
`default_nettype none

module column_bank #(
    parameter integer DEPTH     = 16,
    parameter integer SLOT_BITS = 4,
    parameter integer ACC_BITS  = 32,
    parameter integer KIND      = 0
) (
    input  wire                 clk,
    input  wire                 valid,
    input  wire                 first,
    input  wire                 completes,
    input  wire [SLOT_BITS-1:0] slot,
    input  wire [SLOT_BITS-1:0] next_slot,
    input  wire [ACC_BITS-1:0]  sum,
    input  wire                 pop,
    input  wire [SLOT_BITS-1:0] pop_slot,
    output reg  [ACC_BITS-1:0]  out
);
    reg [ACC_BITS-1:0] partial  [0:DEPTH-1];
    reg [ACC_BITS-1:0] complete [0:DEPTH-1];
    reg [ACC_BITS-1:0] stored;

    wire [ACC_BITS-1:0] more;
    wire [ACC_BITS-1:0] total = first ? sum : more;

    sum_add #(.KIND(KIND), .TERM_BITS(ACC_BITS), .SUM_BITS(ACC_BITS)) u_add (
        .sum    (stored),
        .term   (sum),
        .result (more)
    );

    always @(posedge clk) begin
        stored <= partial[next_slot];
        if (valid && !completes) begin
            partial[slot] <= total;
        end
    end

    always @(posedge clk) begin
        if (pop) begin
            out <= complete[pop_slot];
        end
        if (valid && completes) begin
            complete[slot] <= total;
        end
    end
endmodule

`default_nettype wire
