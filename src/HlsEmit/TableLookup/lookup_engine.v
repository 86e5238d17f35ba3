// A table-lookup engine: for each token and each step of T x G activations along K it builds T tables, and looks them
// up for all output channels, Q a cycle.
//
// Parameters: G, weights of an index; T, tables; Q, channels a cycle; HALF, 1 for tables of one sign; OVERLAP, 1 for
//   two sets of tables, the next built while one is read; INTERVAL, cycles from one iteration to the next; DEPTH, the
//   most iterations of a product; CB, bits of the numbers of tokens and steps.
// Latency: with B = 1 + ceil(log2 G) + entries and D = 1 + HALF + ceil(log2 T) + 3: the first activations are taken in
//   the cycle after `start`, looked up B cycles later, and the sums of a lookup in the last step leave D - 1 cycles
//   after it. A step's build begins with the first lookup of the one before, without OVERLAP behind its last.
// Handshake: `start` takes the sizes, all 1 or more, when `busy` is 0. Activations of a step, first one lowest, and
//   index vectors of an iteration (index t of channel q at bit (q T + t) ceil(log2 3^G)) are taken when valid and ready
//   are 1; when they are late, everything waits. `activations_ready` follows `indices_valid` within the cycle, as a
//   build begins in that of a lookup; valid must wait for neither ready. Vectors come again for each token. Sums have
//   a valid bit and cannot wait. `last_lanes` says which channels the last iteration has; `out_last` is the product's
//   last word.
// Numbers: activations are INT8 of -127 to 127, those beyond K zero; sums are INT32, exact.
`default_nettype none

module lookup_engine #(
    parameter integer G        = 3,
    parameter integer T        = 4,
    parameter integer Q        = 2,
    parameter integer HALF     = 0,
    parameter integer OVERLAP  = 1,
    parameter integer INTERVAL = 1,
    parameter integer DEPTH    = 64,
    parameter integer CB       = 16
) (
    input  wire                                       clk,
    input  wire                                       rst,
    input  wire                                       start,
    input  wire [CB-1:0]                              tokens,
    input  wire [CB-1:0]                              steps,
    input  wire [$clog2(DEPTH+1)-1:0]                 iterations,
    input  wire [Q-1:0]                               last_lanes,
    output reg                                        busy,
    input  wire                                       activations_valid,
    output wire                                       activations_ready,
    input  wire [8*T*G-1:0]                           activations,
    input  wire                                       indices_valid,
    output wire                                       indices_ready,
    input  wire [Q*T*$clog2(3**G)-1:0]                indices,
    output wire                                       out_valid,
    output wire                                       out_last,
    output wire [$clog2(DEPTH > 1 ? DEPTH : 2)-1:0]   out_iteration,
    output wire [Q-1:0]                               out_lanes,
    output wire [32*Q-1:0]                            out_sums
);
    localparam integer AW     = $clog2(HALF == 0 ? 3**G : G == 1 ? 2 : 3**G / 2);
    localparam integer EB     = 8 + $clog2(G);
    localparam integer TB     = EB + $clog2(T);
    localparam integer NB     = $clog2(DEPTH+1);
    localparam integer DW     = $clog2(DEPTH > 1 ? DEPTH : 2);
    localparam integer SETS   = (OVERLAP == 0) ? 1 : 2;
    localparam integer LOOKUP = 1 + HALF + $clog2(T);

    // The loops: tokens, steps of a token, iterations of a step.
    reg          looking;
    reg [CB-1:0] token, step, token_end, step_end;
    reg [NB-1:0] iteration, iteration_end;
    reg [Q-1:0]  lanes_end;
    wire begins         = start && !busy;
    wire first_step     = step == {CB{1'b0}};
    wire last_step      = step == step_end;
    wire final_step     = last_step && token == token_end;
    wire last_iteration = iteration == iteration_end;

    // A lookup waits for its tables, for the interval, and for the accumulator that it adds to: one that was read two
    // cycles before is being written. One read in the cycle before would be another, as a build takes two or more.
    reg  [1:0]    built;
    reg           before1, before2;
    reg  [NB-1:0] iteration1, iteration2;
    wire          spaced;
    wire accumulating = before2 && iteration2 == iteration;
    assign indices_ready = looking && built != 2'd0 && spaced && !accumulating;
    wire looks_up  = indices_valid && indices_ready;
    wire ends_step = looks_up && last_iteration;
    wire ends      = ends_step && final_step;

    generate
        if (INTERVAL > 1) begin : g_interval
            localparam integer IW   = $clog2(INTERVAL);
            localparam integer WAIT = INTERVAL - 1;
            reg [IW-1:0] wait_cycles;
            assign spaced = wait_cycles == {IW{1'b0}};
            always @(posedge clk) begin
                if (rst) begin
                    wait_cycles <= {IW{1'b0}};
                end else if (looks_up) begin
                    wait_cycles <= WAIT[IW-1:0];
                end else if (!spaced) begin
                    wait_cycles <= wait_cycles - 1'b1;
                end
            end
        end else begin : g_every_cycle
            assign spaced = 1'b1;
        end
    endgenerate

    // A build begins with the first lookup of the step before, or behind its last.
    reg  wanted;
    wire wants;
    wire builds = activations_valid && activations_ready;
    wire table_write, table_last;
    generate
        if (OVERLAP != 0) begin : g_overlap
            assign wants = looks_up && iteration == {NB{1'b0}} && !final_step;
            assign activations_ready = wanted || wants;
        end else begin : g_exposed
            assign wants = ends_step && !final_step;
            assign activations_ready = wanted;
        end
    endgenerate

    reg write_set, read_set;
    always @(posedge clk) begin
        if (rst) begin
            busy    <= 1'b0;
            looking <= 1'b0;
            wanted  <= 1'b0;
            built   <= 2'd0;
            before1 <= 1'b0;
            before2 <= 1'b0;
        end else begin
            busy    <= begins || (busy && !(out_valid && out_last));
            looking <= begins || (looking && !ends);
            wanted  <= begins || ((wanted || wants) && !builds);
            built   <= built + {1'b0, table_last} - {1'b0, ends_step};
            before1 <= looks_up;
            before2 <= before1;
        end
        iteration1 <= iteration;
        iteration2 <= iteration1;
        if (begins) begin
            token         <= {CB{1'b0}};
            step          <= {CB{1'b0}};
            iteration     <= {NB{1'b0}};
            token_end     <= tokens - 1'b1;
            step_end      <= steps - 1'b1;
            iteration_end <= iterations - 1'b1;
            lanes_end     <= last_lanes;
            write_set     <= 1'b0;
            read_set      <= 1'b0;
        end else begin
            if (looks_up) begin
                iteration <= last_iteration ? {NB{1'b0}} : iteration + 1'b1;
            end
            if (ends_step) begin
                step     <= last_step ? {CB{1'b0}} : step + 1'b1;
                token    <= token + {{CB-1{1'b0}}, last_step};
                read_set <= !read_set;
            end
            if (table_last) begin
                write_set <= !write_set;
            end
        end
    end

    // Tables.
    wire [T*EB-1:0] entries;
    wire [T-1:0]    writes, lasts;
    wire [T*AW-1:0] addresses;
    genvar t;
    generate
        for (t = 0; t < T; t = t + 1) begin : g_builder
            table_builder #(.G(G), .HALF(HALF)) u_builder (
                .clk(clk), .rst(rst), .start(builds), .activations(activations[8*G*t +: 8*G]), .write(writes[t]),
                .address(addresses[t*AW +: AW]), .entry(entries[t*EB +: EB]), .last(lasts[t])
            );
        end
    endgenerate
    assign table_write = writes[0];
    assign table_last  = lasts[0];
    wire unused_builders = &{1'b0, writes, lasts, addresses};

    wire [Q*TB-1:0] sums;
    lookup_reduce #(.G(G), .T(T), .Q(Q), .SETS(SETS), .HALF(HALF)) u_reduce (
        .clk(clk), .write(table_write), .write_set(write_set), .address(addresses[AW-1:0]), .entries(entries),
        .read_set(read_set), .indices(indices), .sums(sums)
    );

    // Beside a lookup on its way: whether there is one, and what it is.
    reg  [LOOKUP-1:0] valid;
    wire [LOOKUP:0]   valid_next = {valid, looks_up};
    wire unused_valid = valid_next[LOOKUP];
    always @(posedge clk) begin
        if (rst) begin
            valid <= {LOOKUP{1'b0}};
        end else begin
            valid <= valid_next[LOOKUP-1:0];
        end
    end

    wire [DW+1:0] about;
    skew_line #(.WIDTH(DW + 2), .CYCLES(LOOKUP)) u_about (
        .clk(clk), .en(1'b1), .d({iteration[DW-1:0], last_step, first_step}), .q(about)
    );
    wire [Q:0] leaving;
    skew_line #(.WIDTH(Q + 1), .CYCLES(LOOKUP + 2)) u_leaving (
        .clk(clk), .en(1'b1), .d({last_iteration ? lanes_end : {Q{1'b1}}, ends}), .q(leaving)
    );
    assign out_lanes = leaving[Q:1];
    assign out_last  = out_valid && leaving[0];

    accumulator_bank #(.Q(Q), .W(TB), .DEPTH(DEPTH)) u_accumulators (
        .clk(clk), .rst(rst), .in_valid(valid[LOOKUP-1]), .in_first(about[0]), .in_last(about[1]),
        .in_address(about[DW+1:2]), .in_sums(sums), .out_valid(out_valid), .out_address(out_iteration),
        .out_sums(out_sums)
    );
endmodule

`default_nettype wire
