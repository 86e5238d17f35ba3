// Leads a bench through its runs and gives the verdict: one line, PASS and the outputs checked, or FAIL and why.
//
// Parameters: ABORT, cycles of the first run that a reset ends, a quarter of a whole one; PATIENCE, cycles without a beat
// on any stream after which a run is stuck.
// Runs: without pauses, with pauses everywhere, with outputs that are rarely taken, with pauses and ended by a reset, three
// times after different times, and without pauses again. Runs without pauses are `timed`. Each begins with a reset. The outputs of all
// runs but the ended ones are counted: four times those of a run. TOTAL is the cycles of all runs.
`default_nettype none

module bench_control #(
    parameter integer ABORT    = 100,
    parameter integer PATIENCE = 10000
) (
    input  wire       clk,
    output wire       resetn,
    output wire       timed,
    output wire [7:0] source_pauses,
    output wire [7:0] sink_pauses,
    input  wire       moves,
    input  wire       output_moves,
    input  wire       finished,
    input  wire       failed
);
    localparam [2:0] FREE = 3'd0, PAUSED = 3'd1, HELD = 3'd2, FIRST_ABORTED = 3'd3, LAST_ABORTED = 3'd5, AGAIN = 3'd6;

    // Cycles of a reset, and for which nothing may come after the last output.
    localparam [31:0] RESET = 32'd5, QUIET = 32'd100;
    localparam integer QUARTER = ABORT;
    localparam integer PATIENT = PATIENCE;

    reg [2:0]  run;
    reg [31:0] cycle;
    reg [31:0] idle;
    reg [31:0] total;
    reg [31:0] checked;
    reg        over;

    initial begin
        run   = FREE;
        cycle = 32'd0;
        idle  = 32'd0;
        total = 32'd0;
        checked = 32'd0;
        over  = 1'b0;
    end

    wire        aborts   = run >= FIRST_ABORTED && run <= LAST_ABORTED;
    wire [31:0] abort_at = run == FIRST_ABORTED ? QUARTER : run == LAST_ABORTED ? 3 * QUARTER : 2 * QUARTER;

    assign resetn        = cycle >= RESET;
    assign timed         = run == FREE || run == AGAIN;
    assign source_pauses = run == PAUSED ? 8'd100 : aborts ? 8'd40 : 8'd0;
    assign sink_pauses   = run == PAUSED ? 8'd100 : run == HELD ? 8'd210 : aborts ? 8'd40 : 8'd0;

    // What was finished before a reset says nothing of the run that begins with it.
    wire ends = aborts ? cycle == abort_at : resetn && finished && idle >= QUIET;

    always @(posedge clk) begin
        if (!over) begin
            cycle <= cycle + 32'd1;
            total <= total + 32'd1;
            if (output_moves && resetn && !aborts) begin
                checked <= checked + 32'd1;
            end
            idle  <= moves || !resetn ? 32'd0 : idle + 32'd1;
            if (failed) begin
                over <= 1'b1;
                $display("FAIL run %0d, cycle %0d: see above", run, cycle);
                $finish;
            end else if (ends) begin
                run   <= run + 3'd1;
                cycle <= 32'd0;
                if (run == AGAIN) begin
                    over <= 1'b1;
                    $display("TOTAL %0d", total);
                    $display("PASS %0d", checked);
                    $finish;
                end
            end else if (idle == PATIENT && resetn) begin
                over <= 1'b1;
                $display("FAIL run %0d, cycle %0d: no beat moved for %0d cycles", run, cycle, PATIENCE);
                $finish;
            end
        end
    end
endmodule

`default_nettype wire
