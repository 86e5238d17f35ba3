// T tables looked up by Q index vectors a cycle, each vector's T sums added by a tree of its own.
//
// Parameters: G, weights of an index; T, tables; Q, channels that look up in a cycle; SETS, sets of tables; HALF, 1 for
//   tables of one sign.
// Latency: from `indices` to `sums` a cycle to read, one to negate (HALF), and ceil(log2 T) levels. Q sums every cycle,
//   no stall and no reset: users carry a valid bit beside it. All tables are written at the same address.
// Numbers: sums are two's complement of 8 + ceil(log2 G) + ceil(log2 T) bits and cannot overflow. Index t of channel q
//   lies at bit (q T + t) ceil(log2 3^G).
`default_nettype none

module lookup_reduce #(
    parameter integer G    = 3,
    parameter integer T    = 4,
    parameter integer Q    = 2,
    parameter integer SETS = 2,
    parameter integer HALF = 0
) (
    input  wire                                                             clk,
    input  wire                                                             write,
    input  wire                                                             write_set,
    input  wire [$clog2(HALF == 0 ? 3**G : G == 1 ? 2 : 3**G / 2)-1:0]      address,
    input  wire [T*(8+$clog2(G))-1:0]                                       entries,
    input  wire                                                             read_set,
    input  wire [Q*T*$clog2(3**G)-1:0]                                      indices,
    output wire [Q*(8+$clog2(G)+$clog2(T))-1:0]                             sums
);
    localparam integer EB = 8 + $clog2(G);
    localparam integer IB = $clog2(3**G);
    localparam integer TB = EB + $clog2(T);

    wire [Q*T*EB-1:0] looked_up;

    genvar t, q;
    generate
        for (t = 0; t < T; t = t + 1) begin : g_table
            wire [Q*IB-1:0] own_indices;
            wire [Q*EB-1:0] own_sums;
            for (q = 0; q < Q; q = q + 1) begin : g_channel
                assign own_indices[q*IB +: IB]           = indices[(q * T + t) * IB +: IB];
                assign looked_up[(q * T + t) * EB +: EB] = own_sums[q*EB +: EB];
            end
            lookup_table #(.G(G), .Q(Q), .SETS(SETS), .HALF(HALF)) u_table (
                .clk(clk), .write(write), .write_set(write_set), .address(address), .entry(entries[t*EB +: EB]),
                .read_set(read_set), .indices(own_indices), .sums(own_sums)
            );
        end
        for (q = 0; q < Q; q = q + 1) begin : g_tree
            lookup_tree #(.N(T), .W(EB)) u_tree (
                .clk(clk), .d(looked_up[q*T*EB +: T*EB]), .q(sums[q*TB +: TB])
            );
        end
    endgenerate
endmodule

`default_nettype wire
