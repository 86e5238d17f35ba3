using Accel.Arch.Diagnostics;

namespace Accel.Arch.Yaml;

/// <summary>
/// What binding needs beside the nodes: where diagnostics go, and the library that names are looked up in.
/// </summary>
public sealed record BindContext(DiagnosticBag Diagnostics, ConfigLibrary Library);
