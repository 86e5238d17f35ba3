// Compares a module without a clock with a table: the results wanted above the operands, a line each.
`timescale 1ns/1ps
`default_nettype none

module tb_arithmetic;
    `include "params.vh"

    reg  [IN+OUT-1:0] vectors [0:COUNT-1];
    reg  [IN+OUT-1:0] vector;
    wire [IN-1:0]     d = vector[IN-1:0];
    wire [OUT-1:0]    q;
    integer           i, errors;

    generate
        case (MODULE)
            0: begin : g_booth
                booth_term #(.BITS(P)) dut (.weight(d[P-1:0]), .index(d[P +: 3]), .term(q));
            end
            1: begin : g_window
                window_term dut (.halves(d[4:0]), .sign(d[5]), .lower(d[6]), .term(q));
            end
            2: begin : g_decoder
                window_decoder #(.FORMAT(P)) dut (.special(d[5:0]), .code(d[IN-1:6]), .value(q));
            end
            3: begin : g_unpack
                fp16_unpack dut (.value(d), .sign(q[17]), .exponent(q[16:11]), .significand(q[10:0]));
            end
            4: begin : g_largest
                largest_exponent #(.LANES(P)) dut (.terms(d[4*P-1:0]), .activations(d[4*P +: 16*P]), .largest(q));
            end
            5: begin : g_dot
                aligned_dot #(.LANES(P)) dut (
                    .terms(d[4*P-1:0]), .activations(d[4*P +: 16*P]), .largest(d[20*P +: 6]), .sum(q)
                );
            end
            6: begin : g_add
                group_add #(.SUM_BITS(P)) dut (
                    .accumulator(d[21:0]), .sum(d[22 +: P]), .exponent(d[22+P +: 7]), .next(q)
                );
            end
            7: begin : g_scale
                fp32_scale #(.BITS(P)) dut (
                    .value(d[31:0]), .sign(d[32]), .exponent(d[38:33]), .significand(d[39 +: P]), .product(q)
                );
            end
            8: begin : g_half
                fp32_to_fp16 dut (.value(d), .half(q));
            end
            9: begin : g_lane
                weight_lane #(.MAC(P / 8), .FORMAT(P % 8), .CODE_BITS(Q)) dut (
                    .code(d[Q-1:0]), .extra(d[Q +: 8]), .index(d[Q+8 +: 3]), .used(d[Q+11]), .lane(q)
                );
            end
            default: begin : g_normalizer
                leading_normalizer #(.WIDTH(P)) dut (.value(d), .normal(q[P-1:0]), .zeros(q[OUT-1:P]));
            end
        endcase
    endgenerate

    initial begin
        $readmemh("vectors.hex", vectors);
        errors = 0;
        for (i = 0; i < COUNT; i = i + 1) begin
            vector = vectors[i];
            #1;
            if (q !== vector[IN +: OUT]) begin
                errors = errors + 1;
                if (errors == 1) $display("line %0d: %h gives %h, not %h", i, d, q, vector[IN +: OUT]);
            end
        end
        if (errors == 0) $display("PASS %0d", COUNT); else $display("FAIL %0d", errors);
        $finish;
    end
endmodule

`default_nettype wire
