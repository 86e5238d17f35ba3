// Compares how long each product takes with what a file says, for benches.
//
// Parameters: PRODUCTS, lines of FILE, the cycles of each product in hexadecimal; LATENCY, what streams add to them.
// A product takes from the cycle in which its command moves (`begins`) to that in which its last output does (`ends`).
// While `timed`, each product is printed, and `failed` follows one that takes another time.
`default_nettype none

module product_clock #(
    parameter integer PRODUCTS = 1,
    parameter integer LATENCY  = 0,
    parameter         FILE     = "cycles.hex"
) (
    input  wire clk,
    input  wire restart,
    input  wire timed,
    input  wire begins,
    input  wire ends,
    output reg  failed
);
    localparam integer ALL = PRODUCTS;
    localparam integer EXTRA = LATENCY;

    reg [31:0] cycles [0:PRODUCTS-1];
    initial $readmemh(FILE, cycles);

    reg  [31:0] now;
    reg  [31:0] begun;
    reg  [31:0] ended;
    reg  [31:0] starts [0:PRODUCTS-1];
    wire [31:0] shown = ended < ALL ? ended : 32'd0;
    wire [31:0] start = ended == begun ? now : starts[shown];
    wire [31:0] taken = now - start - EXTRA;

    initial begin
        now    = 32'd0;
        begun  = 32'd0;
        ended  = 32'd0;
        failed = 1'b0;
    end

    always @(posedge clk) begin
        now <= now + 32'd1;
        if (restart) begin
            begun <= 32'd0;
            ended <= 32'd0;
        end else begin
            if (begins) begin
                begun         <= begun + 32'd1;
                starts[begun] <= now;
            end
            if (ends) begin
                ended <= ended + 32'd1;
                if (timed) begin
                    $display("CYCLES %0d %0d %0d", ended, $signed(taken), cycles[shown]);
                    failed <= failed || taken != cycles[shown];
                end
            end
        end
    end
endmodule

`default_nettype wire
