// Makes the entries of one table, one a cycle: the sums of G activations with their ternary weights.
//
// Parameters: G, activations of a table; HALF, 0 for all 3^G sums, 1 for the (3^G - 1) / 2 above the middle.
// Latency: `start` takes the activations (1 cycle), a cycle for each of ceil(log2 G) levels of the tree, then `write`
//   is 1 for as many cycles as there are entries, and `last` in the last of them: the table can be read in the cycle
//   after that, which may also be that of the next `start`. A `start` before is not allowed.
// Numbers: activations are INT8 of -127 to 127 (-128 does not occur: its negative has no 8 bits). Entry e is the sum of
//   w_j a_j with e (half: e + (3^G + 1) / 2) = sum of (w_j + 1) 3^j; it has 8 + ceil(log2 G) bits.
`default_nettype none

module table_builder #(
    parameter integer G    = 3,
    parameter integer HALF = 0
) (
    input  wire                                                             clk,
    input  wire                                                             rst,
    input  wire                                                             start,
    input  wire [8*G-1:0]                                                   activations,
    output wire                                                             write,
    output reg  [$clog2(HALF == 0 ? 3**G : G == 1 ? 2 : 3**G / 2)-1:0]      address,
    output wire [8+$clog2(G)-1:0]                                           entry,
    output wire                                                             last
);
    localparam integer LEVELS  = $clog2(G);
    localparam integer ENTRIES = (HALF == 0) ? 3**G : 3**G / 2;
    localparam integer AW      = $clog2(HALF == 0 ? 3**G : G == 1 ? 2 : 3**G / 2);
    localparam integer FINAL   = ENTRIES - 1;
    localparam [2*G-1:0] ONES  = {G{2'b01}};
    localparam [2*G-1:0] FIRST = (HALF == 0) ? {2*G{1'b0}} : ONES + {{2*G-1{1'b0}}, 1'b1};

    reg  [8*G-1:0] held;
    reg  [2*G-1:0] digits;
    wire [2*G-1:0] next;
    wire [8*G-1:0] terms;

    // The next entry's digits: a counter in base 3, the first weight in the lowest place.
    genvar j;
    generate
        for (j = 0; j < G; j = j + 1) begin : g_place
            wire [1:0] digit    = digits[2*j +: 2];
            wire [7:0] value    = held[8*j +: 8];
            wire       negative = digit == 2'd0;
            wire       carry;
            if (j == 0) begin : g_lowest
                assign carry = 1'b1;
            end else begin : g_higher
                assign carry = digits[2*j-1:0] == {j{2'd2}};
            end
            assign next[2*j +: 2]  = (carry && digit == 2'd2) ? 2'd0 : digit + {1'b0, carry};
            assign terms[8*j +: 8] = ((value ^ {8{negative}}) + {7'd0, negative}) & {8{digit != 2'd1}};
        end
    endgenerate

    always @(posedge clk) begin
        if (start) begin
            held   <= activations;
            digits <= FIRST;
        end else begin
            digits <= next;
        end
    end

    lookup_tree #(.N(G), .W(8)) u_tree (.clk(clk), .d(terms), .q(entry));

    // `start` on its way beside the first entry, and a flag for the entries behind it.
    reg [LEVELS:0] first;
    reg            more;
    wire [LEVELS+1:0] shifted = {first, start};
    wire unused_shifted = shifted[LEVELS+1];

    assign write = first[LEVELS] || more;
    assign last  = write && address == FINAL[AW-1:0];

    always @(posedge clk) begin
        if (rst) begin
            first   <= {LEVELS+1{1'b0}};
            more    <= 1'b0;
            address <= {AW{1'b0}};
        end else begin
            first <= shifted[LEVELS:0];
            more  <= write && !last;
            if (write) begin
                address <= last ? {AW{1'b0}} : address + 1'b1;
            end
        end
    end
endmodule

`default_nettype wire
