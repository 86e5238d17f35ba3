// The weight buffer: index vectors of a matrix in Ultra RAM, Q of them a word, read for every token again. Channels lie
// cyclically in half as many banks as a word has channels, since a bank has two ports.
//
// Parameters: WIDTH, bits of a vector; Q, vectors of a word; V, vectors that are written together; WORDS, words of a
//   matrix; HALVES, 1, or 2 to write a matrix while another is read.
// Latency: `word_valid` comes 2 cycles after `read` begins (Ultra RAM, a register), then a word every cycle.
// Handshake: `write` says which V vectors of a word are written, the place of its one times V the first of them. While
//   `read` is 1, words 0 to `last_word` are given in a circle, each until `word_ready` is 1; without `read`
//   `word_valid` means nothing, and after a cycle of that it starts over. A half that is read must not be written.
//   No reset but a cycle without `read`.
`default_nettype none

module weight_buffer #(
    parameter integer WIDTH  = 20,
    parameter integer Q      = 4,
    parameter integer V      = 3,
    parameter integer WORDS  = 64,
    parameter integer HALVES = 1
) (
    input  wire                                      clk,
    input  wire [(Q+V-1)/V-1:0]                      write,
    input  wire                                      write_half,
    input  wire [$clog2(WORDS > 1 ? WORDS : 2)-1:0]  write_word,
    input  wire [V*WIDTH-1:0]                        vectors,
    input  wire                                      read,
    input  wire                                      read_half,
    input  wire [$clog2(WORDS > 1 ? WORDS : 2)-1:0]  last_word,
    output reg                                       word_valid,
    input  wire                                      word_ready,
    output reg  [Q*WIDTH-1:0]                        word
);
    localparam integer BANKS = (Q + 1) / 2;
    localparam integer WB    = $clog2(WORDS > 1 ? WORDS : 2);

    // A word moves on where there is room: from the banks' registers to the last one, and into those the next. Once it
    // has begun there is always a next one.
    reg           fetched;
    reg  [WB-1:0] address;
    wire          moves   = !word_valid || word_ready;
    wire          fetches = read && (!fetched || moves);

    always @(posedge clk) begin
        fetched    <= read;
        word_valid <= read && fetched;
        if (!read) begin
            address <= {WB{1'b0}};
        end else if (fetches) begin
            address <= (address == last_word) ? {WB{1'b0}} : address + 1'b1;
        end
    end

    wire [HALVES*Q*WIDTH-1:0] read_words;
    genvar half, bank;
    generate
        for (half = 0; half < HALVES; half = half + 1) begin : g_half
            localparam integer NUMBER = half;
            wire          reads = read && (HALVES == 1 || read_half == NUMBER[0]);
            wire [WB-1:0] place = reads ? address : write_word;
            for (bank = 0; bank < BANKS; bank = bank + 1) begin : g_bank
                localparam integer OTHER = bank + BANKS;
                wire a_write = write[bank/V] && (HALVES == 1 || write_half == NUMBER[0]);
                wire b_write;
                wire [WIDTH-1:0] b_data, b_word;
                weight_bank #(.WIDTH(WIDTH), .DEPTH(WORDS)) u_bank (
                    .clk(clk), .a_enable(a_write || (reads && fetches)), .a_write(a_write), .a_address(place),
                    .a_data(vectors[(bank%V)*WIDTH +: WIDTH]),
                    .a_word(read_words[(half*Q+bank)*WIDTH +: WIDTH]), .b_enable(b_write || (reads && fetches)),
                    .b_write(b_write), .b_address(place), .b_data(b_data), .b_word(b_word)
                );
                if (OTHER < Q) begin : g_two
                    assign b_write = write[OTHER/V] && (HALVES == 1 || write_half == NUMBER[0]);
                    assign b_data  = vectors[(OTHER%V)*WIDTH +: WIDTH];
                    assign read_words[(half*Q+OTHER)*WIDTH +: WIDTH] = b_word;
                end else begin : g_one
                    assign b_write = 1'b0;
                    assign b_data  = {WIDTH{1'b0}};
                    wire unused_b  = &{1'b0, b_word};
                end
            end
        end
        if (HALVES == 1) begin : g_single
            wire unused_half = &{1'b0, read_half, write_half};
            always @(posedge clk) begin
                if (moves) begin
                    word <= read_words;
                end
            end
        end else begin : g_double
            always @(posedge clk) begin
                if (moves) begin
                    word <= read_half ? read_words[Q*WIDTH +: Q*WIDTH] : read_words[0 +: Q*WIDTH];
                end
            end
        end
    endgenerate
endmodule

`default_nettype wire
