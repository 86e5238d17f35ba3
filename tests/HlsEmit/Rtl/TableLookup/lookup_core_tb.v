// Runs a product twice, perhaps with operands that come late or a reset on the way before them, and compares every
// word that leaves, its cycle, and the cycles of the whole.
`timescale 1ns/1ps
`default_nettype none

module lookup_core_tb;
    `include "params.vh"
    localparam integer IB = $clog2(3**G);
    localparam integer NB = $clog2(DEPTH*Q+2);
    localparam integer WORDS = M * ITERATIONS;
    localparam integer VECTORS = STEPS * ITERATIONS;
    localparam integer LIMIT = 20 * CYCLES + 1000;
    localparam integer MB = 8;
    localparam integer KB = 10;

    reg clk = 1'b0;
    always #5 clk = ~clk;

    reg [8*T*G-1:0]    activations [0:M*STEPS-1];
    reg [Q*T*IB-1:0]   indices [0:VECTORS-1];
    // Cycle, lanes, sums.
    reg [33*Q+31:0]    expected [0:WORDS-1];
    initial begin
        $readmemh("activations.hex", activations);
        $readmemh("indices.hex", indices);
        $readmemh("expected.hex", expected);
    end

    reg rst = 1'b1, start = 1'b0, running = 1'b0;
    integer n = 0, run = 0, cycle = 0, activation_at = 0, index_at = 0, word_at = 0, lookups = 0, claims = 0;
    integer checks = 0, errors = 0;
    reg was_reset = 1'b0;
    reg [31:0] noise = 32'h2545F491;
    wire [31:0] noise1 = noise ^ (noise << 13);
    wire [31:0] noise2 = noise1 ^ (noise1 >> 17);

    wire activations_valid = STALLS == 0 || noise[3:2] == 2'd0;
    wire indices_valid = STALLS == 0 || noise[17];
    wire room = FULL == 0 || noise[9:8] == 2'd0;
    wire busy, looking, claim, activations_ready, indices_ready, out_valid, out_last;
    wire [Q-1:0]    out_lanes;
    wire [32*Q-1:0] out_sums;
    lookup_core #(
        .G(G), .T(T), .Q(Q), .VARIANT(VARIANT), .OVERLAP(OVERLAP), .INTERVAL(INTERVAL), .DEPTH(DEPTH), .MB(MB), .KB(KB)
    ) dut (
        .clk(clk), .rst(rst), .start(start), .tokens(M[MB-1:0]), .reduction(K[KB-1:0]), .channels(N[NB-1:0]),
        .busy(busy), .looking(looking), .activations_valid(activations_valid), .activations_ready(activations_ready),
        .activations(activations[activation_at < M*STEPS ? activation_at : 0]),
        .indices_valid(indices_valid), .indices_ready(indices_ready), .indices(indices[index_at]),
        .room(room), .claim(claim), .out_valid(out_valid), .out_last(out_last), .out_lanes(out_lanes),
        .out_sums(out_sums)
    );

    wire [33*Q+31:0] right = expected[word_at < WORDS ? word_at : 0];
    wire [32*Q-1:0] mask;
    genvar q;
    generate
        for (q = 0; q < Q; q = q + 1) begin : g_mask
            assign mask[32*q +: 32] = {32{right[32*Q+q]}};
        end
    endgenerate
    wire wrong_word = !running || word_at >= WORDS || ((out_sums ^ right[32*Q-1:0]) & mask) !== {32*Q{1'b0}}
        || out_lanes !== right[32*Q +: Q] || out_last !== (word_at == WORDS - 1)
        || (STALLS == 0 && FULL == 0 && (cycle !== right[33*Q +: 32] || (out_last && cycle + 1 !== CYCLES)));
    wire wrong = (out_valid !== 1'b0 && wrong_word) || busy !== running || (claim !== 1'b0 && !room)
        || looking !== (running && lookups < M*VECTORS) || claims - word_at < (out_valid ? 1 : 0)
        || (activations_ready !== 1'b0 && activation_at >= M*STEPS);
    wire ends = running && out_valid && out_last;
    wire resets = RESET_AT > 0 && running && !was_reset && cycle == RESET_AT;

    always @(posedge clk) begin
        n     <= n + 1;
        noise <= noise2 ^ (noise2 << 5);
        rst   <= n < 3 || resets;
        start <= !rst && !running && !start && n > 6 && run < 2;
        if (start) begin
            cycle         <= 0;
            activation_at <= 0;
            index_at      <= 0;
            word_at       <= 0;
            lookups       <= 0;
            claims        <= 0;
        end else begin
            cycle         <= cycle + 1;
            activation_at <= activation_at + (activations_valid && activations_ready ? 1 : 0);
            index_at      <= indices_valid && indices_ready ? (index_at + 1) % VECTORS : index_at;
            word_at       <= word_at + (out_valid ? 1 : 0);
            lookups       <= lookups + (indices_valid && indices_ready ? 1 : 0);
            claims        <= claims + (claim ? 1 : 0);
        end
        running   <= start || (running && !ends && !rst);
        was_reset <= was_reset || resets;
        run       <= run + (ends ? 1 : 0);
        if (rst && was_reset) begin
            checks <= 0;
        end else begin
            checks <= checks + (out_valid && n > 4 ? 1 : 0);
        end
        if (wrong && n > 4) begin
            errors <= errors + 1;
            if (errors == 0) $display("run %0d cycle %0d word %0d: %h", run, cycle, word_at, out_sums);
        end
        if (run == 2 && cycle > CYCLES + 40 || n > LIMIT) begin
            if (errors == 0 && n <= LIMIT) $display("PASS %0d", checks); else $display("FAIL %0d", errors);
            $finish;
        end
    end
endmodule

`default_nettype wire
