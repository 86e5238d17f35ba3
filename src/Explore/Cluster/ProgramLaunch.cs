namespace Accel.Explore.Cluster;

/// <summary>How jobs start the very program that submits them, so that they find what it finds.</summary>
/// <param name="Command">The program, and the words before its own arguments.</param>
/// <param name="Folder">The working directory, absolute: relative names of files start from it.</param>
/// <param name="Environment">Variables to set, such as the config roots.</param>
public sealed record ProgramLaunch(
    IReadOnlyList<string> Command, string Folder, IReadOnlyList<(string Name, string Value)> Environment);
