// The ternary weights of an index.
//
// Parameters: G, weights of an index.
// Latency: none.
// Numbers: an index is the sum of (w_j + 1) 3^j, below 3^G; trit j is w_j + 1 at bit 2 j.
`default_nettype none

module trit_decoder #(
    parameter integer G = 3
) (
    input  wire [$clog2(3**G)-1:0] index,
    output wire [2*G-1:0]          trits
);
    localparam integer IB = $clog2(3**G);

    // The digits of every number that an index has bits for.
    function [2*G*(1<<IB)-1:0] digits;
        input integer base;
        integer number, place, rest;
        begin
            for (number = 0; number < (1 << IB); number = number + 1) begin
                rest = number;
                for (place = 0; place < G; place = place + 1) begin
                    digits[2*(number*G+place) +: 2] = {rest % base == 2, rest % base == 1};
                    rest = rest / base;
                end
            end
        end
    endfunction

    localparam [2*G*(1<<IB)-1:0] DIGITS = digits(3);

    assign trits = DIGITS[2*G*index +: 2*G];
endmodule

`default_nettype wire
