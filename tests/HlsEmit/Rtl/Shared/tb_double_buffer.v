// Blocks of random length go in with pauses; each is read backwards and then let go, at once or later.
`timescale 1ns/1ps
`default_nettype none
module tb_double_buffer;
    `include "params.vh"
    localparam integer AB = $clog2(DEPTH);
    reg clk = 1'b0;
    always #5 clk = !clk;

    // Each line: last, then the word. Lengths of the blocks, and the words in the order of reading.
    reg [WIDTH:0]   beats   [0:BEATS-1];
    reg [15:0]      lengths [0:BLOCKS-1];
    reg [WIDTH-1:0] wanted  [0:BEATS-1];
    initial $readmemh("beats.hex", beats);
    initial $readmemh("lengths.hex", lengths);
    initial $readmemh("wanted.hex", wanted);

    reg  [31:0] state = 32'd77;
    wire [31:0] a = state ^ (state << 13);
    wire [31:0] b = a ^ (a >> 17);
    wire [31:0] c = b ^ (b << 5);

    reg  [15:0] cycle = 16'd0;
    reg  [31:0] given = 32'd0, block = 32'd0, checked = 32'd0, errors = 32'd0;
    reg  [15:0] left = 16'd0;
    reg         offers = 1'b0, reading = 1'b0, looks = 1'b0, most = 1'b0;
    wire        rst = cycle < 16'd4;
    wire        in_ready, full;
    wire [WIDTH-1:0] word;
    wire [31:0] shown = given < BEATS ? given : 32'd0;
    wire [31:0] at    = checked < BEATS ? checked : 32'd0;
    wire [31:0] of    = block < BLOCKS ? block : 32'd0;
    wire        moves = offers && in_ready;
    wire        starts = full && !reading && block < BLOCKS && (PAUSES == 0 || c[8]);
    wire        read   = reading && left != 16'd0;
    wire [15:0] place  = left - 16'd1;
    wire        done   = reading && left == 16'd1;

    double_buffer #(.WIDTH(WIDTH), .DEPTH(DEPTH)) dut (
        .clk(clk), .rst(rst), .in_valid(offers), .in_ready(in_ready), .in_last(beats[shown][WIDTH]),
        .in_data(beats[shown][WIDTH-1:0]), .full(full), .read(read), .address(place[AB-1:0]), .word(word), .done(done)
    );

    always @(posedge clk) begin
        state <= c;
        cycle <= cycle + 16'd1;
        if (!rst) begin
            given  <= given + {31'd0, moves};
            offers <= given + {31'd0, moves} < BEATS && ((offers && !in_ready) || PAUSES == 0 || c[0]);
            most   <= most || !in_ready;
            looks  <= read;
            if (starts) begin
                reading <= 1'b1;
                left    <= lengths[of];
                block   <= block + 32'd1;
            end else if (done) begin
                reading <= 1'b0;
                left    <= 16'd0;
            end else if (read) begin
                left <= left - 16'd1;
            end
            if (looks) begin
                checked <= checked + 32'd1;
                if (word !== wanted[at]) errors <= errors + 32'd1;
            end
            if (checked == BEATS || cycle == 16'hFFFF) begin
                // Both halves must have been full at some time.
                if (errors == 32'd0 && checked == BEATS && most && !full) $display("PASS %0d", checked);
                else $display("FAIL %0d of %0d, %0d wrong", checked, BEATS, errors);
                $finish;
            end
        end
    end
endmodule
`default_nettype wire
