namespace Accel.Arch.Workloads.HuggingFace;

/// <summary>Turns byte offsets of a UTF-8 text into lines and columns, counted from 1, columns in characters.</summary>
/// <remarks>Offsets are asked for in rising order, so that a text is walked once however many there are.</remarks>
internal ref struct TextPosition(ReadOnlySpan<byte> text)
{
    private readonly ReadOnlySpan<byte> _text = text;
    private int _offset;
    private int _line = 1;
    private int _column = 1;

    public (int Line, int Column) At(long offset)
    {
        for (; _offset < offset && _offset < _text.Length; _offset++)
        {
            byte value = _text[_offset];
            if (value == '\n')
            {
                (_line, _column) = (_line + 1, 1);
            }
            else if ((value & 0xC0) != 0x80)
            {
                // A continuation byte belongs to the character before.
                _column++;
            }
        }

        return (_line, _column);
    }
}
