// An edge of an array: holds a beat of codes and decodes it, an operand for each lane (row or column).
//
// Parameters: LANES; FORMAT, of edge_decoder, or 7 plus the KIND of ovp_decoder for outlier-victim pairs; LANE_BITS,
// bits of a code, of pairs those of both; BITS and EXP, of an operand and of its exponent; ALONG, 1 when the elements
// of a pair are neighbouring lanes of one beat, 0 when they follow each other on one lane; BEAT, bits of a beat, those
// of all lanes (with ALONG, of every second one) or more: upper bits are not used.
// Latency: 1, from a beat that is taken to `have`. No combinational way from `valid` to `ready`.
// Operands are used up in a cycle with `take`, which is only 1 where `have` is. With pairs that follow each other a
// beat serves twice, left element first, or once when `last` says that the run of elements ends: an odd run does not
// use the right one. With pairs along the lanes, `up` moves all operands one lane up; lane 0 then has none.
`default_nettype none

module operand_edge #(
    parameter integer LANES     = 4,
    parameter integer FORMAT    = 0,
    parameter integer LANE_BITS = 8,
    parameter integer BITS      = 8,
    parameter integer EXP       = 0,
    parameter integer ALONG     = 0,
    parameter integer BEAT      = 32
) (
    input  wire                  clk,
    input  wire                  rst,
    input  wire                  valid,
    output wire                  ready,
    input  wire [BEAT-1:0]       data,
    output wire                  have,
    input  wire                  take,
    input  wire                  last,
    input  wire                  up,
    output wire [LANES*BITS-1:0] operands
);
    localparam integer PLACES = FORMAT >= 7 && ALONG != 0 ? LANES / 2 : LANES;
    localparam integer USED   = PLACES * LANE_BITS;

    reg            full;
    reg [USED-1:0] beat;
    wire           done;

    assign have  = full;
    assign ready = !full || (take && done);

    always @(posedge clk) begin
        if (rst) begin
            full <= 1'b0;
        end else if (ready) begin
            full <= valid;
        end
        if (ready) begin
            beat <= data[USED-1:0];
        end
    end

    genvar i;
    generate
        if (BEAT > USED) begin : g_padded
            wire unused = &data[BEAT-1:USED];
        end
        if (FORMAT < 7) begin : g_elements
            wire unused = last && up;
            assign done = 1'b1;
            for (i = 0; i < LANES; i = i + 1) begin : g_lane
                edge_decoder #(.FORMAT(FORMAT), .CODE_BITS(LANE_BITS), .EXP(EXP), .BITS(BITS)) u_decoder (
                    .code    (beat[LANE_BITS*i +: LANE_BITS]),
                    .operand (operands[BITS*i +: BITS])
                );
            end
        end else if (ALONG == 0) begin : g_following
            reg  right_next;
            wire unused = up;
            assign done = right_next || last;
            always @(posedge clk) begin
                if (rst) begin
                    right_next <= 1'b0;
                end else if (take) begin
                    right_next <= !done;
                end
            end
            for (i = 0; i < LANES; i = i + 1) begin : g_lane
                wire [BITS-1:0] left, right;
                ovp_decoder #(.KIND(FORMAT - 7), .BITS(LANE_BITS / 2), .EXP_BITS(EXP)) u_decoder (
                    .pair  (beat[LANE_BITS*i +: LANE_BITS]),
                    .left  (left),
                    .right (right)
                );
                assign operands[BITS*i +: BITS] = right_next ? right : left;
            end
        end else begin : g_neighbours
            wire                  unused = last;
            wire [LANES*BITS-1:0] level;
            assign done = 1'b1;
            for (i = 0; i < LANES / 2; i = i + 1) begin : g_pair
                ovp_decoder #(.KIND(FORMAT - 7), .BITS(LANE_BITS / 2), .EXP_BITS(EXP)) u_decoder (
                    .pair  (beat[LANE_BITS*i +: LANE_BITS]),
                    .left  (level[2*BITS*i +: BITS]),
                    .right (level[2*BITS*i + BITS +: BITS])
                );
            end
            assign operands = up ? level << BITS : level;
        end
    endgenerate
endmodule

`default_nettype wire
