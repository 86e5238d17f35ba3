namespace Accel.HlsEmit.Library;

/// <summary>A module of the hardware library: one file of Verilog.</summary>
/// <param name="Name">The module's name and the file's.</param>
/// <param name="Folder">The room that it stands in: a family's, <c>Shared</c> or <c>Bench</c>.</param>
/// <param name="Text">Its source.</param>
/// <param name="IsModel">Whether it stands in for a vendor's primitive in simulation; synthesis leaves it out.</param>
public sealed record HardwareModule(string Name, string Folder, string Text, bool IsModel)
{
    /// <summary>The name of its file.</summary>
    public string FileName => Name + ".v";
}
