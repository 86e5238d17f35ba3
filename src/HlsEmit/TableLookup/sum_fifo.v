// Sums on their way out, held while they are not taken. Who makes them claims their places ahead.
//
// Parameters: WIDTH, bits of a word; PLACES, a power of two.
// Latency: 1 cycle from `in_valid` to `out_valid`.
// Handshake: `claim` takes a place and is allowed while `room` is 1; each claim is followed by one word, however late.
//   A word leaves when `out_valid` and `out_ready` are 1, and its place can be claimed from the next cycle on. With
//   places for one word more than there are cycles from a claim to `out_valid`, words that do not wait never wait for
//   room.
`default_nettype none

module sum_fifo #(
    parameter integer WIDTH  = 64,
    parameter integer PLACES = 16
) (
    input  wire             clk,
    input  wire             rst,
    output wire             room,
    input  wire             claim,
    input  wire             in_valid,
    input  wire [WIDTH-1:0] in_data,
    output wire             out_valid,
    input  wire             out_ready,
    output wire [WIDTH-1:0] out_data
);
    localparam integer PB = $clog2(PLACES);

    (* ram_style = "distributed" *) reg [WIDTH-1:0] words [0:PLACES-1];
    reg  [PB:0] free, written, taken;
    wire        leaves = out_valid && out_ready;

    assign room      = free != {PB+1{1'b0}};
    assign out_valid = written != taken;
    assign out_data  = words[taken[PB-1:0]];

    always @(posedge clk) begin
        if (rst) begin
            free    <= {1'b1, {PB{1'b0}}};
            written <= {PB+1{1'b0}};
            taken   <= {PB+1{1'b0}};
        end else begin
            free    <= free + {{PB{1'b0}}, leaves} - {{PB{1'b0}}, claim};
            written <= written + {{PB{1'b0}}, in_valid};
            taken   <= taken + {{PB{1'b0}}, leaves};
        end
        if (in_valid) begin
            words[written[PB-1:0]] <= in_data;
        end
    end
endmodule

`default_nettype wire
