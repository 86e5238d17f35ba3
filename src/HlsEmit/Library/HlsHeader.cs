namespace Accel.HlsEmit.Library;

/// <summary>A header of the C++ library.</summary>
/// <param name="Name">The name of its file, by which others include it.</param>
/// <param name="Folder">The room that it stands in: a family's, <c>Shared</c>, <c>Bench</c> or <c>StandIn</c>.</param>
/// <param name="Text">Its source.</param>
public sealed record HlsHeader(string Name, string Folder, string Text);
