// Holds up to two beats between a source and a sink, so that no combinational way leads from the sink to the source.
//
// Parameters: WIDTH, bits of a beat.
// Latency: 1; a beat a cycle while the sink takes one.
// A beat that is offered stays until it is taken.
`default_nettype none

module row_register #(
    parameter integer WIDTH = 32
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
    reg             waiting;
    reg [WIDTH-1:0] spare;

    assign in_ready = !waiting;

    always @(posedge clk) begin
        if (out_ready || !out_valid) begin
            out_data <= waiting ? spare : in_data;
        end
        if (in_ready) begin
            spare <= in_data;
        end
        if (rst) begin
            out_valid <= 1'b0;
            waiting   <= 1'b0;
        end else if (out_ready || !out_valid) begin
            out_valid <= waiting || in_valid;
            waiting   <= 1'b0;
        end else begin
            waiting   <= waiting || in_valid;
        end
    end
endmodule

`default_nettype wire
