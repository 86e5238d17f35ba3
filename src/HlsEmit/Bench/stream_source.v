// Offers the beats of a file on a stream, for benches.
//
// Parameters: WIDTH, bits of a beat; BEATS, lines of FILE; SEED, of the pauses, not 0.
// Between two beats it pauses, in cycles that a random byte below `pauses` chooses; what is offered stays until it is
// taken, and while nothing is, `data` is the opposite of what comes next. `restart` begins again with the first beat.
`default_nettype none

module stream_source #(
    parameter integer   WIDTH = 8,
    parameter integer   BEATS = 1,
    parameter [31:0]    SEED  = 32'd1,
    parameter           FILE  = "beats.hex"
) (
    input  wire             clk,
    input  wire             restart,
    input  wire [7:0]       pauses,
    output reg              valid,
    input  wire             ready,
    output wire [WIDTH-1:0] data,
    output wire             moves
);
    localparam integer ALL = BEATS;

    reg [WIDTH-1:0] beats [0:BEATS-1];
    initial $readmemh(FILE, beats);

    // Beats taken, and the one that is offered next.
    reg  [31:0] taken;
    wire [31:0] next = taken + {31'd0, moves};
    wire [31:0] shown = taken < ALL ? taken : 32'd0;

    reg  [31:0] state;
    wire [31:0] a = state ^ (state << 13);
    wire [31:0] b = a ^ (a >> 17);
    wire [31:0] c = b ^ (b << 5);
    wire        goes = c[15:8] >= pauses;

    assign moves = valid && ready;
    assign data  = valid ? beats[shown] : ~beats[shown];

    initial begin
        valid = 1'b0;
        taken = 32'd0;
        state = SEED;
    end

    always @(posedge clk) begin
        state <= c;
        if (restart) begin
            valid <= 1'b0;
            taken <= 32'd0;
        end else begin
            valid <= next < ALL && ((valid && !ready) || goes);
            taken <= next;
        end
    end
endmodule

`default_nettype wire
