using Accel.Arch.Diagnostics;
using Microsoft.Win32.SafeHandles;

namespace Accel.Explore.Quantization.Tensors;

/// <summary>A file of tensors, .npy or .safetensors, read channel by channel.</summary>
/// <remarks>
/// <para>Elements may be FP16, BF16 (safetensors only), FP32 or FP64; tensors of other types in a .safetensors file are
/// left out. Headers are checked against the file's length before anything is read. Safe on all threads.</para>
/// <para>Source: the NPY format (numpy.lib.format, versions 1 and 2) and the safetensors format of Hugging Face.</para>
/// </remarks>
public sealed class TensorFile : IDisposable
{
    /// <summary>The most elements of a channel, and the most channels.</summary>
    public const int MostElements = 1 << 27;

    private readonly SafeFileHandle _handle;

    private TensorFile(SafeFileHandle handle, IReadOnlyList<TensorInfo> tensors) =>
        (_handle, Tensors) = (handle, tensors);

    /// <summary>The tensors of floating-point numbers, in the file's order.</summary>
    public IReadOnlyList<TensorInfo> Tensors { get; }

    /// <summary>Opens a file and reads its header; null with a diagnostic when it is none of the two kinds.</summary>
    public static TensorFile? Open(string file, DiagnosticBag diagnostics)
    {
        SourceLocation where = new(file);
        if (Directory.Exists(file) || !File.Exists(file))
        {
            diagnostics.Error(DiagnosticCodes.File, where,
                Directory.Exists(file) ? "is a folder" : "there is no such file");
            return null;
        }

        try
        {
            SafeFileHandle handle = File.OpenHandle(file);
            if (Read(handle, file, diagnostics) is { } tensors && FitChannels(tensors, where, diagnostics))
            {
                return new TensorFile(handle, tensors);
            }

            handle.Dispose();
        }
        catch (Exception error) when (error is IOException or UnauthorizedAccessException)
        {
            diagnostics.Error(DiagnosticCodes.File, where, $"cannot be read: {error.Message}");
        }

        return null;
    }

    /// <summary>Reads a channel.</summary>
    /// <param name="buffer">As many bytes as the channel takes.</param>
    /// <param name="values">Receives its elements.</param>
    /// <returns>The index of the first element that is not finite, or -1.</returns>
    /// <exception cref="IOException">The file has become shorter, or cannot be read.</exception>
    public int ReadChannel(TensorInfo tensor, long channel, Span<byte> buffer, Span<double> values)
    {
        long offset = tensor.Offset + (channel * buffer.Length);
        for (int done = 0; done < buffer.Length;)
        {
            int read = RandomAccess.Read(_handle, buffer[done..], offset + done);
            done += read > 0 ? read : throw new EndOfStreamException($"{tensor.Name}: the file ends early");
        }

        return ElementKernels.Widen(tensor.Element, buffer, values);
    }

    public void Dispose() => _handle.Dispose();

    private static IReadOnlyList<TensorInfo>? Read(SafeFileHandle handle, string file, DiagnosticBag diagnostics)
    {
        if (file.EndsWith(".npy", StringComparison.OrdinalIgnoreCase))
        {
            return NpyHeader.Read(handle, file, diagnostics) is { } tensor ? [tensor] : null;
        }

        if (file.EndsWith(".safetensors", StringComparison.OrdinalIgnoreCase))
        {
            return SafetensorsHeader.Read(handle, file, diagnostics);
        }

        diagnostics.Error(DiagnosticCodes.DataFile, new SourceLocation(file),
            "is no tensor file by its name", "tensors are read from .npy and .safetensors files");
        return null;
    }

    private static bool FitChannels(
        IReadOnlyList<TensorInfo> tensors, SourceLocation where, DiagnosticBag diagnostics)
    {
        TensorInfo[] large = [.. tensors.Where(tensor =>
            Math.Max(tensor.Channels, tensor.ChannelLength) > MostElements)];
        foreach (TensorInfo tensor in large)
        {
            diagnostics.Error(DiagnosticCodes.Limit, where,
                $"'{tensor.Name}' has {tensor.Channels} channels of {tensor.ChannelLength} elements; "
                + $"at most {MostElements} are read of either");
        }

        return large.Length == 0;
    }
}
