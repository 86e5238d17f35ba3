// Offers the same command over and over, operands always there, and tells how many cycles after the last outputs of one
// product the next is taken.
`timescale 1ns/1ps
`default_nettype none

module overlap_load_tb;
    `include "params.vh"

    reg clk = 1'b0;
    always #5 clk = ~clk;
    reg rst = 1'b1;
    integer n = 0, ended = 0, products = 0, errors = 0;
    wire command_ready, outputs_valid, outputs_last;
    wire unused_ready, unused_weights;
    wire [63:0] unused_data;
    wire [7:0]  unused_keep;
    tablelookup_engine #(
        .G(2), .T(2), .Q(2), .VARIANT(2), .OVERLAP(1), .INTERVAL(1), .DEPTH(4), .WORDS(8), .HALVES(HALVES), .V(1)
    ) dut (
        .clk(clk), .rst(rst), .command_valid(1'b1), .command_ready(command_ready),
        .command_data({32'd8, 32'd8, M[31:0]}), .activations_valid(1'b1), .activations_ready(unused_ready),
        .activations_data(32'd0), .weights_valid(1'b1), .weights_ready(unused_weights), .weights_data(8'd0),
        .outputs_valid(outputs_valid), .outputs_ready(1'b1), .outputs_data(unused_data), .outputs_keep(unused_keep),
        .outputs_last(outputs_last)
    );

    always @(posedge clk) begin
        n   <= n + 1;
        rst <= n < 3;
        if (outputs_valid && outputs_last) ended <= n;
        if (!rst && command_ready) begin
            products <= products + 1;
            if (products > 0 && n - (outputs_valid && outputs_last ? n : ended) != GAP) begin
                errors <= errors + 1;
                $display("product %0d is taken after %0d", products, n - ended);
            end
        end
        if (n == 2000) begin
            if (errors == 0) $display("PASS %0d", products); else $display("FAIL %0d", errors);
            $finish;
        end
    end
endmodule

`default_nettype wire
