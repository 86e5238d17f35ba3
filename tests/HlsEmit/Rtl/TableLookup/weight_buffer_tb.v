// Loads matrices with pauses and reads each around PASSES times, with pauses or without: with two halves the next is
// loaded meanwhile, with one before the next is read.
`timescale 1ns/1ps
`default_nettype none

module weight_buffer_tb;
    `include "params.vh"
    localparam integer KB = $clog2(WORDS*T*G+2);
    localparam integer NB = $clog2(DEPTH*Q+2);
    localparam integer WB = $clog2(WORDS > 1 ? WORDS : 2);
    localparam integer BEATS = (Q + V - 1) / V;

    reg clk = 1'b0;
    always #5 clk = ~clk;
    reg rst = 1'b1;
    reg [31:0] noise = 32'h2545F491;
    wire [31:0] noise1 = noise ^ (noise << 13);
    wire [31:0] noise2 = noise1 ^ (noise1 >> 17);

    // K, N and words; then the beats of all matrices, and their words with a bit for each channel that there is.
    reg [95:0]          sizes [0:MATRICES-1];
    reg [V*WIDTH-1:0]   beats [0:ALL_BEATS-1];
    reg [Q*WIDTH+Q-1:0] expected [0:ALL_WORDS-1];
    initial begin
        $readmemh("sizes.hex", sizes);
        $readmemh("beats.hex", beats);
        $readmemh("expected.hex", expected);
    end

    integer n = 0, offered = 0, moved = 0, matrix = 0, base = 0, at = 0, passes = 0, since = 0, checks = 0, errors = 0;
    reg read = 1'b0, read_half = 1'b0, write_half = 1'b0;
    reg [WB-1:0] last_word = {WB{1'b0}};
    wire loaded, ready, word_valid;
    wire [BEATS-1:0] beat;
    wire [WB-1:0] word, loaded_last;
    wire [Q*WIDTH-1:0] vectors;
    wire [95:0] size = sizes[offered < MATRICES ? offered : 0];
    wire start = !rst && offered < MATRICES && !loaded && !ready && (HALVES == 2 || !read) && noise[26];
    wire taken = loaded && !read && noise[28];
    wire valid = moved < ALL_BEATS && noise[3];
    weight_loader #(.G(G), .T(T), .Q(Q), .V(V), .WORDS(WORDS), .DEPTH(DEPTH)) u_loader (
        .clk(clk), .rst(rst), .start(start), .reduction(size[KB-1:0]), .channels(size[32 +: NB]), .loaded(loaded),
        .taken(taken), .valid(valid), .ready(ready), .beat(beat), .word(word), .last_word(loaded_last)
    );
    wire word_ready = matrix % 2 == 0 || noise[9];
    weight_buffer #(.WIDTH(WIDTH), .Q(Q), .V(V), .WORDS(WORDS), .HALVES(HALVES)) u_buffer (
        .clk(clk), .write(beat & {BEATS{valid && ready}}), .write_half(write_half), .write_word(word),
        .vectors(beats[moved < ALL_BEATS ? moved : 0]), .read(read), .read_half(read_half), .last_word(last_word),
        .word_valid(word_valid), .word_ready(word_ready), .word(vectors)
    );

    wire [95:0] reads = sizes[matrix < MATRICES ? matrix : 0];
    wire [31:0] words = reads[95:64];
    wire [Q*WIDTH+Q-1:0] right = expected[base + at < ALL_WORDS ? base + at : 0];
    wire [Q*WIDTH-1:0] mask;
    genvar q;
    generate
        for (q = 0; q < Q; q = q + 1) begin : g_mask
            assign mask[q*WIDTH +: WIDTH] = {WIDTH{right[Q*WIDTH+q]}};
        end
    endgenerate
    // The first word two cycles after `read`, then one a cycle.
    wire wrong = (read && word_valid !== (since >= 2))
        || (read && word_valid && ((vectors ^ right[Q*WIDTH-1:0]) & mask) !== {Q*WIDTH{1'b0}})
        || (taken && loaded_last !== words[WB-1:0] - 1'b1);
    wire takes = read && word_valid && word_ready;
    wire ends  = takes && at == words - 1 && passes == PASSES - 1;

    always @(posedge clk) begin
        n     <= n + 1;
        noise <= noise2 ^ (noise2 << 5);
        rst   <= n < 3;
        if (!rst) begin
            offered <= offered + (start ? 1 : 0);
            moved   <= moved + (valid && ready ? 1 : 0);
            since   <= read ? since + 1 : 0;
            checks  <= checks + (takes ? 1 : 0);
            if (wrong) errors <= errors + 1;
            if (taken) begin
                read       <= 1'b1;
                read_half  <= write_half;
                last_word  <= loaded_last;
                write_half <= !write_half;
                passes     <= 0;
                at         <= 0;
            end else if (ends) begin
                read   <= 1'b0;
                matrix <= matrix + 1;
                base   <= base + words;
            end else if (takes) begin
                at     <= at == words - 1 ? 0 : at + 1;
                passes <= passes + (at == words - 1 ? 1 : 0);
            end
        end
        if (matrix == MATRICES || n > LIMIT) begin
            if (errors == 0 && matrix == MATRICES && moved == ALL_BEATS) $display("PASS %0d", checks);
            else $display("FAIL %0d errors, matrix %0d", errors, matrix);
            $finish;
        end
    end
endmodule

`default_nettype wire
