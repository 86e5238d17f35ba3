// Registers a stream: two words, so that a beat moves in every cycle and `in_ready` does not depend on `out_ready`.
//
// Parameters: WIDTH, bits of a beat.
// Latency: 1.
// Handshake: a beat moves in a cycle in which valid and ready are 1; what `out_data` offers stays until it is taken.
`default_nettype none

module stream_register #(
    parameter integer WIDTH = 8
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
    // A beat that came while the one before had to wait.
    reg             spare_valid;
    reg [WIDTH-1:0] spare;

    assign in_ready = !spare_valid;
    wire advances = out_ready || !out_valid;

    always @(posedge clk) begin
        if (rst) begin
            out_valid   <= 1'b0;
            spare_valid <= 1'b0;
        end else if (advances) begin
            out_valid   <= spare_valid || in_valid;
            spare_valid <= 1'b0;
        end else begin
            spare_valid <= spare_valid || in_valid;
        end
        if (advances) begin
            out_data <= spare_valid ? spare : in_data;
        end
        if (in_ready) begin
            spare <= in_data;
        end
    end
endmodule

`default_nettype wire
