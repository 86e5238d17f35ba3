// The body of a bench that follows a script: one word of inputs and one of outputs for each cycle.
// The includer declares CYCLES, IN and OUT before, and drives `got` from the module under test.
reg            clk    = 1'b0;
reg            rst    = 1'b1;
reg  [IN-1:0]  d      = {IN{1'b0}};
integer        cycle  = 0;
integer        errors = 0;
wire [OUT-1:0] got;

reg [IN-1:0]  stimulus [0:CYCLES-1];
reg [OUT-1:0] expected [0:CYCLES-1];
reg [OUT-1:0] matters  [0:CYCLES-1];

initial begin
    $readmemh("stimulus.hex", stimulus);
    $readmemh("expected.hex", expected);
    $readmemh("matters.hex", matters);
end

always #5 clk = ~clk;

// Four cycles of reset. What is driven at one edge is there in the cycle after it and judged at its end.
always @(posedge clk) begin
    cycle <= cycle + 1;
    rst   <= cycle < 4;
    d     <= cycle >= 4 && cycle < 4 + CYCLES ? stimulus[cycle - 4] : {IN{1'b0}};
    if (cycle >= 5 && cycle < 5 + CYCLES
        && (got & matters[cycle - 5]) !== (expected[cycle - 5] & matters[cycle - 5])) begin
        errors <= errors + 1;
        if (errors < 8) begin
            $display("cycle %0d: %h, expected %h where %h", cycle - 5, got, expected[cycle - 5], matters[cycle - 5]);
        end
    end
    if (cycle == 5 + CYCLES) begin
        if (errors == 0) begin
            $display("PASS %0d", CYCLES);
        end else begin
            $display("FAIL %0d of %0d cycles", errors, CYCLES);
        end
        $finish;
    end
end
