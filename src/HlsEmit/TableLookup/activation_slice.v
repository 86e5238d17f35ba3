// Two registers in a stream, so that neither side's answer depends on the other's within a cycle.
//
// Parameters: WIDTH, bits of a beat.
// Latency: 1 cycle, and a beat every cycle.
// Handshake: valid and ready on both sides; what is offered stays until it is taken.
`default_nettype none

module activation_slice #(
    parameter integer WIDTH = 96
) (
    input  wire             clk,
    input  wire             rst,
    input  wire             in_valid,
    output wire             in_ready,
    input  wire [WIDTH-1:0] in_data,
    output reg              out_valid,
    input  wire             out_ready,
    output reg  [WIDTH-1:0] out_data
);
    reg             waits;
    reg [WIDTH-1:0] waiting;
    wire            moves = !out_valid || out_ready;

    assign in_ready = !waits;

    always @(posedge clk) begin
        if (rst) begin
            out_valid <= 1'b0;
            waits     <= 1'b0;
        end else begin
            out_valid <= !moves || waits || in_valid;
            waits     <= !moves && (waits || in_valid);
        end
        if (moves) begin
            out_data <= waits ? waiting : in_data;
        end
        if (!waits) begin
            waiting <= in_data;
        end
    end
endmodule

`default_nettype wire
