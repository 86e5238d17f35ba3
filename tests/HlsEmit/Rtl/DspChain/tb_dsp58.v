// The DSP58 stand-in against vectors: what it has before every edge, the first one too, and behind the last.
// Row of stimulus.hex: {CE of A2, AD, ALUMODE, B1, B2, C, CTRL, D, INMODE, M, P; RST of A, ALUMODE, B, C, CTRL, D,
// INMODE, M, P; INMODE, OPMODE, ALUMODE, PCIN, D, C, B, A}. Row of expected.hex: {BCOUT, ACOUT, PCOUT, P}.
`timescale 1ns/1ps
`default_nettype none

module tb_dsp58;
    `include "params.vh"
    reg clk = 1'b0;
    always #5 clk = ~clk;

    reg [238:0] stimulus [0:CYCLES-1];
    reg [173:0] expected [0:CYCLES];
    initial begin
        $readmemh("stimulus.hex", stimulus);
        $readmemh("expected.hex", expected);
    end

    integer k = 0;
    integer errors = 0;
    wire [238:0] in   = stimulus[(k < CYCLES) ? k : 0];
    wire [173:0] want = expected[k];
    wire [173:0] have;

    DSP58 #(
        .ACASCREG(1), .ADREG(1), .ALUMODEREG(1), .AMULTSEL("AD"), .AREG(1), .A_INPUT("DIRECT"), .BCASCREG(2),
        .BMULTSEL("B"), .BREG(2), .B_INPUT("DIRECT"), .CARRYINREG(1), .CARRYINSELREG(1), .CREG(1), .DREG(1),
        .INMODEREG(1), .DSP_MODE("INT24"), .RESET_MODE("SYNC"), .MREG(1), .OPMODEREG(1), .PREADDINSEL("A"), .PREG(1), .USE_MULT("MULTIPLY"), .USE_SIMD("ONE58")
    ) dut (
        .CLK(clk), .CEA1(1'b0), .CECARRYIN(1'b1), .CEA2(in[238]), .CEAD(in[237]), .CEALUMODE(in[236]), .CEB1(in[235]),
        .CEB2(in[234]), .CEC(in[233]), .CECTRL(in[232]), .CED(in[231]), .CEINMODE(in[230]), .CEM(in[229]),
        .CEP(in[228]), .RSTA(in[227]), .RSTALUMODE(in[226]), .RSTB(in[225]), .RSTC(in[224]), .RSTCTRL(in[223]),
        .RSTD(in[222]), .RSTINMODE(in[221]), .RSTM(in[220]), .RSTP(in[219]), .RSTALLCARRYIN(1'b0),
        .INMODE(in[218:214]), .OPMODE(in[213:205]), .ALUMODE(in[204:201]), .PCIN(in[200:143]), .D(in[142:116]),
        .C(in[115:58]), .B(in[57:34]), .A(in[33:0]), .ACIN(34'd0), .BCIN(24'd0), .CARRYCASCIN(1'b0), .CARRYIN(1'b0),
        .CARRYINSEL(3'd0), .ASYNC_RST(1'b0), .NEGATE(3'd0), .MULTSIGNIN(1'b0), .BCOUT(have[173:150]), .ACOUT(have[149:116]), .PCOUT(have[115:58]),
        .P(have[57:0]), .CARRYCASCOUT(), .CARRYOUT(), .MULTSIGNOUT(), .OVERFLOW(), .UNDERFLOW(), .PATTERNDETECT(),
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
