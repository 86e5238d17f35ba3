// Takes the beats of a stream and compares each with what files say, for benches.
//
// Parameters: WIDTH, bits of a beat; BEATS, lines of the files; SEED, of the pauses, not 0; EXPECTED, a file of beats,
// each `last`, then a bit of keep for each byte, then the data; MATTERS, a file of ones where bits of data count.
// `failed` follows a beat that differs, one too many, or an offer that was not kept until it was taken.
`default_nettype none

module stream_sink #(
    parameter integer WIDTH    = 8,
    parameter integer BEATS    = 1,
    parameter [31:0]  SEED     = 32'd1,
    parameter         EXPECTED = "outputs.hex",
    parameter         MATTERS  = "outputs_matter.hex"
) (
    input  wire               clk,
    input  wire               restart,
    input  wire [7:0]         pauses,
    input  wire               valid,
    output reg                ready,
    input  wire [WIDTH-1:0]   data,
    input  wire [WIDTH/8-1:0] keep,
    input  wire               last,
    output wire               moves,
    output wire               finished,
    output reg                failed
);
    localparam integer ALL  = BEATS;
    localparam integer WORD = 1 + WIDTH / 8 + WIDTH;

    reg [WORD-1:0]  expected [0:BEATS-1];
    reg [WIDTH-1:0] matters  [0:BEATS-1];
    initial $readmemh(EXPECTED, expected);
    initial $readmemh(MATTERS, matters);

    reg  [31:0] taken;
    wire [31:0] shown = taken < ALL ? taken : 32'd0;
    wire [WORD-1:0] wanted = expected[shown];
    wire [WORD-1:0] given  = {last, keep, data};
    wire [WORD-1:0] counts = {{WORD-WIDTH{1'b1}}, matters[shown]};
    wire [WORD-1:0] differs = (wanted ^ given) & counts;

    // The lowest part of the word in which something differs, for the message.
    localparam integer SHOWN = 64;
    localparam integer PARTS = WORD / SHOWN + 1;
    wire [PARTS*SHOWN-1:0] given_wide   = {{PARTS*SHOWN-WORD{1'b0}}, given};
    wire [PARTS*SHOWN-1:0] wanted_wide  = {{PARTS*SHOWN-WORD{1'b0}}, wanted};
    wire [PARTS*SHOWN-1:0] differs_wide = {{PARTS*SHOWN-WORD{1'b0}}, differs};
    integer first, part;
    always @* begin
        first = 0;
        for (part = PARTS - 1; part >= 0; part = part - 1) begin
            if (differs_wide[part*SHOWN +: SHOWN] !== {SHOWN{1'b0}}) begin
                first = part * SHOWN;
            end
        end
    end

    reg  [31:0] state;
    wire [31:0] a = state ^ (state << 13);
    wire [31:0] b = a ^ (a >> 17);
    wire [31:0] c = b ^ (b << 5);

    // What was offered in the cycle before and not taken.
    reg            waits;
    reg [WORD-1:0] offered;

    assign moves    = valid && ready;
    assign finished = taken == ALL;

    initial begin
        ready  = 1'b0;
        failed = 1'b0;
        taken  = 32'd0;
        waits  = 1'b0;
        state  = SEED;
    end

    always @(posedge clk) begin
        state   <= c;
        ready   <= !restart && c[15:8] >= pauses;
        offered <= given;
        waits   <= !restart && valid && !ready;
        if (restart) begin
            taken <= 32'd0;
        end else begin
            if (moves) begin
                taken <= taken + 32'd1;
            end
            if (valid !== 1'b0 && valid !== 1'b1) begin
                failed <= 1'b1;
                $display("outputs: valid is %b before beat %0d", valid, taken);
            end else if (waits && (!valid || given !== offered)) begin
                failed <= 1'b1;
                $display("outputs: beat %0d changed while it waited", taken);
            end else if (moves && finished) begin
                failed <= 1'b1;
                $display("outputs: a beat too many");
            end else if (moves && differs !== {WORD{1'b0}}) begin
                failed <= 1'b1;
                // Not whole beats: simulators print words of some thousand bits at most.
                $display("outputs: beat %0d is %h from bit %0d on, should be %h; in these bits of last, keep, data %h",
                    taken, given_wide[first +: SHOWN], first, wanted_wide[first +: SHOWN], differs_wide[first +: SHOWN]);
            end
        end
    end
endmodule

`default_nettype wire
