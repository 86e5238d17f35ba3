// Without tables: each of Q channels takes T G activations, their negatives or zeros, and adds them by a tree of its
// own.
//
// Parameters: G, weights of an index; T, indices of a vector; Q, channels; SETS, 1, or 2 for activations that are
//   written while others are read.
// Latency: from `indices` to `sums` a cycle to choose and ceil(log2 (T G)) levels. Q sums every cycle, no stall and no
//   reset: users carry a valid bit beside it. Activations written in a cycle can be read in the next.
// Numbers: activations are INT8 of -127 to 127; sums are two's complement of 8 + ceil(log2 (T G)) bits and cannot
//   overflow. Index t of channel q lies at bit (q T + t) ceil(log2 3^G).
`default_nettype none

module select_reduce #(
    parameter integer G    = 3,
    parameter integer T    = 4,
    parameter integer Q    = 2,
    parameter integer SETS = 2
) (
    input  wire                         clk,
    input  wire                         write,
    input  wire                         write_set,
    input  wire [8*T*G-1:0]             activations,
    input  wire                         read_set,
    input  wire [Q*T*$clog2(3**G)-1:0]  indices,
    output wire [Q*(8+$clog2(T*G))-1:0] sums
);
    localparam integer IB = $clog2(3**G);
    localparam integer TB = 8 + $clog2(T*G);

    // Of each activation itself and its negative, made once for all channels.
    wire [8*T*G-1:0] negated, positives, negatives;
    genvar i, q;
    generate
        for (i = 0; i < T * G; i = i + 1) begin : g_negative
            assign negated[8*i +: 8] = 8'd0 - activations[8*i +: 8];
        end
        if (SETS == 1) begin : g_one_set
            reg [16*T*G-1:0] held;
            wire unused_sets = &{1'b0, write_set, read_set};
            assign {negatives, positives} = held;
            always @(posedge clk) begin
                if (write) begin
                    held <= {negated, activations};
                end
            end
        end else begin : g_two_sets
            reg [16*T*G-1:0] held0, held1;
            assign {negatives, positives} = read_set ? held1 : held0;
            always @(posedge clk) begin
                if (write && !write_set) begin
                    held0 <= {negated, activations};
                end
                if (write && write_set) begin
                    held1 <= {negated, activations};
                end
            end
        end

        for (q = 0; q < Q; q = q + 1) begin : g_channel
            wire [2*T*G-1:0] trits;
            wire [8*T*G-1:0] chosen;
            reg  [8*T*G-1:0] terms;
            for (i = 0; i < T; i = i + 1) begin : g_index
                trit_decoder #(.G(G)) u_decoder (
                    .index(indices[(q*T+i)*IB +: IB]), .trits(trits[2*G*i +: 2*G])
                );
            end
            for (i = 0; i < T * G; i = i + 1) begin : g_weight
                assign chosen[8*i +: 8] = (positives[8*i +: 8] & {8{trits[2*i+1]}})
                    | (negatives[8*i +: 8] & {8{trits[2*i +: 2] == 2'd0}});
            end
            always @(posedge clk) begin
                terms <= chosen;
            end
            lookup_tree #(.N(T*G), .W(8)) u_tree (.clk(clk), .d(terms), .q(sums[q*TB +: TB]));
        end
    endgenerate
endmodule

`default_nettype wire
