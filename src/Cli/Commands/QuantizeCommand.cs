using System.CommandLine;
using Accel.Arch.Diagnostics;
using Accel.Arch.Formats;
using Accel.Cli.Output;
using Accel.Explore.Quantization;
using Accel.Explore.Quantization.Tensors;

namespace Accel.Cli.Commands;

/// <summary><c>accel quantize</c>: what formats lose on real tensors.</summary>
internal static class QuantizeCommand
{
    public static Command Create()
    {
        Argument<string> file = new("FILE") { Description = "A .npy or .safetensors file." };
        Option<string[]> format = new("--format")
        {
            Description = "A tensor format, such as int4/128, int4/128~2:4 or ovp-int4; may be several.",
            HelpName = "FORMAT",
            Required = true,
            Arity = ArgumentArity.OneOrMore,
            AllowMultipleArgumentsPerToken = true,
        };
        Option<string[]> tensor = new("--tensor")
        {
            Description = "Only the tensor of this name. May be repeated.",
            HelpName = "NAME",
            Arity = ArgumentArity.OneOrMore,
            AllowMultipleArgumentsPerToken = false,
        };
        Option<bool> json = CommonOptions.Json();
        Command command = new("quantize", """
            Quantize the tensors of a file to formats and report what each loses: mean squared error, the same over the
            variance of the tensor, the largest error, and for outlier-victim pairs how many outliers there are and how
            many are dropped. Sparse formats drop the smallest weights of each block, which counts as error. Rows (the
            first dimension) are channels; a vector is one channel.

            Examples:
              accel quantize weights.npy --format int4 flint4 ovp-int4
              accel quantize model.safetensors --tensor lm_head.weight --format fp4-er-ea/128 --json
            """)
        {
            file, format, tensor, json,
        };
        command.SetAction(parsed => Execute(parsed.GetRequiredValue(file), parsed.GetRequiredValue(format),
            parsed.GetValue(tensor) ?? [], parsed.GetValue(json)));
        return command;
    }

    private static int Execute(string file, string[] formatNames, string[] tensorNames, bool isJson)
    {
        Session session = new();
        DiagnosticBag diagnostics = session.Context.Diagnostics;
        IReadOnlyList<TensorFormat> formats = Formats(formatNames, diagnostics);
        using TensorFile? tensors = TensorFile.Open(file, diagnostics);
        IReadOnlyList<TensorInfo> chosen = tensors is null ? [] : Chosen(tensors, file, tensorNames, diagnostics);
        session.Stop();
        List<TensorErrors> results = [];
        foreach (TensorInfo tensor in chosen)
        {
            if (TensorMeasurement.Measure(tensors!, tensor, formats, new SourceLocation(file), diagnostics)
                is { } errors)
            {
                results.Add(errors);
            }
        }

        session.Stop();
        if (isJson)
        {
            Console.Out.WriteLine(TensorErrorsJson.Write(Session.Version, file, results));
        }
        else
        {
            QuantizeTable.Print(results);
        }

        return ExitCode.Done;
    }

    private static List<TensorFormat> Formats(string[] names, DiagnosticBag diagnostics)
    {
        List<TensorFormat> formats = [];
        foreach (string name in names)
        {
            SourceLocation where = new($"--format {name}");
            if (!TensorFormat.TryParse(name, out TensorFormat? format, out string error, out string? hint))
            {
                diagnostics.Error(DiagnosticCodes.UnknownName, where, error, hint);
            }
            else if (format.Element is IntegerMix mix)
            {
                diagnostics.Error(DiagnosticCodes.Unsupported, where, $"{mix} is a mix over layers and has no codes",
                    $"measure {mix.Narrow} and {mix.Wide}");
            }
            else
            {
                formats.Add(format);
            }
        }

        return formats;
    }

    private static List<TensorInfo> Chosen(
        TensorFile file, string path, string[] names, DiagnosticBag diagnostics)
    {
        string[] known = [.. file.Tensors.Select(tensor => tensor.Name)];
        foreach (string name in names.Except(known))
        {
            diagnostics.Error(DiagnosticCodes.UnknownName, new SourceLocation($"--tensor {name}"),
                $"{path} has no such tensor of floating-point numbers", NearestName.Hint(name, known));
        }

        return [.. file.Tensors.Where(tensor => names.Length == 0 || names.Contains(tensor.Name))];
    }
}
