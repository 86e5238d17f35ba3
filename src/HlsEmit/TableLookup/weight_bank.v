// A bank of the weight buffer: Ultra RAM with two ports, each with a half of the words to itself.
//
// Parameters: WIDTH, bits of a word; DEPTH, words of a port, of which the bank has the next power of two.
// Latency: a word is there in the cycle after `enable` without `write`, until the next.
// Handshake: none; both ports work in every cycle. No reset. A port takes no word that the other has.
`default_nettype none

module weight_bank #(
    parameter integer WIDTH = 72,
    parameter integer DEPTH = 2048
) (
    input  wire                                      clk,
    input  wire                                      a_enable,
    input  wire                                      a_write,
    input  wire [$clog2(DEPTH > 1 ? DEPTH : 2)-1:0]  a_address,
    input  wire [WIDTH-1:0]                          a_data,
    output reg  [WIDTH-1:0]                          a_word,
    input  wire                                      b_enable,
    input  wire                                      b_write,
    input  wire [$clog2(DEPTH > 1 ? DEPTH : 2)-1:0]  b_address,
    input  wire [WIDTH-1:0]                          b_data,
    output reg  [WIDTH-1:0]                          b_word
);
    localparam integer AW = $clog2(DEPTH > 1 ? DEPTH : 2);

    // Up to 2,048 words of a port share an Ultra RAM of 4,096; with twice as many each port has one for itself, and
    // nothing has to choose between two.
    (* ram_style = "ultra" *) reg [WIDTH-1:0] words [0:(2<<AW)-1];

    always @(posedge clk) begin
        if (a_enable) begin
            if (a_write) begin
                words[{1'b0, a_address}] <= a_data;
            end else begin
                a_word <= words[{1'b0, a_address}];
            end
        end
    end

    always @(posedge clk) begin
        if (b_enable) begin
            if (b_write) begin
                words[{1'b1, b_address}] <= b_data;
            end else begin
                b_word <= words[{1'b1, b_address}];
            end
        end
    end
endmodule

`default_nettype wire
