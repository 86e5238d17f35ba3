// The DSP48E2 stand-in against vectors: what it has before every edge, the first one too, and behind the last.
// Row of stimulus.hex: {CE of A2, AD, ALUMODE, B1, B2, C, CTRL, D, INMODE, M, P; RST of A, ALUMODE, B, C, CTRL, D,
// INMODE, M, P; INMODE, OPMODE, ALUMODE, PCIN, D, C, B, A}. Row of expected.hex: {BCOUT, ACOUT, PCOUT, P}.
`timescale 1ns/1ps
`default_nettype none

module tb_dsp48e2;
    `include "params.vh"
    reg clk = 1'b0;
    always #5 clk = ~clk;

    reg [208:0] stimulus [0:CYCLES-1];
    reg [143:0] expected [0:CYCLES];
    initial begin
        $readmemh("stimulus.hex", stimulus);
        $readmemh("expected.hex", expected);
    end

    integer k = 0;
    integer errors = 0;
    wire [208:0] in   = stimulus[(k < CYCLES) ? k : 0];
    wire [143:0] want = expected[k];
    wire [143:0] have;

    DSP48E2 #(
        .ACASCREG(1), .ADREG(1), .ALUMODEREG(1), .AMULTSEL("AD"), .AREG(1), .A_INPUT("DIRECT"), .BCASCREG(2),
        .BMULTSEL("B"), .BREG(2), .B_INPUT("DIRECT"), .CARRYINREG(1), .CARRYINSELREG(1), .CREG(1), .DREG(1),
        .INMODEREG(1), .MREG(1), .OPMODEREG(1), .PREADDINSEL("A"), .PREG(1), .USE_MULT("MULTIPLY"), .USE_SIMD("ONE48")
    ) dut (
        .CLK(clk), .CEA1(1'b0), .CECARRYIN(1'b1), .CEA2(in[208]), .CEAD(in[207]), .CEALUMODE(in[206]), .CEB1(in[205]),
        .CEB2(in[204]), .CEC(in[203]), .CECTRL(in[202]), .CED(in[201]), .CEINMODE(in[200]), .CEM(in[199]),
        .CEP(in[198]), .RSTA(in[197]), .RSTALUMODE(in[196]), .RSTB(in[195]), .RSTC(in[194]), .RSTCTRL(in[193]),
        .RSTD(in[192]), .RSTINMODE(in[191]), .RSTM(in[190]), .RSTP(in[189]), .RSTALLCARRYIN(1'b0),
        .INMODE(in[188:184]), .OPMODE(in[183:175]), .ALUMODE(in[174:171]), .PCIN(in[170:123]), .D(in[122:96]),
        .C(in[95:48]), .B(in[47:30]), .A(in[29:0]), .ACIN(30'd0), .BCIN(18'd0), .CARRYCASCIN(1'b0), .CARRYIN(1'b0),
        .CARRYINSEL(3'd0), .MULTSIGNIN(1'b0), .BCOUT(have[143:126]), .ACOUT(have[125:96]), .PCOUT(have[95:48]),
        .P(have[47:0]), .CARRYCASCOUT(), .CARRYOUT(), .MULTSIGNOUT(), .OVERFLOW(), .UNDERFLOW(), .PATTERNDETECT(),
        .PATTERNBDETECT(), .XOROUT()
    );

    always @(posedge clk) begin
        if (have !== want) begin
            errors <= errors + 1;
            if (errors < 5) $display("cycle %0d: %h, not %h", k, have, want);
        end
        k <= k + 1;
        if (k == CYCLES) begin
            if (errors == 0 && have === want) $display("PASS %0d", k + 1);
            else $display("FAIL %0d", errors);
            $finish;
        end
    end
endmodule

`default_nettype wire
