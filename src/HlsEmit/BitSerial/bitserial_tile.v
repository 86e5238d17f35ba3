// A tile: PEs to which operands are broadcast, an accumulator for each of their columns, and scaling to FP16.
//
// Parameters: ROWS, COLS, of PEs; LANES; MAC, 0 for bitserial_pe, 1 for mac_pe; LANE, bits of a weight's lane; UNIT,
// see bitserial_pe; SCALE_BITS, of a group scale's significand; SCALED, 1 when column accumulators scale (baselines).
// Latency: operands are registered, for the tiles to the right and below too; a group's last operands are added after 3
// cycles more (baselines 2), dequantized in SCALE_BITS (baselines 0) and then taken row by row, a row a cycle; the
// fold's last group leaves in the cycle after its row was taken, with `write`, and with `done` in the last row.
// `control` is, from the lowest bit: valid, a group's first cycle, its last one, the fold's first group, its last one,
// block significance (3), and the tile's rows in use. `mask` has the columns in use. Beside the weights of a group's
// last cycle comes `scales`: of each row the channel's FP16 scale, the group scale's significand and its exponent plus
// 24.
// Numbers: those of the PEs, column_sums, fp32_scale and fp32_to_fp16.
`default_nettype none

module bitserial_tile #(
    parameter integer ROWS       = 8,
    parameter integer COLS       = 8,
    parameter integer LANES      = 4,
    parameter integer MAC        = 0,
    parameter integer LANE       = 4,
    parameter integer UNIT       = 0,
    parameter integer SCALE_BITS = 8,
    parameter integer SCALED     = 0
) (
    input  wire                                       clk,
    input  wire                                       rst,
    input  wire                                       en,
    input  wire [8+$clog2(ROWS+1)-1:0]                control_i,
    input  wire [ROWS*LANES*LANE-1:0]                 weights_i,
    input  wire [ROWS*(22+SCALE_BITS)-1:0]            scales_i,
    input  wire [COLS-1:0]                            mask_i,
    input  wire [COLS*LANES*(MAC == 0 ? 16 : 18)-1:0] activations_i,
    output reg  [8+$clog2(ROWS+1)-1:0]                control_o,
    output reg  [ROWS*LANES*LANE-1:0]                 weights_o,
    output reg  [ROWS*(22+SCALE_BITS)-1:0]            scales_o,
    output reg  [COLS-1:0]                            mask_o,
    output reg  [COLS*LANES*(MAC == 0 ? 16 : 18)-1:0] activations_o,
    output reg                                        write,
    output reg                                        done,
    output wire [COLS-1:0]                            keep,
    output wire [16*COLS-1:0]                         data
);
    localparam integer RB      = $clog2(ROWS + 1);
    localparam integer IB      = $clog2(ROWS > 1 ? ROWS : 2);
    localparam integer SIDE    = 22 + SCALE_BITS;
    localparam integer W_BITS  = LANES * LANE;
    localparam integer A_BITS  = LANES * (MAC == 0 ? 16 : 18);
    localparam integer RESULT  = MAC == 0 ? 29 : 32;
    localparam integer STAGES  = MAC == 0 ? 2 : 1;

    always @(posedge clk) begin
        if (en) begin
            control_o     <= control_i;
            weights_o     <= weights_i;
            scales_o      <= scales_i;
            mask_o        <= mask_i;
            activations_o <= activations_i;
        end
        if (rst) begin
            control_o[0] <= 1'b0;
        end
    end

    // The control word beside its operands, to the stage that adds.
    reg  [STAGES-1:0]   valid;
    wire [STAGES:0]     valid_next = {valid, control_o[0] && control_o[8 +: RB] != {RB{1'b0}} && mask_o[0]};
    wire                add = valid[STAGES-1];
    wire                begins, ends, first, last;
    wire [2:0]          significance;
    wire [RB-1:0]       rows;
    wire [COLS-1:0]     mask;
    wire [ROWS*SIDE-1:0] scales;
    wire unused_valid = valid_next[STAGES];
    skew_line #(.WIDTH(7 + RB + COLS + ROWS * SIDE), .CYCLES(STAGES)) u_beside (
        .clk(clk), .en(en), .d({scales_o, mask_o, control_o[7+RB:1]}),
        .q({scales, mask, rows, significance, last, first, ends, begins})
    );
    always @(posedge clk) begin
        if (rst) begin
            valid <= {STAGES{1'b0}};
        end else if (en) begin
            valid <= valid_next[STAGES-1:0];
        end
    end
    wire hands_over = add && ends;

    // What a group carries on its way from the PEs to the column accumulators.
    wire                 collects;
    wire                 held_first, held_last;
    wire [RB-1:0]        held_rows;
    wire [COLS-1:0]      held_mask;
    wire [ROWS*SIDE-1:0] held_scales;

    // PEs; their results leave upwards, the first row first.
    reg                  collecting;
    wire [COLS*RESULT-1:0] results;
    genvar r, c;
    generate
        if (MAC == 0) begin : g_bitserial
            localparam integer DB        = $clog2(SCALE_BITS);
            localparam integer LAST_BIT  = SCALE_BITS - 1;
            reg                  dequantizing;
            reg [DB-1:0]         scale_bit;
            reg                  first_d, last_d;
            reg [RB-1:0]         rows_d;
            reg [COLS-1:0]       mask_d;
            reg [ROWS*SIDE-1:0]  scales_d;
            reg [ROWS*W_BITS-1:0] weights1;
            reg [COLS*A_BITS-1:0] activations1;
            assign collects    = dequantizing && scale_bit == LAST_BIT[DB-1:0];
            assign held_first  = first_d;
            assign held_last   = last_d;
            assign held_rows   = rows_d;
            assign held_mask   = mask_d;
            assign held_scales = scales_d;
            always @(posedge clk) begin
                if (rst) begin
                    dequantizing <= 1'b0;
                end else if (en) begin
                    dequantizing <= hands_over || (dequantizing && !collects);
                end
                if (en) begin
                    weights1     <= weights_o;
                    activations1 <= activations_o;
                    scale_bit    <= hands_over ? {DB{1'b0}} : scale_bit + {{DB-1{1'b0}}, 1'b1};
                    if (hands_over) begin
                        first_d  <= first;
                        last_d   <= last;
                        rows_d   <= rows;
                        mask_d   <= mask;
                        scales_d <= scales;
                    end
                end
            end
            for (c = 0; c < COLS; c = c + 1) begin : g_column
                for (r = 0; r < ROWS; r = r + 1) begin : g_pe
                    wire [28:0] below;
                    wire [SCALE_BITS-1:0] scale = scales_d[r*SIDE+16 +: SCALE_BITS];
                    wire [28:0] result;
                    if (r == ROWS - 1) begin : g_lowest
                        assign below = 29'd0;
                    end else begin : g_above
                        assign below = g_pe[r+1].result;
                    end
                    bitserial_pe #(.LANES(LANES), .SCALE_BITS(SCALE_BITS), .UNIT(UNIT)) u_pe (
                        .clk(clk), .en(en), .terms0(weights_o[r*W_BITS +: W_BITS]),
                        .activations0(activations_o[c*A_BITS +: A_BITS]), .terms1(weights1[r*W_BITS +: W_BITS]),
                        .activations1(activations1[c*A_BITS +: A_BITS]), .add(add), .begins(begins),
                        .significance(significance), .load(hands_over), .step(dequantizing),
                        .scale_bit(scale[scale_bit]),
                        .scale_exponent(scales_d[r*SIDE+16+SCALE_BITS +: 6]), .take(collects), .shift(collecting),
                        .below(below), .result(result)
                    );
                end
                assign results[c*RESULT +: RESULT] = g_pe[0].result;
            end
        end else begin : g_mac
            assign collects    = hands_over;
            assign held_first  = first;
            assign held_last   = last;
            assign held_rows   = rows;
            assign held_mask   = mask;
            assign held_scales = scales;
            wire unused_significance = &{1'b0, significance};
            for (c = 0; c < COLS; c = c + 1) begin : g_column
                for (r = 0; r < ROWS; r = r + 1) begin : g_pe
                    wire [31:0] below;
                    wire [31:0] result;
                    if (r == ROWS - 1) begin : g_lowest
                        assign below = 32'd0;
                    end else begin : g_above
                        assign below = g_pe[r+1].result;
                    end
                    mac_pe #(.LANES(LANES), .SIG(LANE - 7)) u_pe (
                        .clk(clk), .en(en), .weights(weights_o[r*W_BITS +: W_BITS]),
                        .activations(activations_o[c*A_BITS +: A_BITS]), .add(add), .begins(begins),
                        .take(collects), .shift(collecting), .below(below), .result(result)
                    );
                end
                assign results[c*RESULT +: RESULT] = g_pe[0].result;
            end
        end
    endgenerate

    // A group in the column accumulators: its rows one by one, the scales of the next one lowest.
    reg  [RB-1:0]        rows_left;
    reg  [IB-1:0]        row;
    reg                  first_c, last_c;
    reg  [COLS-1:0]      mask_c, mask_f;
    reg  [ROWS*SIDE-1:0] scales_c;
    wire                 last_row = rows_left == {{RB-1{1'b0}}, 1'b1};
    wire                 channel_sign;
    wire [5:0]           channel_exponent;
    wire [10:0]          channel_significand;
    reg  [17:0]          channel;
    fp16_unpack u_channel (
        .value(scales_c[15:0]), .sign(channel_sign), .exponent(channel_exponent), .significand(channel_significand)
    );
    always @(posedge clk) begin
        if (rst) begin
            collecting <= 1'b0;
            write      <= 1'b0;
            done       <= 1'b0;
        end else if (en) begin
            collecting <= collects || (collecting && !last_row);
            write      <= collecting && last_c;
            done       <= collecting && last_c && last_row;
        end
        if (en) begin
            channel <= {channel_sign, channel_exponent, channel_significand};
            mask_f  <= mask_c;
            if (collects) begin
                rows_left <= held_rows;
                row       <= {IB{1'b0}};
                first_c   <= held_first;
                last_c    <= held_last;
                mask_c    <= held_mask;
                scales_c  <= held_scales;
            end else if (collecting) begin
                rows_left <= rows_left - {{RB-1{1'b0}}, 1'b1};
                row       <= row + {{IB-1{1'b0}}, 1'b1};
                scales_c  <= scales_c >> SIDE;
            end
        end
    end

    assign keep = mask_f & {COLS{write}};
    generate
        for (c = 0; c < COLS; c = c + 1) begin : g_output
            wire [31:0] sum;
            wire [31:0] scaled;
            wire [31:0] value;
            if (MAC == 0) begin : g_short
                assign value = {results[c*RESULT +: RESULT], 3'b000};
            end else begin : g_whole
                assign value = results[c*RESULT +: RESULT];
            end
            column_sums #(.ROWS(ROWS), .SCALED(SCALED), .BITS(SCALE_BITS)) u_sums (
                .clk(clk), .en(en), .step(collecting), .first(first_c), .row(row), .value(value),
                .exponent(scales_c[16+SCALE_BITS +: 6]), .significand(scales_c[16 +: SCALE_BITS]), .sum(sum)
            );
            fp32_scale #(.BITS(11)) u_scale (
                .value(sum), .sign(channel[17]), .exponent(channel[16:11]), .significand(channel[10:0]),
                .product(scaled)
            );
            fp32_to_fp16 u_half (.value(scaled), .half(data[16*c +: 16]));
        end
    endgenerate
endmodule

`default_nettype wire
