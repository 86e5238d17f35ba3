// Packs weights and activations for one multiplication that makes all their products, each in a lane of its own.
//
// One or two values of the wide port are those of A and D, which the slice's pre-adder sums up: high x 2^offset + low.
// More go to D without their signs, and their signs to A, which the slice then subtracts: joining bits is enough. The
// narrow port takes one value, or the sum of several.
//
// Parameters: WEIGHTS and ACTIVATIONS, values of a slice; WEIGHT_BITS and ACTIVATION_BITS, two's complement; SPACING,
// bits from lane to lane; WIDE_WEIGHTS, 1 where weights are on the wide port; NARROW, bits of the narrow port.
// Latency: 0.
`default_nettype none

module packed_operands #(
    parameter integer WEIGHTS         = 1,
    parameter integer ACTIVATIONS     = 2,
    parameter integer WEIGHT_BITS     = 8,
    parameter integer ACTIVATION_BITS = 8,
    parameter integer SPACING         = 18,
    parameter integer WIDE_WEIGHTS    = 0,
    parameter integer NARROW          = 18
) (
    input  wire [WEIGHT_BITS*WEIGHTS-1:0]         weights,
    input  wire [ACTIVATION_BITS*ACTIVATIONS-1:0] activations,
    output wire [26:0]                            a,
    output wire [26:0]                            d,
    output wire [NARROW-1:0]                      b
);
    localparam integer WIDES       = (WIDE_WEIGHTS != 0) ? WEIGHTS : ACTIVATIONS;
    localparam integer NARROWS     = (WIDE_WEIGHTS != 0) ? ACTIVATIONS : WEIGHTS;
    localparam integer WIDE_BITS   = (WIDE_WEIGHTS != 0) ? WEIGHT_BITS : ACTIVATION_BITS;
    localparam integer NARROW_BITS = (WIDE_WEIGHTS != 0) ? ACTIVATION_BITS : WEIGHT_BITS;

    wire [WIDE_BITS*WIDES-1:0]     wides;
    wire [NARROW_BITS*NARROWS-1:0] narrows;
    genvar i;
    generate
        if (WIDE_WEIGHTS != 0) begin : g_wide_weights
            assign wides   = weights;
            assign narrows = activations;
        end else begin : g_wide_activations
            assign wides   = activations;
            assign narrows = weights;
        end

        if (WIDES == 1) begin : g_one
            assign a = {{(27-WIDE_BITS){wides[WIDE_BITS-1]}}, wides};
            assign d = 27'd0;
        end else if (WIDES == 2) begin : g_two
            localparam integer OFFSET = SPACING * NARROWS;
            assign a = {{(27-WIDE_BITS){wides[WIDE_BITS-1]}}, wides[WIDE_BITS-1:0]};
            assign d = {{(27-WIDE_BITS-OFFSET){wides[2*WIDE_BITS-1]}}, wides[2*WIDE_BITS-1:WIDE_BITS], {OFFSET{1'b0}}};
        end else begin : g_more
            localparam integer OFFSET = SPACING * NARROWS;
            localparam integer TOP    = OFFSET * (WIDES - 1) + WIDE_BITS;
            wire [TOP-1:0] magnitudes;
            wire [TOP-1:0] signs;
            for (i = 0; i < WIDES; i = i + 1) begin : g_value
                assign magnitudes[OFFSET*i +: WIDE_BITS] = {1'b0, wides[WIDE_BITS*i +: WIDE_BITS-1]};
                assign signs[OFFSET*i +: WIDE_BITS] = {wides[WIDE_BITS*(i+1)-1], {(WIDE_BITS-1){1'b0}}};
                if (i < WIDES - 1) begin : g_gap
                    assign magnitudes[OFFSET*i+WIDE_BITS +: OFFSET-WIDE_BITS] = {(OFFSET-WIDE_BITS){1'b0}};
                    assign signs[OFFSET*i+WIDE_BITS +: OFFSET-WIDE_BITS] = {(OFFSET-WIDE_BITS){1'b0}};
                end
            end
            assign a = {{(27-TOP){1'b0}}, signs};
            assign d = {{(27-TOP){1'b0}}, magnitudes};
        end

        // Sums of all values so far.
        for (i = 0; i < NARROWS; i = i + 1) begin : g_narrow
            wire [NARROW-1:0] value;
            wire [NARROW-1:0] sum;
            assign value = {{(NARROW-NARROW_BITS){narrows[NARROW_BITS*(i+1)-1]}}, narrows[NARROW_BITS*i +: NARROW_BITS]}
                << (SPACING * i);
            if (i == 0) begin : g_lowest
                assign sum = value;
            end else begin : g_higher
                assign sum = g_narrow[i-1].sum + value;
            end
        end
    endgenerate
    assign b = g_narrow[NARROWS-1].sum;
endmodule

`default_nettype wire
