// The datapath of a table-lookup engine: for each token and each step of T x G activations along K it builds T tables,
// and looks them up for all output channels, Q a cycle.
//
// Parameters: G, weights of an index; T, tables; Q, channels a cycle; VARIANT, 0 for tables of all sums, 1 for those of
//   one sign, 2 for none, where weights choose activations; OVERLAP, 1 for two sets of tables, the next built while one
//   is read; INTERVAL, cycles from one iteration to the next; DEPTH, the most iterations of a product; MB and KB, bits
//   of M and of K, the latter also of T x G.
// Latency: with B = 1 + ceil(log2 G) + entries and D = 1 + ceil(log2 T) + 3, half tables a cycle more, B = 2 and D = 1
//   + ceil(log2 (T G)) + 3 without tables: the first activations are taken in the cycle after `start`, looked up B
//   cycles later, and the sums of a lookup in the last step leave D - 1 cycles after it. A step's build begins with the
//   first lookup of the one before, without OVERLAP behind its last.
// Handshake: `start` takes M, K and N, all 1 or more, when `busy` is 0; `looking` is 1 from the cycle after it to the
//   last lookup. Activations of a step, first one lowest, and index vectors of an iteration (index t of channel q at
//   bit (q T + t) ceil(log2 3^G)) are taken when valid and ready are 1; when they are late, everything waits, and no
//   valid may wait for its ready. Vectors come again for each token. Lookups whose sums leave, told by `claim`, wait
//   for `room`. Sums have a valid bit and cannot wait; `out_lanes` says which channels there are, `out_last` is the
//   product's last word.
// Numbers: activations are INT8 of -127 to 127, those beyond K of any value as long as their weights are zero; sums are
//   INT32, exact.
`default_nettype none

module lookup_core #(
    parameter integer G        = 3,
    parameter integer T        = 4,
    parameter integer Q        = 2,
    parameter integer VARIANT  = 0,
    parameter integer OVERLAP  = 1,
    parameter integer INTERVAL = 1,
    parameter integer DEPTH    = 64,
    parameter integer MB       = 16,
    parameter integer KB       = 16
) (
    input  wire                          clk,
    input  wire                          rst,
    input  wire                          start,
    input  wire [MB-1:0]                 tokens,
    input  wire [KB-1:0]                 reduction,
    input  wire [$clog2(DEPTH*Q+2)-1:0]  channels,
    output reg                           busy,
    output reg                           looking,
    input  wire                          activations_valid,
    output wire                          activations_ready,
    input  wire [8*T*G-1:0]              activations,
    input  wire                          indices_valid,
    output wire                          indices_ready,
    input  wire [Q*T*$clog2(3**G)-1:0]   indices,
    input  wire                          room,
    output wire                          claim,
    output wire                          out_valid,
    output wire                          out_last,
    output wire [Q-1:0]                  out_lanes,
    output wire [32*Q-1:0]               out_sums
);
    localparam integer TREE   = (VARIANT == 2) ? $clog2(T*G) : $clog2(T);
    localparam integer TB     = (VARIANT == 2) ? 8 + TREE : 8 + $clog2(G) + TREE;
    localparam integer NB     = $clog2(DEPTH*Q+2);
    localparam integer DW     = $clog2(DEPTH > 1 ? DEPTH : 2);
    localparam integer SETS   = (OVERLAP == 0) ? 1 : 2;
    localparam integer LOOKUP = 1 + (VARIANT == 1 ? 1 : 0) + TREE;
    localparam integer STEP   = T * G;

    // The loops: what is left of M, of K and of N, the present token, step and iteration included.
    reg  [MB-1:0] m_left;
    reg  [KB-1:0] k_all, k_left;
    reg  [NB-1:0] n_all, n_left;
    reg  [DW-1:0] iteration;
    reg           first_step;
    wire begins         = start && !busy;
    wire last_step      = k_left <= STEP[KB-1:0];
    wire final_step     = last_step && m_left == {{MB-1{1'b0}}, 1'b1};
    wire last_iteration = n_left <= Q[NB-1:0];

    wire [Q-1:0] lanes;
    genvar lane;
    generate
        for (lane = 0; lane < Q; lane = lane + 1) begin : g_lane
            localparam integer NUMBER = lane;
            assign lanes[lane] = n_left > NUMBER[NB-1:0];
        end
    endgenerate

    // A lookup waits for its tables, for the interval, and for the accumulator that it adds to: one that was read two
    // cycles before is being written. One read in the cycle before would be another, as a build takes two or more.
    reg  [1:0]    built;
    reg           before1, before2;
    reg  [DW-1:0] iteration1, iteration2;
    wire          spaced;
    wire accumulating = before2 && iteration2 == iteration;
    assign indices_ready = looking && built != 2'd0 && spaced && !accumulating && (room || !last_step);
    wire looks_up  = indices_valid && indices_ready;
    assign claim   = looks_up && last_step;
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
    wire table_last;
    generate
        if (OVERLAP != 0) begin : g_overlap
            assign wants = looks_up && iteration == {DW{1'b0}} && !final_step;
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
        end else begin
            busy    <= begins || (busy && !(out_valid && out_last));
            looking <= begins || (looking && !ends);
            wanted  <= begins || ((wanted || wants) && !builds);
            built   <= built + {1'b0, table_last} - {1'b0, ends_step};
        end
        before1    <= looks_up;
        before2    <= before1;
        iteration1 <= iteration;
        iteration2 <= iteration1;
        if (begins) begin
            m_left     <= tokens;
            k_all      <= reduction;
            k_left     <= reduction;
            n_all      <= channels;
            n_left     <= channels;
            iteration  <= {DW{1'b0}};
            first_step <= 1'b1;
            write_set  <= 1'b0;
            read_set   <= 1'b0;
        end else begin
            if (looks_up) begin
                n_left    <= last_iteration ? n_all : n_left - Q[NB-1:0];
                iteration <= last_iteration ? {DW{1'b0}} : iteration + 1'b1;
            end
            if (ends_step) begin
                k_left     <= last_step ? k_all : k_left - STEP[KB-1:0];
                m_left     <= m_left - {{MB-1{1'b0}}, last_step};
                first_step <= last_step;
                read_set   <= !read_set;
            end
            if (table_last) begin
                write_set <= !write_set;
            end
        end
    end

    // Tables, or the activations themselves.
    wire [Q*TB-1:0] sums;
    genvar t;
    generate
        if (VARIANT == 2) begin : g_choice
            reg             held_valid;
            reg [8*T*G-1:0] held;
            assign table_last = held_valid;
            always @(posedge clk) begin
                held_valid <= builds && !rst;
                held       <= activations;
            end
            select_reduce #(.G(G), .T(T), .Q(Q), .SETS(SETS)) u_reduce (
                .clk(clk), .write(held_valid), .write_set(write_set), .activations(held), .read_set(read_set),
                .indices(indices), .sums(sums)
            );
        end else begin : g_tables
            localparam integer AW = $clog2(VARIANT == 0 ? 3**G : G == 1 ? 2 : 3**G / 2);
            localparam integer EB = 8 + $clog2(G);
            wire [T*EB-1:0] entries;
            wire [T-1:0]    writes, lasts;
            wire [T*AW-1:0] addresses;
            for (t = 0; t < T; t = t + 1) begin : g_builder
                table_builder #(.G(G), .HALF(VARIANT)) u_builder (
                    .clk(clk), .rst(rst), .start(builds), .activations(activations[8*G*t +: 8*G]), .write(writes[t]),
                    .address(addresses[t*AW +: AW]), .entry(entries[t*EB +: EB]), .last(lasts[t])
                );
            end
            assign table_last = lasts[0];
            wire unused_builders = &{1'b0, writes, lasts, addresses};
            lookup_reduce #(.G(G), .T(T), .Q(Q), .SETS(SETS), .HALF(VARIANT)) u_reduce (
                .clk(clk), .write(writes[0]), .write_set(write_set), .address(addresses[AW-1:0]), .entries(entries),
                .read_set(read_set), .indices(indices), .sums(sums)
            );
        end
    endgenerate

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
        .clk(clk), .en(1'b1), .d({iteration, last_step, first_step}), .q(about)
    );
    wire [Q:0] leaving;
    skew_line #(.WIDTH(Q + 1), .CYCLES(LOOKUP + 2)) u_leaving (
        .clk(clk), .en(1'b1), .d({lanes, ends}), .q(leaving)
    );
    assign out_lanes = leaving[Q:1];
    assign out_last  = out_valid && leaving[0];

    accumulator_bank #(.Q(Q), .W(TB), .DEPTH(DEPTH)) u_accumulators (
        .clk(clk), .rst(rst), .in_valid(valid[LOOKUP-1]), .in_first(about[0]), .in_last(about[1]),
        .in_address(about[DW+1:2]), .in_sums(sums), .out_valid(out_valid), .out_sums(out_sums)
    );
endmodule

`default_nettype wire
