using System.Text;

namespace Accel.Arch.Yaml;

/// <summary>Reads a text file whole, within a limit.</summary>
internal static class TextFile
{
    private static readonly UTF8Encoding StrictUtf8 = new(encoderShouldEmitUTF8Identifier: false,
        throwOnInvalidBytes: true);

    /// <summary>The text, or null when the file is longer than <paramref name="maximumBytes"/>.</summary>
    /// <exception cref="DecoderFallbackException">The file is not UTF-8.</exception>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static string? Read(string path, int maximumBytes)
    {
        // The limit is held while reading: a device or a pipe has no length to ask for.
        using FileStream stream = File.OpenRead(path);
        byte[] buffer = new byte[maximumBytes + 1];
        int length = stream.ReadAtLeast(buffer, buffer.Length, throwOnEndOfStream: false);
        if (length > maximumBytes)
        {
            return null;
        }

        ReadOnlySpan<byte> text = buffer.AsSpan(0, length);
        return StrictUtf8.GetString(text.StartsWith(Encoding.UTF8.Preamble) ? text[3..] : text);
    }
}
