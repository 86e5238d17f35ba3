using System.Globalization;
using System.Text;
using Accel.Tests.Support;

namespace Accel.Tests.Bench;

/// <summary>
/// Programs that stand in for other simulators: no code of theirs, but their files and their ways of printing, and the
/// numbers that the real ones printed (tests/Reference).
/// </summary>
internal static class StandIns
{
    private const string ScaleSimHead =
        "LayerID, Total Cycles, Stall Cycles, Overall Util %, Mapping Efficiency %, Compute Util %,";

    private const string ScaleSimDetail = "LayerID, SRAM IFMAP Start Cycle, SRAM IFMAP Reads, SRAM Filter Reads, "
        + "SRAM OFMAP Writes,";

    /// <summary>A checkout of SCALE-Sim that answers with what versions 2 and 3 alike measured on a 32 x 32 array.</summary>
    /// <param name="before">Python to run first, such as to fail.</param>
    public static void ScaleSim(string folder, string before = "", bool isVersion3 = false, long wrongBy = 0)
    {
        StringBuilder known = new("KNOWN = {\n");
        foreach (ReferenceCsv run in ReferenceCsv.Read("scalesim_runs.csv").Where(run =>
            run["bandwidth_mode"] == "CALC" && run["array_rows"] == "32" && run["array_cols"] == "32"
            && run["ifmap_kB"] == "64" && run["status"] == "measured"))
        {
            known.Append(CultureInfo.InvariantCulture, $"    ('{run["dataflow"]}', {run["M"]}, {run["N"]}, {run["K"]}): ")
                .Append(CultureInfo.InvariantCulture, $"({run.Count("total_cycles") + wrongBy}, ")
                .Append(CultureInfo.InvariantCulture, $"{run["sram_ifmap_reads"]}, {run["sram_filter_reads"]}, ")
                .Append(CultureInfo.InvariantCulture, $"{run["sram_ofmap_writes"]}),\n");
        }

        Write(folder, "scalesim/__init__.py", string.Empty);
        if (isVersion3)
        {
            Write(folder, "scalesim/layout_utils.py", string.Empty);
        }

        string layout = isVersion3 ? "layout, " : string.Empty;
        Write(folder, "scalesim/scale_sim.py", $$"""
            import configparser, os
            {{known}}}
            {{before}}
            class scalesim:
                def __init__(self, save_disk_space, verbose, config, topology, {{layout}}input_type_gemm):
                    assert save_disk_space and not verbose and input_type_gemm
                    read = configparser.ConfigParser()
                    read.read(config)
                    assert read.get('run_presets', 'InterfaceBandwidth') == 'CALC'
                    arch = dict(read.items('architecture_presets'))
                    assert (arch['arrayheight'], arch['arraywidth'], arch['ifmapsramszkb']) == ('32', '32', '64')
                    self.name, self.flow = read.get('general', 'run_name'), arch['dataflow']
                    # The real reader drops what follows the last comma.
                    self.rows = [row.split(',')[:-1] for row in open(topology).read().splitlines()[1:]]
                    {{(isVersion3 ? "assert len(open(layout).read().splitlines()) == len(self.rows) + 1" : "pass")}}

                def run_scale(self, top_path):
                    folder = os.path.join(top_path, self.name)
                    os.makedirs(folder)
                    with open(folder + '/COMPUTE_REPORT.csv', 'w') as compute, \
                            open(folder + '/DETAILED_ACCESS_REPORT.csv', 'w') as detail:
                        print('{{ScaleSimHead}}', file=compute)
                        print('{{ScaleSimDetail}}', file=detail)
                        for i, (name, *shape) in enumerate(self.rows):
                            cycles, a, b, c = KNOWN[(self.flow, *map(int, shape))]
                            print(f'{i}, {cycles}, 0, 50.0, 100.0, 40.0,', file=compute)
                            print(f'{i}, 0.0, {a}, {b}, {c},', file=detail)
            """);
    }

    /// <summary>A timeloop-model that answers with what Timeloop 2.0 printed for a 32 x 32 array.</summary>
    /// <param name="section">The heading of the summary, which other versions spell otherwise.</param>
    public static string Timeloop(string folder, string section = "Summary Stats")
    {
        StringBuilder known = new();
        foreach (ReferenceCsv run in ReferenceCsv.Read("timeloop_runs.csv").Where(run =>
            run["rows"] == "32" && run["cols"] == "32" && run["dram_bw_words_per_cycle"].Length == 0))
        {
            known.Append(CultureInfo.InvariantCulture, $"('{run["mapping"]}', {run["M"]}, {run["K"]}, {run["N"]}): ")
                .Append(CultureInfo.InvariantCulture, $"({run["cycles"]}, {run["GBuf_A_reads"]}, {run["GBuf_B_reads"]}), ");
        }

        string program = Write(folder, "build/timeloop-model", $$"""
            #!/usr/bin/env python3
            import re, sys
            arch, problem, mapping = (open(path).read() for path in sys.argv[1:4])
            m, k, n = (int(re.search(rf'^  {d}: (\d+)$', problem, re.M)[1]) for d in 'MKN')
            flow = 'os' if re.search(r'GBuf\n  type: temporal\n  factors: M1 K\d+ N1\n', mapping) else 'ws'
            for d, size in zip('MKN', (m, k, n)):
                product = 1
                for factor in re.findall(rf'\b{d}(\d+)\b', mapping):
                    product *= int(factor)
                assert product == size, f'{d} is mapped {product} times of {size}'
            assert 'instances: 1024' in arch
            cycles, a, b = { {{known}} }[(flow, m, k, n)]
            stat = lambda reads: f'    \n        Scalar reads (per-instance)    : {reads}\n        Scalar fills (per-instance) : 1\n'
            with open('timeloop-model.stats.txt', 'w') as out:
                out.write('Level 1\n-------\n=== Regs ===\n\n    STATS\n    -----\n    A:' + stat(7) + '\n')
                out.write('Level 2\n-------\n=== GBuf ===\n\n    SPECS\n    -----\n        Word bits : 8\n\n    STATS\n    -----\n')
                out.write(f'    Cycles               : {cycles}\n')
                out.write('    A:\n' + stat(a) + '    B:\n' + stat(b) + '    Z:\n' + stat(0))
                out.write('\nLevel 3\n-------\n=== DRAM ===\n    A:\n' + stat(5))
                out.write(f'\n{{section}}\n-------------\nGFLOPs (@1GHz): 1.00\nUtilization: 1.00\nCycles: {cycles}\nEnergy: 6.28 uJ\n')
            """);
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(program, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
        }

        return program;
    }

    /// <summary>A checkout of BitMoD's artifact in one of its states, with what it printed.</summary>
    public static void Bitmod(string folder, string version, string? only = null, long wrongBy = 0)
    {
        string[] names = ["facebook/opt-1.3b", "microsoft/phi-2", "01-ai/Yi-6B", "meta-llama/Llama-2-7b-hf",
            "meta-llama/Llama-2-13b-hf", "meta-llama/Meta-Llama-3-8B"];
        string[] models = ["OPT-1.3B", "Phi-2", "Yi-6B", "Llama-2-7B", "Llama-2-13B", "Llama-3-8B"];
        bool isReworked = version != "paper-58d7bdb";
        StringBuilder known = new();
        foreach (ReferenceCsv run in ReferenceCsv.Read("bitmod_sim_cases.csv").Where(run =>
            run["sim_version"] == version && run["accelerator"] == "BitMoD-lossy"
            && (only is null || run["model"] == only)))
        {
            // The reworked simulator divides heads, so that its counts are printed as floats.
            string name = names[Array.IndexOf(models, run["model"])]; // Not all six are on record.
            string end = isReworked ? ".0" : string.Empty;
            known.Append(CultureInfo.InvariantCulture,
                $"('{run["stage"]}', '{name}', '({run["compute_cycles_total"]}{end}, {run.Count("total_cycles") + wrongBy}{end})'), ");
        }

        Write(folder, "bitmod_sim/model_shape_config/README", "shapes");
        Write(folder, "bitmod_sim/test_bitmod.py", $$"""
            import argparse, os
            parser = argparse.ArgumentParser()
            parser.add_argument('--is_generation', action='store_true')
            {{(isReworked ? "parser.add_argument('--cxt_len', type=int, default=256)" : string.Empty)}}
            stage = 'generation' if parser.parse_args().is_generation else 'prefill'
            assert os.path.isdir('./model_shape_config')
            for known, model, cycles in [{{known}}]:
                if known == stage:
                    print(f'model: {model}')
                    print(f'total cycle:        {cycles}')
                    print('pe array area:      1.5 mm2\n\n')
            print('Latency: [1, 2]')
            """);
    }

    public static string Write(string folder, string name, string text)
    {
        string path = Path.Combine(folder, name);
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        File.WriteAllText(path, text);
        return path;
    }

    /// <summary>A table of products for <c>--gemms</c>.</summary>
    public static string Table(string folder, params (string Name, int M, int K, int N)[] gemms) =>
        Write(folder, "products.csv", "name,m,k,n\n" + string.Concat(gemms.Select(gemm =>
            string.Create(CultureInfo.InvariantCulture, $"{gemm.Name},{gemm.M},{gemm.K},{gemm.N}\n"))));
}
