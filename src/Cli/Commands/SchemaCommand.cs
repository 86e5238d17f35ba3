using System.CommandLine;
using System.Text;
using System.Text.Json;
using Accel.Arch.Yaml;
using Accel.Explore.Configuration;

namespace Accel.Cli.Commands;

/// <summary><c>accel schema</c>: the JSON Schema of the YAML files.</summary>
internal static class SchemaCommand
{
    public static Command Create()
    {
        Command command = new("schema", """
            Print a JSON Schema of all YAML files, so that editors complete and check them.

            Example:
              accel schema > accel.schema.json
            """);
        command.SetAction(_ => Execute());
        return command;
    }

    private static int Execute()
    {
        using MemoryStream stream = new();
        using (Utf8JsonWriter writer = new(stream, new JsonWriterOptions { Indented = true }))
        {
            JsonSchema.Write(writer, [(SweepSchema.KindName, SweepSchema.WriteJsonSchema)]);
        }

        Console.Out.WriteLine(Encoding.UTF8.GetString(stream.ToArray()));
        return ExitCode.Done;
    }
}
