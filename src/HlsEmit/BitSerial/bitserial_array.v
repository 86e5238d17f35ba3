// An array of tiles: operands go from tile to tile in a cycle, and enter each row and column of tiles as much later.
//
// Parameters: ROWS, COLS, of PEs; TILE_ROWS, TILE_COLS, of a tile, the last of which may be smaller; the others are
// those of bitserial_tile.
// Latency: that of a tile, and a cycle for each tile above it and to its left.
// Handshake: none; `en` stops everything. `valid` says that there are operands, `begins` and the words after it what
// they are, see issue_controller; `rows` and `cols` are those of the fold. In a cycle each tile, counted along its row
// first, may `write` a row of its outputs; those of a tile row i and column c of PEs are at i COLS + c.
`default_nettype none

module bitserial_array #(
    parameter integer ROWS       = 6,
    parameter integer COLS       = 5,
    parameter integer TILE_ROWS  = 4,
    parameter integer TILE_COLS  = 3,
    parameter integer LANES      = 4,
    parameter integer MAC        = 0,
    parameter integer LANE       = 4,
    parameter integer UNIT       = 0,
    parameter integer SCALE_BITS = 8,
    parameter integer SCALED     = 0
) (
    input  wire                                                                              clk,
    input  wire                                                                              rst,
    input  wire                                                                              en,
    input  wire                                                                              valid,
    input  wire                                                                              begins,
    input  wire                                                                              ends,
    input  wire                                                                              first,
    input  wire                                                                              last,
    input  wire [2:0]                                                                        significance,
    input  wire [$clog2(ROWS+1)-1:0]                                                         rows,
    input  wire [$clog2(COLS+1)-1:0]                                                         cols,
    input  wire [ROWS*LANES*LANE-1:0]                                                        weights,
    input  wire [ROWS*(22+SCALE_BITS)-1:0]                                                   scales,
    input  wire [COLS*LANES*(MAC == 0 ? 16 : 18)-1:0]                                        activations,
    output wire [((ROWS+TILE_ROWS-1)/TILE_ROWS)*((COLS+TILE_COLS-1)/TILE_COLS)-1:0]          write,
    output wire [((ROWS+TILE_ROWS-1)/TILE_ROWS)*((COLS+TILE_COLS-1)/TILE_COLS)-1:0]          done,
    output wire [((ROWS+TILE_ROWS-1)/TILE_ROWS)*COLS-1:0]                                    keep,
    output wire [16*((ROWS+TILE_ROWS-1)/TILE_ROWS)*COLS-1:0]                                 data
);
    localparam integer GRID_ROWS = (ROWS + TILE_ROWS - 1) / TILE_ROWS;
    localparam integer GRID_COLS = (COLS + TILE_COLS - 1) / TILE_COLS;
    localparam integer RB        = $clog2(ROWS + 1);
    localparam integer CB        = $clog2(COLS + 1);
    localparam integer W_BITS    = LANES * LANE;
    localparam integer A_BITS    = LANES * (MAC == 0 ? 16 : 18);
    localparam integer SIDE      = 22 + SCALE_BITS;

    wire [31:0] all_rows = {{32-RB{1'b0}}, rows};
    wire [31:0] all_cols = {{32-CB{1'b0}}, cols};

    genvar i, j, c;
    generate
        // Activations of each column of tiles, and which of its columns are in use.
        for (j = 0; j < GRID_COLS; j = j + 1) begin : g_above
            localparam integer FIRST = j * TILE_COLS;
            localparam integer SIZE  = COLS - FIRST < TILE_COLS ? COLS - FIRST : TILE_COLS;
            wire [SIZE-1:0]        used;
            wire [SIZE-1:0]        mask;
            wire [SIZE*A_BITS-1:0] operands;
            for (c = 0; c < SIZE; c = c + 1) begin : g_used
                assign used[c] = all_cols > FIRST + c;
            end
            if (j == 0) begin : g_at_once
                assign mask     = used;
                assign operands = activations[FIRST*A_BITS +: SIZE*A_BITS];
            end else begin : g_later
                skew_line #(.WIDTH(SIZE * (A_BITS + 1)), .CYCLES(j)) u_skew (
                    .clk(clk), .en(en), .d({used, activations[FIRST*A_BITS +: SIZE*A_BITS]}), .q({mask, operands})
                );
            end
        end

        for (i = 0; i < GRID_ROWS; i = i + 1) begin : g_row
            localparam integer FIRST = i * TILE_ROWS;
            localparam integer SIZE  = ROWS - FIRST < TILE_ROWS ? ROWS - FIRST : TILE_ROWS;
            localparam integer SB    = $clog2(SIZE + 1);

            // Weights, scales and control of this row of tiles.
            wire [31:0]            below = all_rows > FIRST ? all_rows - FIRST : 32'd0;
            wire [31:0]            count = below < SIZE ? below : SIZE;
            wire [SB+7:0]          control;
            wire [SIZE*W_BITS-1:0] operands;
            wire [SIZE*SIDE-1:0]   beside;
            wire unused_count = &{1'b0, count[31:SB]};
            if (i == 0) begin : g_at_once
                assign control  = {count[SB-1:0], significance, last, first, ends, begins, valid};
                assign operands = weights[FIRST*W_BITS +: SIZE*W_BITS];
                assign beside   = scales[FIRST*SIDE +: SIZE*SIDE];
            end else begin : g_later
                reg  [i-1:0] on_the_way;
                wire [i:0]   moved = {on_the_way, valid};
                wire unused_moved = moved[i];
                always @(posedge clk) begin
                    if (rst) begin
                        on_the_way <= {i{1'b0}};
                    end else if (en) begin
                        on_the_way <= moved[i-1:0];
                    end
                end
                assign control[0] = on_the_way[i-1];
                skew_line #(.WIDTH(SB + 7 + SIZE * (W_BITS + SIDE)), .CYCLES(i)) u_skew (
                    .clk(clk), .en(en),
                    .d({count[SB-1:0], significance, last, first, ends, begins, weights[FIRST*W_BITS +: SIZE*W_BITS],
                        scales[FIRST*SIDE +: SIZE*SIDE]}),
                    .q({control[SB+7:1], operands, beside})
                );
            end

            for (j = 0; j < GRID_COLS; j = j + 1) begin : g_tile
                localparam integer LEFT  = j * TILE_COLS;
                localparam integer WIDTH = COLS - LEFT < TILE_COLS ? COLS - LEFT : TILE_COLS;
                wire [SB+7:0]           control_i, control_o;
                wire [SIZE*W_BITS-1:0]  weights_i, weights_o;
                wire [SIZE*SIDE-1:0]    scales_i, scales_o;
                wire [WIDTH-1:0]        mask_i, mask_o;
                wire [WIDTH*A_BITS-1:0] activations_i, activations_o;
                if (j == 0) begin : g_from_left_edge
                    assign control_i = control;
                    assign weights_i = operands;
                    assign scales_i  = beside;
                end else begin : g_from_left
                    assign control_i = g_tile[j-1].control_o;
                    assign weights_i = g_tile[j-1].weights_o;
                    assign scales_i  = g_tile[j-1].scales_o;
                end
                if (i == 0) begin : g_from_top_edge
                    assign mask_i        = g_above[j].mask;
                    assign activations_i = g_above[j].operands;
                end else begin : g_from_top
                    assign mask_i        = g_row[i-1].g_tile[j].mask_o;
                    assign activations_i = g_row[i-1].g_tile[j].activations_o;
                end
                bitserial_tile #(
                    .ROWS(SIZE), .COLS(WIDTH), .LANES(LANES), .MAC(MAC), .LANE(LANE), .UNIT(UNIT),
                    .SCALE_BITS(SCALE_BITS), .SCALED(SCALED)
                ) u_tile (
                    .clk(clk), .rst(rst), .en(en), .control_i(control_i), .weights_i(weights_i), .scales_i(scales_i),
                    .mask_i(mask_i), .activations_i(activations_i), .control_o(control_o), .weights_o(weights_o),
                    .scales_o(scales_o), .mask_o(mask_o), .activations_o(activations_o),
                    .write(write[i*GRID_COLS+j]), .done(done[i*GRID_COLS+j]), .keep(keep[i*COLS+LEFT +: WIDTH]),
                    .data(data[16*(i*COLS+LEFT) +: 16*WIDTH])
                );
                wire unused_at_the_ends = &{1'b0, control_o, weights_o, scales_o, mask_o, activations_o};
            end
        end
    endgenerate
endmodule

`default_nettype wire
