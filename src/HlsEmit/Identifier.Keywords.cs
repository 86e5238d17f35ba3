using System.Collections.Frozen;

namespace Accel.HlsEmit;

/// <content>Words that emitted names must not be.</content>
public static partial class Identifier
{
    /// <summary>IEEE 1364-2001 and 1364-2005 (<c>uwire</c>), Annex B.</summary>
    private const string Verilog = """
        always and assign automatic begin buf bufif0 bufif1 case casex casez cell cmos config deassign default defparam
        design disable edge else end endcase endconfig endfunction endgenerate endmodule endprimitive endspecify endtable
        endtask event for force forever fork function generate genvar highz0 highz1 if ifnone incdir include initial inout
        input instance integer join large liblist library localparam macromodule medium module nand negedge nmos nor
        noshowcancelled not notif0 notif1 or output parameter pmos posedge primitive pull0 pull1 pulldown pullup
        pulsestyle_ondetect pulsestyle_onevent rcmos real realtime reg release repeat rnmos rpmos rtran rtranif0 rtranif1
        scalared showcancelled signed small specify specparam strong0 strong1 supply0 supply1 table task time tran tranif0
        tranif1 tri tri0 tri1 triand trior trireg unsigned use uwire vectored wait wand weak0 weak1 while wire wor xnor xor
        """;

    /// <summary>
    /// What IEEE 1800-2017, Annex B adds: simulators read .v files as SystemVerilog unless told not to.
    /// </summary>
    private const string SystemVerilog = """
        accept_on alias always_comb always_ff always_latch assert assume before bind bins binsof bit break byte chandle
        checker class clocking const constraint context continue cover covergroup coverpoint cross dist do endchecker
        endclass endclocking endgroup endinterface endpackage endprogram endproperty endsequence enum eventually expect
        export extends extern final first_match foreach forkjoin global iff ignore_bins illegal_bins implements implies
        import inside int interconnect interface intersect join_any join_none let local logic longint matches modport
        nettype new nexttime null package packed priority program property protected pure rand randc randcase randsequence
        ref reject_on restrict return s_always s_eventually s_nexttime s_until s_until_with sequence shortint shortreal
        soft solve static string strong struct super sync_accept_on sync_reject_on tagged this throughout timeprecision
        timeunit type typedef union unique unique0 until until_with untyped var virtual void wait_order weak wildcard with
        within
        """;

    /// <summary>ISO C++14 (ISO/IEC 14882:2014), 2.11, alternative tokens included.</summary>
    private const string Cpp = """
        alignas alignof and and_eq asm auto bitand bitor bool break case catch char char16_t char32_t class compl const
        const_cast constexpr continue decltype default delete do double dynamic_cast else enum explicit export extern false
        float for friend goto if inline int long mutable namespace new noexcept not not_eq nullptr operator or or_eq private
        protected public register reinterpret_cast return short signed sizeof static static_assert static_cast struct switch
        template this thread_local throw true try typedef typeid typename union unsigned using virtual void volatile wchar_t
        while xor xor_eq
        """;

    /// <summary>
    /// No keywords, but taken: the program's entry point, the library's namespace, macros of the C headers.
    /// </summary>
    private const string Taken = "main std NULL EOF NAN INFINITY errno stdin stdout stderr";

    private static readonly FrozenSet<string> Keywords = string.Join(' ', Verilog, SystemVerilog, Cpp, Taken)
        .Split([' ', '\r', '\n'], StringSplitOptions.RemoveEmptyEntries).ToFrozenSet(StringComparer.Ordinal);

    /// <summary>Whether a word means something of its own in Verilog, SystemVerilog or C++.</summary>
    public static bool IsKeyword(string text) => Keywords.Contains(text);
}
