// Counts the beats of a matrix of index vectors into the weight buffer: steps along K, in each the channels, V a beat.
//
// Parameters: G, weights of an index; T, indices of a vector; Q, channels of a word of the buffer; V, vectors of a
//   beat; WORDS, words of the buffer; DEPTH, words of a step at most.
// Latency: `ready` from the cycle after `start` to the matrix's last beat; `loaded` from the cycle after that, until
//   `taken`.
// Handshake: `start` takes the sizes, both 1 or more, when nothing is loaded or being loaded. A beat moves in a cycle
//   in which valid and ready are 1, and belongs to `word`: to its channels from V times the place of the one in `beat`.
//   Words begin with a beat of their own: Q channels take ceil(Q / V) beats, the last word of a step those that its
//   channels need. `last_word` is that of the matrix that is loaded. ceil(K / (T G)) times ceil(N / Q) words must fit.
`default_nettype none

module weight_loader #(
    parameter integer G     = 3,
    parameter integer T     = 4,
    parameter integer Q     = 4,
    parameter integer V     = 3,
    parameter integer WORDS = 64,
    parameter integer DEPTH = 16
) (
    input  wire                                      clk,
    input  wire                                      rst,
    input  wire                                      start,
    input  wire [$clog2(WORDS*T*G+2)-1:0]            reduction,
    input  wire [$clog2(DEPTH*Q+2)-1:0]              channels,
    output reg                                       loaded,
    input  wire                                      taken,
    input  wire                                      valid,
    output reg                                       ready,
    output wire [(Q+V-1)/V-1:0]                      beat,
    output reg  [$clog2(WORDS > 1 ? WORDS : 2)-1:0]  word,
    output reg  [$clog2(WORDS > 1 ? WORDS : 2)-1:0]  last_word
);
    localparam integer BEATS = (Q + V - 1) / V;
    localparam integer KB    = $clog2(WORDS*T*G+2);
    localparam integer NB    = $clog2(DEPTH*Q+2);
    localparam integer WB    = $clog2(WORDS > 1 ? WORDS : 2);
    localparam integer STEP  = T * G;
    localparam integer REST  = Q - (BEATS - 1) * V;

    // What is left of K, and of the step's channels, the beat's own included.
    reg  [KB-1:0] k_left;
    reg  [NB-1:0] n_all, n_left;
    wire          moves      = valid && ready;
    wire          last_beat;
    wire [NB-1:0] width      = last_beat ? REST[NB-1:0] : V[NB-1:0];
    wire          ends_step  = n_left <= width;
    wire          ends_word  = ends_step || last_beat;
    wire          ends       = ends_step && k_left <= STEP[KB-1:0];

    generate
        if (BEATS > 1) begin : g_beats
            reg [BEATS-1:0] place;
            assign beat      = place;
            assign last_beat = place[BEATS-1];
            always @(posedge clk) begin
                if (start) begin
                    place <= {{BEATS-1{1'b0}}, 1'b1};
                end else if (moves) begin
                    place <= ends_word ? {{BEATS-1{1'b0}}, 1'b1} : place << 1;
                end
            end
        end else begin : g_one_beat
            assign beat      = 1'b1;
            assign last_beat = 1'b1;
        end
    endgenerate

    always @(posedge clk) begin
        if (rst) begin
            ready  <= 1'b0;
            loaded <= 1'b0;
        end else begin
            ready  <= start || (ready && !(moves && ends));
            loaded <= (loaded || (moves && ends)) && !taken;
        end
        if (start) begin
            k_left <= reduction;
            n_all  <= channels;
            n_left <= channels;
            word   <= {WB{1'b0}};
        end else if (moves) begin
            k_left <= ends_step ? k_left - STEP[KB-1:0] : k_left;
            n_left <= ends_step ? n_all : n_left - width;
            word   <= word + {{WB-1{1'b0}}, ends_word};
        end
        if (moves) begin
            last_word <= word;
        end
    end
endmodule

`default_nettype wire
