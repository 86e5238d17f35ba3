// One slice of a chain: a DSP58 of Versal, 27 x 24 bits, that multiplies D + A, or D - A, by B, and adds the sum of the
// slice before.
//
// Weights stay while a pass's beats go by. On the narrow port B1 takes them when `take` is 1, together with the
// activations of a pass's first beat, and B2 has them a cycle later, when `hold` is 1, and keeps them. On the wide port
// A and D take them, and AD keeps them.
//
// Parameters: ADDS, what the product is added to: 0 nothing (a chain's head), 1 `pcin` (within a segment), 2 `c` (the
// head of a later segment, which takes the word of an overflow adjust unit); SUBTRACTS, 1 for D - A; WIDE_WEIGHTS, 1
// where weights are on the wide port.
// Latency: 4 from `a`, `b` and `d` to `p`; 2 from `head` (1: the product is added to nothing all the same) and from
// `c`; 1 from `pcin`. All registers hold while `en` is 0. No reset: users carry a valid bit beside it.
`default_nettype none

module dsp58_slice #(
    parameter integer ADDS         = 1,
    parameter integer SUBTRACTS    = 0,
    parameter integer WIDE_WEIGHTS = 0
) (
    input  wire        clk,
    input  wire        en,
    input  wire [26:0] a,
    input  wire [26:0] d,
    input  wire [23:0] b,
    input  wire        take,
    input  wire        hold,
    input  wire        head,
    input  wire [57:0] c,
    input  wire [57:0] pcin,
    output wire [57:0] p,
    output wire [57:0] pcout
);
    // OPMODE: W of 0; Z of 0, PCIN or C; X and Y are the product.
    localparam [2:0] Z = (ADDS == 2) ? 3'b011 : (ADDS == 1) ? 3'b001 : 3'b000;
    wire [8:0] op_mode = {2'b00, Z & {3{!head}}, 4'b0101};

    // What takes weights, and what keeps them.
    wire takes = en & take;
    wire keeps = en & hold;
    wire [2:0] wides   = (WIDE_WEIGHTS != 0) ? {takes, takes, keeps} : {en, en, en};
    wire [1:0] narrows = (WIDE_WEIGHTS != 0) ? {en, en} : {takes, keeps};

    wire [33:0] unused_acout;
    wire [23:0] unused_bcout;
    wire [3:0]  unused_carryout;
    wire [7:0]  unused_xorout;
    wire        unused_carrycascout;
    wire        unused_multsignout;
    wire        unused_overflow;
    wire        unused_underflow;
    wire        unused_patterndetect;
    wire        unused_patternbdetect;

    DSP58 #(
        .ACASCREG      (1),
        .ADREG         (1),
        .ALUMODEREG    (1),
        .AMULTSEL      ("AD"),
        .AREG          (1),
        .A_INPUT       ("DIRECT"),
        .BCASCREG      (2),
        .BMULTSEL      ("B"),
        .BREG          (2),
        .B_INPUT       ("DIRECT"),
        .CARRYINREG    (1),
        .CARRYINSELREG (1),
        .CREG          (1),
        .DREG          (1),
        .DSP_MODE      ("INT24"),
        .INMODEREG     (1),
        .MREG          (1),
        .OPMODEREG     (1),
        .PREADDINSEL   ("A"),
        .PREG          (1),
        .RESET_MODE    ("SYNC"),
        .USE_MULT      ("MULTIPLY"),
        .USE_SIMD      ("ONE58")
    ) slice (
        .ACOUT          (unused_acout),
        .BCOUT          (unused_bcout),
        .CARRYCASCOUT   (unused_carrycascout),
        .CARRYOUT       (unused_carryout),
        .MULTSIGNOUT    (unused_multsignout),
        .OVERFLOW       (unused_overflow),
        .P              (p),
        .PATTERNBDETECT (unused_patternbdetect),
        .PATTERNDETECT  (unused_patterndetect),
        .PCOUT          (pcout),
        .UNDERFLOW      (unused_underflow),
        .XOROUT         (unused_xorout),
        .A              ({{7{a[26]}}, a}),
        .ACIN           (34'd0),
        .ALUMODE        (4'b0000),
        .ASYNC_RST      (1'b0),
        .B              (b),
        .BCIN           (24'd0),
        .C              (c),
        .CARRYCASCIN    (1'b0),
        .CARRYIN        (1'b0),
        .CARRYINSEL     (3'b000),
        .CEA1           (1'b0),
        .CEA2           (wides[2]),
        .CEAD           (wides[0]),
        .CEALUMODE      (1'b1),
        .CEB1           (narrows[1]),
        .CEB2           (narrows[0]),
        .CEC            (en),
        .CECARRYIN      (1'b1),
        .CECTRL         (en),
        .CED            (wides[1]),
        .CEINMODE       (1'b1),
        .CEM            (en),
        .CEP            (en),
        .CLK            (clk),
        .D              (d),
        .INMODE         ((SUBTRACTS != 0) ? 5'b01100 : 5'b00100),
        .MULTSIGNIN     (1'b0),
        .NEGATE         (3'b000),
        .OPMODE         (op_mode),
        .PCIN           (pcin),
        .RSTA           (1'b0),
        .RSTALLCARRYIN  (1'b0),
        .RSTALUMODE     (1'b0),
        .RSTB           (1'b0),
        .RSTC           (1'b0),
        .RSTCTRL        (1'b0),
        .RSTD           (1'b0),
        .RSTINMODE      (1'b0),
        .RSTM           (1'b0),
        .RSTP           (1'b0)
    );
endmodule

`default_nettype wire
