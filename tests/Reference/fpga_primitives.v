// What a module's structure is made of, each on its own: the calibration set of the resource estimates.
`default_nettype none

module p_add #(parameter integer N = 16) (
    input wire [N-1:0] a, input wire [N-1:0] b, output wire [N-1:0] y
);
    assign y = a + b;
endmodule

module p_sub #(parameter integer N = 16) (
    input wire [N-1:0] a, input wire [N-1:0] b, output wire [N-1:0] y
);
    assign y = a - b;
endmodule

// Adds a carry: rounding up.
module p_round #(parameter integer N = 16) (
    input wire [N-1:0] a, input wire up, output wire [N-1:0] y
);
    assign y = a + {{N-1{1'b0}}, up};
endmodule

// Negates where a bit says so.
module p_negate #(parameter integer N = 16) (
    input wire [N-1:0] a, input wire s, output wire [N-1:0] y
);
    assign y = s ? {N{1'b0}} - a : a;
endmodule

// The same of a word that logic has made: both of its polarities cost nothing.
module p_negate_computed #(parameter integer N = 16) (
    input wire [N-1:0] a, input wire [N-1:0] b, input wire s, output wire [N-1:0] y
);
    wire [N-1:0] made = a ^ b;
    assign y = s ? {N{1'b0}} - made : made;
endmodule

module p_add3 #(parameter integer N = 16) (
    input wire [N-1:0] a, input wire [N-1:0] b, input wire [N-1:0] c, output wire [N-1:0] y
);
    assign y = a + b + c;
endmodule

// A sum of COUNT words as a loop writes it.
module p_sum #(parameter integer COUNT = 4, parameter integer N = 16) (
    input wire [N*COUNT-1:0] a, output reg [N+$clog2(COUNT)-1:0] y
);
    integer i;
    always @* begin
        y = 0;
        for (i = 0; i < COUNT; i = i + 1) begin
            y = y + {{$clog2(COUNT){a[N*i+N-1]}}, a[N*i +: N]};
        end
    end
endmodule

module p_addsub #(parameter integer N = 16) (
    input wire [N-1:0] a, input wire [N-1:0] b, input wire s, output wire [N-1:0] y
);
    assign y = s ? a - b : a + b;
endmodule

// An operand that counts only where a bit says so: first step of an accumulation.
module p_gated_add #(parameter integer N = 16) (
    input wire [N-1:0] a, input wire [N-1:0] b, input wire s, output wire [N-1:0] y
);
    assign y = a + (b & {N{s}});
endmodule

module p_equal #(parameter integer N = 16) (
    input wire [N-1:0] a, input wire [N-1:0] b, output wire y
);
    assign y = a == b;
endmodule

module p_zero #(parameter integer N = 16) (input wire [N-1:0] a, output wire y);
    assign y = a == {N{1'b0}};
endmodule

module p_less #(parameter integer N = 16) (
    input wire [N-1:0] a, input wire [N-1:0] b, output wire y
);
    assign y = a < b;
endmodule

module p_less_signed #(parameter integer N = 16) (
    input wire signed [N-1:0] a, input wire signed [N-1:0] b, output wire y
);
    assign y = a < b;
endmodule

// Against a number with a mix of zeros and ones.
module p_less_constant #(parameter integer N = 16) (input wire [N-1:0] a, output wire y);
    localparam [63:0] LIMIT = 64'h5a5a_5a5a_5a5a_5a5a;
    assign y = a < LIMIT[63 -: N];
endmodule

module p_max #(parameter integer N = 16) (
    input wire [N-1:0] a, input wire [N-1:0] b, output wire [N-1:0] y
);
    assign y = a > b ? a : b;
endmodule

module p_mux #(parameter integer WAYS = 4, parameter integer N = 8) (
    input wire [N*WAYS-1:0] a, input wire [(WAYS > 1 ? $clog2(WAYS) : 1)-1:0] s, output wire [N-1:0] y
);
    assign y = a[N*s +: N];
endmodule

// Chosen by a number that is itself chosen.
module p_mux_chosen #(parameter integer WAYS = 4, parameter integer N = 8) (
    input wire [N*WAYS-1:0] a, input wire [$clog2(WAYS)-1:0] s, input wire [$clog2(WAYS)-1:0] t, input wire u,
    output wire [N-1:0] y
);
    wire [$clog2(WAYS)-1:0] at = u ? s : t;
    assign y = a[N*at +: N];
endmodule

module p_gate #(parameter integer N = 16) (input wire [N-1:0] a, input wire s, output wire [N-1:0] y);
    assign y = a & {N{s}};
endmodule

module p_shift_right #(parameter integer N = 16) (
    input wire [N-1:0] a, input wire [$clog2(N)-1:0] s, output wire [N-1:0] y
);
    assign y = a >> s;
endmodule

module p_shift_left #(parameter integer N = 16) (
    input wire [N-1:0] a, input wire [$clog2(N)-1:0] s, output wire [N-1:0] y
);
    assign y = a << s;
endmodule

// Of N bits into M, none lost: up to M - N places.
module p_shift_wide #(parameter integer N = 11, parameter integer M = 33) (
    input wire [N-1:0] a, input wire [$clog2(M-N+1)-1:0] s, output wire [M-1:0] y
);
    assign y = {{M-N{1'b0}}, a} << s;
endmodule

// What is shifted out is kept as one bit.
module p_shift_sticky #(parameter integer N = 16) (
    input wire [N-1:0] a, input wire [$clog2(N)-1:0] s, output wire [N-1:0] y, output wire sticky
);
    wire [2*N-1:0] wide = {a, {N{1'b0}}} >> s;
    assign y = wide[2*N-1:N];
    assign sticky = |wide[N-1:0];
endmodule

// Leading zeros as a loop writes it.
module p_leading #(parameter integer N = 16) (input wire [N-1:0] a, output reg [$clog2(N+1)-1:0] zeros);
    integer i;
    always @* begin
        zeros = N[$clog2(N+1)-1:0];
        for (i = 0; i < N; i = i + 1) begin
            if (a[i]) begin
                zeros = N[$clog2(N+1)-1:0] - 1 - i[$clog2(N+1)-1:0];
            end
        end
    end
endmodule

module p_decode #(parameter integer N = 4) (input wire [N-1:0] a, output wire [(1<<N)-1:0] y);
    assign y = {{(1<<N)-1{1'b0}}, 1'b1} << a;
endmodule

module p_mul #(parameter integer A = 8, parameter integer B = 8) (
    input wire signed [A-1:0] a, input wire signed [B-1:0] b, output wire signed [A+B-1:0] y
);
    assign y = a * b;
endmodule

module p_mul_unsigned #(parameter integer A = 8, parameter integer B = 8) (
    input wire [A-1:0] a, input wire [B-1:0] b, output wire [A+B-1:0] y
);
    assign y = {{B{1'b0}}, a} * {{A{1'b0}}, b};
endmodule

// The lowest bits only.
module p_mul_low #(parameter integer N = 4) (
    input wire [N-1:0] a, input wire [N-1:0] b, output wire [N-1:0] y
);
    assign y = a * b;
endmodule

module p_register #(parameter integer N = 16) (
    input wire clk, input wire en, input wire rst, input wire [N-1:0] d, output reg [N-1:0] q
);
    always @(posedge clk) begin
        if (rst) begin
            q <= {N{1'b0}};
        end else if (en) begin
            q <= d;
        end
    end
endmodule

module p_counter #(parameter integer N = 16) (
    input wire clk, input wire en, input wire rst, output reg [N-1:0] q
);
    always @(posedge clk) begin
        if (rst) begin
            q <= {N{1'b0}};
        end else if (en) begin
            q <= q + 1'b1;
        end
    end
endmodule

// Loads, or counts down: a loop's register.
module p_loop #(parameter integer N = 16) (
    input wire clk, input wire en, input wire load, input wire [N-1:0] d, input wire [N-1:0] step,
    output reg [N-1:0] q, output wire last
);
    assign last = q <= step;
    always @(posedge clk) begin
        if (load) begin
            q <= d;
        end else if (en) begin
            q <= q - step;
        end
    end
endmodule

module p_delay #(parameter integer CYCLES = 8, parameter integer N = 8) (
    input wire clk, input wire en, input wire [N-1:0] d, output wire [N-1:0] q
);
    reg  [N*CYCLES-1:0]     words;
    wire [N*(CYCLES+1)-1:0] all = {words, d};
    assign q = all[N*CYCLES +: N];
    always @(posedge clk) begin
        if (en) begin
            words <= all[N*CYCLES-1:0];
        end
    end
endmodule

// Written by a clock, read at once.
module p_lutram #(parameter integer DEPTH = 32, parameter integer N = 8) (
    input wire clk, input wire we, input wire [$clog2(DEPTH)-1:0] wa, input wire [N-1:0] d,
    input wire [$clog2(DEPTH)-1:0] ra, output wire [N-1:0] q
);
    reg [N-1:0] words [0:DEPTH-1];
    assign q = words[ra];
    always @(posedge clk) begin
        if (we) begin
            words[wa] <= d;
        end
    end
endmodule

// Written and read by a clock.
module p_ram #(parameter integer DEPTH = 1024, parameter integer N = 32) (
    input wire clk, input wire we, input wire [$clog2(DEPTH)-1:0] wa, input wire [N-1:0] d,
    input wire [$clog2(DEPTH)-1:0] ra, output reg [N-1:0] q
);
    reg [N-1:0] words [0:DEPTH-1];
    always @(posedge clk) begin
        q <= words[ra];
        if (we) begin
            words[wa] <= d;
        end
    end
endmodule

module p_decrement #(parameter integer N = 16) (
    input wire clk, input wire en, input wire rst, output reg [N-1:0] q
);
    always @(posedge clk) begin
        if (rst) begin
            q <= {N{1'b0}};
        end else if (en) begin
            q <= q - 1'b1;
        end
    end
endmodule

// Ultra RAM of one clock, a port to write and one to read.
module p_uram #(parameter integer DEPTH = 4096, parameter integer N = 72) (
    input wire clk, input wire we, input wire [$clog2(DEPTH)-1:0] wa, input wire [N-1:0] d,
    input wire [$clog2(DEPTH)-1:0] ra, output reg [N-1:0] q
);
    (* ram_style = "ultra" *) reg [N-1:0] words [0:DEPTH-1];
    always @(posedge clk) begin
        q <= words[ra];
    end
    always @(posedge clk) begin
        if (we) begin
            words[wa] <= d;
        end
    end
endmodule

`default_nettype wire
