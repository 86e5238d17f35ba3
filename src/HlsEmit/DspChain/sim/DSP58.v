// The DSP58 primitive of Versal for simulation: its name, ports and parameter names, in the modes chains use.
// For synthesis it is left out: the vendor's tool has the primitive, Yosys 0.23 has not.
//
// Modelled: D + A or D - A by INMODE bits 1 to 3, the product with B, OPMODE with W of 0, P or C, X and Y of 0 or the
// product, Z of 0, PCIN, P or C, ALUMODE 0000, all registers with their clock enables and resets, all zero at first.
// Whatever else is asked for, by parameters or by OPMODE, INMODE and ALUMODE, makes P unknown.
//
// Parameters: those that dsp58_slice sets, as the primitive names them. Strings are as wide as the value that is
// modelled, so that comparing them is clean, and another value is seen by lint where it is set.
// Latency: 4 from A, B and D to P, 2 from C, 1 from PCIN.
`default_nettype none

module DSP58 #(
    parameter integer      ACASCREG      = 1,
    parameter integer      ADREG         = 1,
    parameter integer      ALUMODEREG    = 1,
    parameter [8*2-1:0]    AMULTSEL      = "AD",
    parameter integer      AREG          = 1,
    parameter [8*6-1:0]    A_INPUT       = "DIRECT",
    parameter integer      BCASCREG      = 2,
    parameter [8*1-1:0]    BMULTSEL      = "B",
    parameter integer      BREG          = 2,
    parameter [8*6-1:0]    B_INPUT       = "DIRECT",
    parameter integer      CARRYINREG    = 1,
    parameter integer      CARRYINSELREG = 1,
    parameter integer      CREG          = 1,
    parameter integer      DREG          = 1,
    parameter [8*5-1:0]    DSP_MODE      = "INT24",
    parameter integer      INMODEREG     = 1,
    parameter integer      MREG          = 1,
    parameter integer      OPMODEREG     = 1,
    parameter [8*1-1:0]    PREADDINSEL   = "A",
    parameter integer      PREG          = 1,
    parameter [8*4-1:0]    RESET_MODE    = "SYNC",
    parameter [8*8-1:0]    USE_MULT      = "MULTIPLY",
    parameter [8*5-1:0]    USE_SIMD      = "ONE58"
) (
    output wire [33:0] ACOUT,
    output wire [23:0] BCOUT,
    output wire        CARRYCASCOUT,
    output wire [3:0]  CARRYOUT,
    output wire        MULTSIGNOUT,
    output wire        OVERFLOW,
    output wire [57:0] P,
    output wire        PATTERNBDETECT,
    output wire        PATTERNDETECT,
    output wire [57:0] PCOUT,
    output wire        UNDERFLOW,
    output wire [7:0]  XOROUT,
    input  wire [33:0] A,
    input  wire [33:0] ACIN,
    input  wire [3:0]  ALUMODE,
    input  wire        ASYNC_RST,
    input  wire [23:0] B,
    input  wire [23:0] BCIN,
    input  wire [57:0] C,
    input  wire        CARRYCASCIN,
    input  wire        CARRYIN,
    input  wire [2:0]  CARRYINSEL,
    input  wire        CEA1,
    input  wire        CEA2,
    input  wire        CEAD,
    input  wire        CEALUMODE,
    input  wire        CEB1,
    input  wire        CEB2,
    input  wire        CEC,
    input  wire        CECARRYIN,
    input  wire        CECTRL,
    input  wire        CED,
    input  wire        CEINMODE,
    input  wire        CEM,
    input  wire        CEP,
    input  wire        CLK,
    input  wire [26:0] D,
    input  wire [4:0]  INMODE,
    input  wire        MULTSIGNIN,
    input  wire [2:0]  NEGATE,
    input  wire [8:0]  OPMODE,
    input  wire [57:0] PCIN,
    input  wire        RSTA,
    input  wire        RSTALLCARRYIN,
    input  wire        RSTALUMODE,
    input  wire        RSTB,
    input  wire        RSTC,
    input  wire        RSTCTRL,
    input  wire        RSTD,
    input  wire        RSTINMODE,
    input  wire        RSTM,
    input  wire        RSTP
);
    // One instance is set in one way: only that one is modelled.
    localparam MODELLED = (ACASCREG == 1) && (ADREG == 1) && (ALUMODEREG == 1) && (AMULTSEL == "AD") && (AREG == 1)
        && (A_INPUT == "DIRECT") && (BCASCREG == 2) && (BMULTSEL == "B") && (BREG == 2) && (B_INPUT == "DIRECT")
        && (CARRYINREG == 1) && (CARRYINSELREG == 1) && (CREG == 1) && (DREG == 1) && (INMODEREG == 1)
        && (MREG == 1) && (OPMODEREG == 1) && (PREADDINSEL == "A") && (PREG == 1) && (USE_MULT == "MULTIPLY")
        && (USE_SIMD == "ONE58") && (DSP_MODE == "INT24") && (RESET_MODE == "SYNC");

    reg [33:0] a2       = 34'd0;
    reg [23:0] b1       = 24'd0;
    reg [23:0] b2       = 24'd0;
    reg [57:0] c_reg    = 58'd0;
    reg [26:0] d_reg    = 27'd0;
    reg [26:0] ad_reg   = 27'd0;
    reg [50:0] m_reg    = 51'd0;
    reg [57:0] p_reg    = 58'd0;
    reg [8:0]  op_mode  = 9'd0;
    reg [3:0]  alu_mode = 4'd0;
    reg [4:0]  in_mode  = 5'd0;

    // Wires all: a block that waits for a change would never see the zeros of the start.
    wire [26:0] a_gated = in_mode[1] ? 27'd0 : a2[26:0];
    wire [26:0] d_gated = in_mode[2] ? d_reg : 27'd0;
    wire [26:0] sum     = in_mode[3] ? d_gated - a_gated : d_gated + a_gated;

    wire signed [50:0] wide    = {{24{ad_reg[26]}}, ad_reg};
    wire signed [50:0] narrow  = {{27{b2[23]}}, b2};
    wire signed [50:0] product = wide * narrow;

    // The halves of the product are added by X and Y together: here X carries both.
    wire        takes_product = op_mode[3:0] == 4'b0101;
    wire [57:0] w = ({58{op_mode[8:7] == 2'b01}} & p_reg) | ({58{op_mode[8:7] == 2'b11}} & c_reg);
    wire [57:0] x = {58{takes_product}} & {{7{m_reg[50]}}, m_reg};
    wire [57:0] z = ({58{op_mode[6:4] == 3'b001}} & PCIN) | ({58{op_mode[6:4] == 3'b010}} & p_reg)
        | ({58{op_mode[6:4] == 3'b011}} & c_reg);
    wire        is_modelled = MODELLED && (op_mode[8:7] != 2'b10) && !op_mode[6]
        && (takes_product || (op_mode[3:0] == 4'b0000)) && (alu_mode == 4'b0000) && !in_mode[0] && !in_mode[4]
        && !ASYNC_RST && (NEGATE == 3'b000);

    always @(posedge CLK) begin
        if (RSTA) a2 <= 34'd0;
        else if (CEA2) a2 <= A;
        if (RSTB) b1 <= 24'd0;
        else if (CEB1) b1 <= B;
        if (RSTB) b2 <= 24'd0;
        else if (CEB2) b2 <= b1;
        if (RSTC) c_reg <= 58'd0;
        else if (CEC) c_reg <= C;
        if (RSTD) d_reg <= 27'd0;
        else if (CED) d_reg <= D;
        if (RSTD) ad_reg <= 27'd0;
        else if (CEAD) ad_reg <= sum;
        if (RSTM) m_reg <= 51'd0;
        else if (CEM) m_reg <= product;
        if (RSTP) p_reg <= 58'd0;
        else if (CEP) p_reg <= is_modelled ? w + x + z : {58{1'bx}};
        if (RSTCTRL) op_mode <= 9'd0;
        else if (CECTRL) op_mode <= OPMODE;
        if (RSTALUMODE) alu_mode <= 4'd0;
        else if (CEALUMODE) alu_mode <= ALUMODE;
        if (RSTINMODE) in_mode <= 5'd0;
        else if (CEINMODE) in_mode <= INMODE;
    end

    assign ACOUT = a2;
    assign BCOUT = b2;
    assign P     = p_reg;
    assign PCOUT = p_reg;

    // What chains leave open.
    assign CARRYCASCOUT   = 1'b0;
    assign CARRYOUT       = 4'd0;
    assign MULTSIGNOUT    = m_reg[50];
    assign OVERFLOW       = 1'b0;
    assign PATTERNBDETECT = 1'b0;
    assign PATTERNDETECT  = 1'b0;
    assign UNDERFLOW      = 1'b0;
    assign XOROUT         = 8'd0;

    wire unused = &{1'b0, ACIN, BCIN, CARRYCASCIN, CARRYIN, CARRYINSEL, CEA1, CECARRYIN, MULTSIGNIN, RSTALLCARRYIN};
endmodule

`default_nettype wire
