`timescale 1ns/1ps
`default_nettype none

module fp32_add_tb;
    `include "params.vh"

    // A line: the sum above b above a.
    reg [95:0]  lines [0:CASES-1];
    reg [95:0]  line   = 96'd0;
    reg         clk    = 1'b0;
    integer     next   = 0;
    integer     errors = 0;
    wire [31:0] sum;

    fp32_add u_add (.a(line[31:0]), .b(line[63:32]), .sum(sum));

    initial begin
        $readmemh("lines.hex", lines);
    end

    always #5 clk = ~clk;

    always @(posedge clk) begin
        line <= lines[next < CASES ? next : 0];
        next <= next + 1;
        if (next > 0 && sum !== line[95:64]) begin
            errors <= errors + 1;
            if (errors < 8) begin
                $display("%h + %h: %h, expected %h", line[31:0], line[63:32], sum, line[95:64]);
            end
        end
        if (next == CASES + 1) begin
            if (errors == 0) begin
                $display("PASS %0d", CASES);
            end else begin
                $display("FAIL %0d of %0d sums", errors, CASES);
            end
            $finish;
        end
    end
endmodule

`default_nettype wire
