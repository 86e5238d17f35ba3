// A memory of two halves: a stream fills one while the other is read in any order.
//
// Parameters: WIDTH, bits of a word; DEPTH, words of a half, a power of two of 2 or more.
// Latency: 1 cycle from `read` to `word`; a block can be read from the cycle after its last word was taken.
// Handshake: words come by valid and ready, `in_last` ends a block of at most DEPTH. While `full` is 1 the oldest block
//   is there to be read; `done` lets go of it, and the one behind it is there in the next cycle if it is whole. A block
//   may be let go in the cycle in which another ends; both sides go on without a pause.
`default_nettype none

module double_buffer #(
    parameter integer WIDTH = 32,
    parameter integer DEPTH = 64
) (
    input  wire                     clk,
    input  wire                     rst,
    input  wire                     in_valid,
    output wire                     in_ready,
    input  wire                     in_last,
    input  wire [WIDTH-1:0]         in_data,
    output wire                     full,
    input  wire                     read,
    input  wire [$clog2(DEPTH)-1:0] address,
    output reg  [WIDTH-1:0]         word,
    input  wire                     done
);
    localparam integer AB = $clog2(DEPTH);

    reg [WIDTH-1:0] words [0:2*DEPTH-1];
    reg [AB-1:0]    next;
    reg             write_half, read_half;
    reg [1:0]       blocks;
    wire takes  = in_valid && in_ready;
    wire ends   = takes && in_last;
    wire leaves = done && full;

    assign in_ready = blocks != 2'd2;
    assign full     = blocks != 2'd0;

    always @(posedge clk) begin
        if (takes) begin
            words[{write_half, next}] <= in_data;
        end
        if (read) begin
            word <= words[{read_half, address}];
        end
        if (rst) begin
            next       <= {AB{1'b0}};
            write_half <= 1'b0;
            read_half  <= 1'b0;
            blocks     <= 2'd0;
        end else begin
            if (takes) begin
                next <= in_last ? {AB{1'b0}} : next + 1'b1;
            end
            write_half <= write_half ^ ends;
            read_half  <= read_half ^ leaves;
            blocks     <= blocks + {1'b0, ends} - {1'b0, leaves};
        end
    end
endmodule

`default_nettype wire
