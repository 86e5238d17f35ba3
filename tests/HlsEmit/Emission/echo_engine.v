// An engine that is none: it gives each byte of its operands back, one more. FAULT is what it does wrong.
`default_nettype none

module echo_engine #(
    parameter integer FAULT = 0
) (
    input  wire        clk,
    input  wire        rst,
    input  wire        command_valid,
    output wire        command_ready,
    input  wire [95:0] command_data,
    input  wire        bytes_valid,
    output wire        bytes_ready,
    input  wire [7:0]  bytes_data,
    output reg         outputs_valid,
    input  wire        outputs_ready,
    output reg  [7:0]  outputs_data,
    output wire [0:0]  outputs_keep,
    output reg         outputs_last
);
    reg  [31:0] left;
    reg  [31:0] count;
    wire        free  = !outputs_valid || outputs_ready;
    wire        begins = command_valid && command_ready;
    wire        takes = bytes_valid && bytes_ready;

    assign command_ready = left == 32'd0 && free;
    assign bytes_ready   = left != 32'd0 && (free || FAULT == 2) && (FAULT != 1 || count != 32'd30);
    assign outputs_keep  = FAULT != 3 || outputs_data != 8'd9;

    always @(posedge clk) begin
        if (rst) begin
            left          <= FAULT == 4 ? left : 32'd0;
            outputs_valid <= 1'b0;
            count         <= 32'd0;
        end else begin
            count <= count + 32'd1;
            if (begins) begin
                left <= command_data[31:0];
            end else if (takes) begin
                left <= left - 32'd1;
            end
            outputs_valid <= takes || (outputs_valid && !outputs_ready && FAULT != 5)
                || (FAULT == 6 && outputs_valid && outputs_last && outputs_ready);
            if (takes) begin
                outputs_data <= bytes_data + (FAULT == 7 && bytes_data == 8'd77 ? 8'd0 : 8'd1);
                outputs_last <= left == (FAULT == 8 ? 32'd2 : 32'd1);
            end else if (FAULT == 9 && outputs_valid && !outputs_ready) begin
                outputs_data <= outputs_data + 8'd1;
            end
            if (FAULT == 10 && outputs_valid && outputs_ready && outputs_last) begin
                left <= 32'd1;
            end
        end
    end
    wire unused = &{1'b0, command_data[95:32]};
endmodule

`default_nettype wire
