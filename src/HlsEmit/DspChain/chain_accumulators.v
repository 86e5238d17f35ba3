// Accumulators of a chain: sums of 32 bits in as many banks as a slice has activations, WEIGHTS side by side; sums
// wrap.
//
// A word of each bank is read, added to and written in one cycle. The first step of a tile stores over what was there
// (`store`). `sums` are what has been written, or would have been where nothing is valid.
//
// Parameters: BANKS; WEIGHTS; ADDRESS_BITS, of the words of a bank.
// Latency: 1. Everything holds while `en` is 0. No reset: users carry a valid bit beside it.
`default_nettype none

module chain_accumulators #(
    parameter integer BANKS        = 2,
    parameter integer WEIGHTS      = 1,
    parameter integer ADDRESS_BITS = 3
) (
    input  wire                          clk,
    input  wire                          en,
    input  wire                          store,
    input  wire [WEIGHTS*BANKS-1:0]      valid,
    input  wire [ADDRESS_BITS*BANKS-1:0] addresses,
    input  wire [32*WEIGHTS*BANKS-1:0]   values,
    output wire [32*WEIGHTS*BANKS-1:0]   sums
);
    genvar i;
    generate
        for (i = 0; i < WEIGHTS * BANKS; i = i + 1) begin : g_lane
            reg  [31:0] words [0:(1 << ADDRESS_BITS)-1];
            reg  [31:0] sum;
            wire [ADDRESS_BITS-1:0] address = addresses[ADDRESS_BITS*(i/WEIGHTS) +: ADDRESS_BITS];
            wire [31:0] prior = store ? 32'd0 : words[address];
            wire [31:0] after = prior + values[32*i +: 32];
            assign sums[32*i +: 32] = sum;

            always @(posedge clk) begin
                if (en) begin
                    if (valid[i]) begin
                        words[address] <= after;
                    end
                    sum <= after;
                end
            end
        end
    endgenerate
endmodule

`default_nettype wire
