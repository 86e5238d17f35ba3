// INT32 sums of N channels, Q to a word: a word is read, added to and written back, or leaves.
//
// Parameters: Q, channels of a word; W, bits of what is added, up to 32; DEPTH, words.
// Latency: 3 cycles, one each to read, add and write. `out_valid` and the sums are there in the cycle of the write, 2
//   after `in_valid`. A word every cycle; the same word may come again 3 cycles later, sooner would lose a sum.
// Handshake: valid bits alone, nothing waits. `in_first` stores without reading; sums of `in_last` leave by
//   `out_sums` and are not written back.
// Numbers: two's complement; wraps at 32 bits, which no reduction of up to 16,909,320 INT8 activations reaches.
`default_nettype none

module accumulator_bank #(
    parameter integer Q     = 2,
    parameter integer W     = 12,
    parameter integer DEPTH = 16
) (
    input  wire                                        clk,
    input  wire                                        rst,
    input  wire                                        in_valid,
    input  wire                                        in_first,
    input  wire                                        in_last,
    input  wire [$clog2(DEPTH > 1 ? DEPTH : 2)-1:0]    in_address,
    input  wire [Q*W-1:0]                              in_sums,
    output wire                                        out_valid,
    output wire [32*Q-1:0]                             out_sums
);
    localparam integer AW = $clog2(DEPTH > 1 ? DEPTH : 2);

    reg [32*Q-1:0] words [0:(1<<AW)-1];

    // Read: the word, and beside it what is to be added.
    reg            read_valid, read_first, read_last;
    reg [AW-1:0]   read_address;
    reg [32*Q-1:0] read_word;
    reg [Q*W-1:0]  read_sums;

    // Add: what is written in the next cycle, or leaves.
    reg            add_valid, add_last;
    reg [AW-1:0]   add_address;
    reg [32*Q-1:0] add_sums;
    wire [32*Q-1:0] total;

    genvar q;
    generate
        for (q = 0; q < Q; q = q + 1) begin : g_channel
            wire [31:0] wide;
            assign wide[W-1:0] = read_sums[q*W +: W];
            if (W < 32) begin : g_sign
                assign wide[31:W] = {32-W{read_sums[q*W+W-1]}};
            end
            assign total[32*q +: 32] = wide + (read_word[32*q +: 32] & {32{!read_first}});
        end
    endgenerate

    assign out_valid = add_valid && add_last;
    assign out_sums  = add_sums;

    always @(posedge clk) begin
        if (rst) begin
            read_valid <= 1'b0;
            add_valid  <= 1'b0;
        end else begin
            read_valid <= in_valid;
            add_valid  <= read_valid;
        end
        read_first   <= in_first;
        read_last    <= in_last;
        read_address <= in_address;
        read_sums    <= in_sums;
        read_word    <= words[in_address];
        add_last     <= read_last;
        add_address  <= read_address;
        add_sums     <= total;
    end

    always @(posedge clk) begin
        if (add_valid && !add_last) begin
            words[add_address] <= add_sums;
        end
    end
endmodule

`default_nettype wire
