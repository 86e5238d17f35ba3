// A table-lookup engine for products of INT8 activations and ternary weights. A matrix is loaded into the weight
// buffer, then all tokens are multiplied with it; with two halves the next matrix is loaded meanwhile.
//
// Parameters: G, weights of an index; T, tables; Q, channels a cycle; VARIANT, 0 for tables of all sums, 1 for those of
//   one sign, 2 for none; OVERLAP, 1 for two sets of tables; INTERVAL, cycles from one iteration to the next; DEPTH,
//   iterations of Q channels that the accumulators have; WORDS, words of Q vectors that each half of the weight buffer
//   has; HALVES, 1 or 2; V, index vectors of a beat of `weights`.
// Latency: the last beat of `outputs` comes 1 cycle more after the command than the product takes in lookup_core.
// Handshake: valid and ready, no valid waits for its ready, and what is offered stays. A command is M, K and N of 32
//   bits, M lowest, all 1 or more. It is looked at when it is offered: its weights are taken first, and it is taken
//   when its matrix is in the buffer and the product before has ended. ceil(K / (T G)) times ceil(N / Q) must be within
//   WORDS, and N within DEPTH Q. A beat of
//     activations  is a step of T x G of a token, first one lowest;
//     weights      is V index vectors of channels in a row, T indices of ceil(log2 3^G) bits each, the first lowest.
//                  For each step come its channels, Q by Q, in ceil(Q / V) beats; the last Q only in those needed;
//     outputs      is the sums of Q channels, 4 bytes each; `keep` has bytes of channels below N, `last` the product's
//                  last.
// Numbers: activations are -127 to 127, never -128. Beyond K weights must be zero and activations may be anything;
//   vectors of channels from N on may be anything. Sums are INT32, exact.
`default_nettype none

module tablelookup_engine #(
    parameter integer G        = 3,
    parameter integer T        = 4,
    parameter integer Q        = 4,
    parameter integer VARIANT  = 0,
    parameter integer OVERLAP  = 1,
    parameter integer INTERVAL = 1,
    parameter integer DEPTH    = 16,
    parameter integer WORDS    = 64,
    parameter integer HALVES   = 1,
    parameter integer V        = 3
) (
    input  wire                                 clk,
    input  wire                                 rst,
    input  wire                                 command_valid,
    output wire                                 command_ready,
    input  wire [95:0]                          command_data,
    input  wire                                 activations_valid,
    output wire                                 activations_ready,
    input  wire [8*T*G-1:0]                     activations_data,
    input  wire                                 weights_valid,
    output wire                                 weights_ready,
    input  wire [8*((V*T*$clog2(3**G)+7)/8)-1:0] weights_data,
    output wire                                 outputs_valid,
    input  wire                                 outputs_ready,
    output wire [32*Q-1:0]                      outputs_data,
    output wire [4*Q-1:0]                       outputs_keep,
    output wire                                 outputs_last
);
    localparam integer VB     = T * $clog2(3**G);
    localparam integer KB     = $clog2(WORDS*T*G+2);
    localparam integer NB     = $clog2(DEPTH*Q+2);
    localparam integer WB     = $clog2(WORDS > 1 ? WORDS : 2);
    localparam integer BEATS  = (Q + V - 1) / V;
    localparam integer TREE   = (VARIANT == 2) ? $clog2(T*G) : $clog2(T);
    localparam integer LOOKUP = 4 + (VARIANT == 1 ? 1 : 0) + TREE;
    // From a claim to its word's way out are LOOKUP cycles.
    localparam integer PLACES = 1 << $clog2(LOOKUP+1);

    // A command waits for its matrix, and a matrix for a half that is not read.
    wire [31:0] m = command_data[31:0];
    wire [31:0] k = command_data[63:32];
    wire [31:0] n = command_data[95:64];
    wire        unused_sizes = &{1'b0, k, n};
    wire        busy, looking, loaded;
    wire        start = command_valid && command_ready;
    wire        load  = command_valid && !loaded && !weights_ready && (HALVES == 2 || !looking);
    assign command_ready = loaded && !busy;

    wire [BEATS-1:0] beat;
    wire [WB-1:0]    write_word, loaded_last;
    weight_loader #(.G(G), .T(T), .Q(Q), .V(V), .WORDS(WORDS), .DEPTH(DEPTH)) u_loader (
        .clk(clk), .rst(rst), .start(load), .reduction(k[KB-1:0]), .channels(n[NB-1:0]), .loaded(loaded),
        .taken(start), .valid(weights_valid), .ready(weights_ready), .beat(beat), .word(write_word),
        .last_word(loaded_last)
    );

    reg          write_half, read_half;
    reg [WB-1:0] last_word;
    always @(posedge clk) begin
        if (rst) begin
            write_half <= 1'b0;
        end else if (start) begin
            write_half <= !write_half;
        end
        if (start) begin
            read_half <= write_half;
            last_word <= loaded_last;
        end
    end

    wire            word_valid, word_ready;
    wire [Q*VB-1:0] word;
    weight_buffer #(.WIDTH(VB), .Q(Q), .V(V), .WORDS(WORDS), .HALVES(HALVES)) u_weights (
        .clk(clk), .write(beat & {BEATS{weights_valid && weights_ready}}), .write_half(write_half),
        .write_word(write_word), .vectors(weights_data[V*VB-1:0]), .read(looking), .read_half(read_half),
        .last_word(last_word), .word_valid(word_valid), .word_ready(word_ready), .word(word)
    );
    generate
        if (V * VB % 8 != 0) begin : g_padding
            wire unused_padding = &{1'b0, weights_data[8*((V*VB+7)/8)-1:V*VB]};
        end
    endgenerate

    wire             step_valid, step_ready;
    wire [8*T*G-1:0] step_activations;
    activation_slice #(.WIDTH(8*T*G)) u_activations (
        .clk(clk), .rst(rst), .in_valid(activations_valid), .in_ready(activations_ready), .in_data(activations_data),
        .out_valid(step_valid), .out_ready(step_ready), .out_data(step_activations)
    );

    wire            room, claim, sums_valid, sums_last;
    wire [Q-1:0]    sums_lanes, kept_lanes;
    wire [32*Q-1:0] sums;
    lookup_core #(
        .G(G), .T(T), .Q(Q), .VARIANT(VARIANT), .OVERLAP(OVERLAP), .INTERVAL(INTERVAL), .DEPTH(DEPTH), .MB(32), .KB(KB)
    ) u_core (
        .clk(clk), .rst(rst), .start(start), .tokens(m), .reduction(k[KB-1:0]), .channels(n[NB-1:0]), .busy(busy),
        .looking(looking), .activations_valid(step_valid), .activations_ready(step_ready),
        .activations(step_activations), .indices_valid(word_valid), .indices_ready(word_ready), .indices(word),
        .room(room), .claim(claim), .out_valid(sums_valid), .out_last(sums_last), .out_lanes(sums_lanes),
        .out_sums(sums)
    );

    sum_fifo #(.WIDTH(33*Q+1), .PLACES(PLACES)) u_outputs (
        .clk(clk), .rst(rst), .room(room), .claim(claim), .in_valid(sums_valid),
        .in_data({sums_last, sums_lanes, sums}), .out_valid(outputs_valid), .out_ready(outputs_ready),
        .out_data({outputs_last, kept_lanes, outputs_data})
    );

    genvar q;
    generate
        for (q = 0; q < Q; q = q + 1) begin : g_keep
            assign outputs_keep[4*q +: 4] = {4{kept_lanes[q]}};
        end
    endgenerate
endmodule

`default_nettype wire
