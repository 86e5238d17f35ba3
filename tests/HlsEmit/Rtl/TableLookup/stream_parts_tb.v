// Numbers every beat of activation_slice.v and every word of sum_fifo.v, and demands that they come out in order, in
// their cycle where nothing waits, and that what is offered stays.
`timescale 1ns/1ps
`default_nettype none

module stream_parts_tb;
    `include "params.vh"
    localparam integer WIDTH = 20;

    reg clk = 1'b0;
    always #5 clk = ~clk;
    reg rst = 1'b1;
    integer n = 0, errors = 0;
    reg [31:0] noise = 32'h2545F491;
    wire [31:0] noise1 = noise ^ (noise << 13);
    wire [31:0] noise2 = noise1 ^ (noise1 >> 17);

    // Phases: nothing waits, both sides pause, givers are faster, takers are.
    wire [1:0] phase  = n[9:8];
    wire takes = phase == 2'd0 || (phase == 2'd2 ? noise[7:6] == 2'd0 : noise[5]);
    reg  slice_offers = 1'b0;
    wire gives = phase == 2'd0 || slice_offers || (phase == 2'd3 ? noise[15:14] == 2'd0 : noise[13]);

    // The slice: beats are their numbers, taken in the next cycle where nothing waits.
    integer given = 0, slice_taken = 0;
    wire in_ready, slice_valid;
    wire [WIDTH-1:0] slice_data;
    activation_slice #(.WIDTH(WIDTH)) u_slice (
        .clk(clk), .rst(rst), .in_valid(gives), .in_ready(in_ready), .in_data(given[WIDTH-1:0]),
        .out_valid(slice_valid), .out_ready(takes), .out_data(slice_data)
    );
    wire slice_wrong = (slice_valid && slice_data !== slice_taken[WIDTH-1:0]) || given - slice_taken > 2
        || slice_valid !== (given != slice_taken) || in_ready !== (given - slice_taken < 2);

    // The queue: a claimed word comes DELAY cycles later.
    integer claimed = 0, came = 0, fifo_taken = 0, waited = 0;
    reg  [DELAY-1:0] ways = {DELAY{1'b0}};
    wire room, fifo_valid;
    wire claim = room && !rst && (phase == 2'd0 || noise[22:21] != 2'd0);
    wire comes = ways[DELAY-1];
    wire [WIDTH-1:0] fifo_data;
    sum_fifo #(.WIDTH(WIDTH), .PLACES(PLACES)) u_fifo (
        .clk(clk), .rst(rst), .room(room), .claim(claim), .in_valid(comes), .in_data(came[WIDTH-1:0]),
        .out_valid(fifo_valid), .out_ready(takes), .out_data(fifo_data)
    );
    wire fifo_wrong = (fifo_valid && fifo_data !== fifo_taken[WIDTH-1:0]) || fifo_valid !== (came != fifo_taken)
        || room !== (claimed - fifo_taken < PLACES);
    wire full = claimed - fifo_taken == PLACES;

    integer fills = 0, starves = 0;
    always @(posedge clk) begin
        n     <= n + 1;
        noise <= noise2 ^ (noise2 << 5);
        rst   <= n < 3 || n == 5000;
        if (rst) begin
            slice_offers <= 1'b0;
            given        <= 0;
            slice_taken  <= 0;
            claimed      <= 0;
            came         <= 0;
            fifo_taken   <= 0;
            ways         <= {DELAY{1'b0}};
        end else begin
            slice_offers <= gives && !in_ready;
            given        <= given + (gives && in_ready ? 1 : 0);
            slice_taken  <= slice_taken + (slice_valid && takes ? 1 : 0);
            claimed      <= claimed + (claim ? 1 : 0);
            came         <= came + (comes ? 1 : 0);
            fifo_taken   <= fifo_taken + (fifo_valid && takes ? 1 : 0);
            ways         <= (ways << 1) | {{DELAY-1{1'b0}}, claim};
        end
        if (n > 4) begin
            errors  <= errors + (slice_wrong || fifo_wrong ? 1 : 0);
            fills   <= fills + (full && phase == 2'd2 ? 1 : 0);
            // What takes without a pause, from an empty queue on, never sees it full.
            starves <= starves + (n < 200 && !room && !rst ? 1 : 0);
        end
        if (n == 8000) begin
            if (errors == 0 && fills > 50 && starves == 0) $display("PASS %0d", fifo_taken + slice_taken);
            else $display("FAIL %0d errors, %0d fills, %0d starves", errors, fills, starves);
            $finish;
        end
    end
endmodule

`default_nettype wire
