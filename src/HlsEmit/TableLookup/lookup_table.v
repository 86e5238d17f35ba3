// One table of sums with Q read ports: a copy in distributed RAM for each port, all written alike.
//
// Parameters: G, weights of an index; Q, read ports; SETS, 1, or 2 for tables that are written while others are read;
//   HALF, 1 if only the sums above the middle index are kept.
// Latency: 1 cycle from `indices` to `sums` (read); with HALF 2 (read, negate). Q lookups every cycle, no stall and no
//   reset. An entry written in a cycle can be read in the next.
// Numbers: an index is the sum of (w_j + 1) 3^j, below 3^G; sums are two's complement of 8 + ceil(log2 G) bits. In half
//   a table an index below the middle is its mirror's negative, the middle is zero.
`default_nettype none

module lookup_table #(
    parameter integer G    = 3,
    parameter integer Q    = 2,
    parameter integer SETS = 2,
    parameter integer HALF = 0
) (
    input  wire                                                             clk,
    input  wire                                                             write,
    input  wire                                                             write_set,
    input  wire [$clog2(HALF == 0 ? 3**G : G == 1 ? 2 : 3**G / 2)-1:0]      address,
    input  wire [8+$clog2(G)-1:0]                                           entry,
    input  wire                                                             read_set,
    input  wire [Q*$clog2(3**G)-1:0]                                        indices,
    output wire [Q*(8+$clog2(G))-1:0]                                       sums
);
    localparam integer AW     = $clog2(HALF == 0 ? 3**G : G == 1 ? 2 : 3**G / 2);
    localparam integer EB     = 8 + $clog2(G);
    localparam integer IB     = $clog2(3**G);
    localparam integer MIDDLE = 3**G / 2;
    localparam integer PLACES = SETS * (1 << AW);
    localparam integer PW     = $clog2(PLACES);

    wire [AW:0] write_place = {write_set, address};

    genvar port;
    generate
        for (port = 0; port < Q; port = port + 1) begin : g_port
            (* ram_style = "distributed" *) reg [EB-1:0] entries [0:PLACES-1];
            wire [IB-1:0] index = indices[port*IB +: IB];
            reg  [EB-1:0] read;
            wire [AW:0]   read_place;

            always @(posedge clk) begin
                if (write) begin
                    entries[write_place[PW-1:0]] <= entry;
                end
            end

            if (HALF == 0) begin : g_full
                assign read_place = {read_set, index};
                always @(posedge clk) begin
                    read <= entries[read_place[PW-1:0]];
                end
                assign sums[port*EB +: EB] = read;
            end else begin : g_half
                wire          below  = index < MIDDLE[IB-1:0];
                wire          middle = index == MIDDLE[IB-1:0];
                wire [IB-1:0] above  = index - MIDDLE[IB-1:0];
                // One less than the distance from the middle, of which the address has all bits.
                wire [IB-1:0] offset = below ? ~above : above - {{IB-1{1'b0}}, 1'b1};
                wire unused_offset   = &{1'b0, offset[IB-1:AW]};
                reg           negative;
                reg  [EB-1:0] signed_sum;
                assign read_place = {read_set, offset[AW-1:0]};
                always @(posedge clk) begin
                    read       <= middle ? {EB{1'b0}} : entries[read_place[PW-1:0]];
                    negative   <= below;
                    signed_sum <= (read ^ {EB{negative}}) + {{EB-1{1'b0}}, negative};
                end
                assign sums[port*EB +: EB] = signed_sum;
            end
            if (SETS == 1) begin : g_one_set
                wire unused_place = read_place[AW];
            end
        end
        if (SETS == 1) begin : g_one_set
            wire unused_place = write_place[AW];
        end
    endgenerate
endmodule

`default_nettype wire
