using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;

namespace Accel.HlsEmit;

/// <summary>Turns any name of a configuration file into an identifier that Verilog and C++ both take.</summary>
/// <remarks>
/// <para>
/// An identifier has ASCII letters, digits and underscores, begins with a letter, has neither two underscores in a row
/// nor one at either end (C++ and several tools reserve such names), is no keyword, and has at most
/// <see cref="MaximumLength"/> characters. It is unique as written and meant to be read: <c>bitmod-28nm</c> becomes
/// <c>bitmod_28nm_ab377d0efb</c>.
/// </para>
/// <para>
/// A name that is such an identifier already stays as it is. Any other gets a suffix of <see cref="HashDigits"/>
/// hexadecimal digits of its SHA-256, so that distinct names stay distinct: <c>a-b</c>, <c>a_b</c> and <c>a.b</c>
/// differ.
/// A name that ends like a suffix gets one too, so that no name can pass for the result of another. Two names collide
/// only if they look alike and 40 bits of their hashes agree.
/// </para>
/// </remarks>
public static partial class Identifier
{
    /// <summary>The longest identifier. File systems, reports of synthesis tools and eyes all cope with it.</summary>
    public const int MaximumLength = 64;

    /// <summary>Digits of the suffix.</summary>
    public const int HashDigits = 10;

    /// <summary>What a name becomes that has no letter or digit to keep.</summary>
    private const string Nameless = "unnamed";

    /// <summary>Put before a name that does not begin with a letter.</summary>
    private const string Initial = "n";

    /// <summary>The identifier of a name; always the same one for the same name.</summary>
    public static string From(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return IsKept(name) ? name : $"{Stem(name)}_{Hash(name)}";
    }

    /// <summary>Whether a text is fit to be an identifier in both languages.</summary>
    public static bool IsLegal(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        if (text.Length is 0 or > MaximumLength || !char.IsAsciiLetter(text[0]) || text[^1] == '_' || IsKeyword(text))
        {
            return false;
        }

        for (int i = 1; i < text.Length; i++)
        {
            if (!char.IsAsciiLetterOrDigit(text[i]) && (text[i] != '_' || text[i - 1] == '_'))
            {
                return false;
            }
        }

        return true;
    }

    private static bool IsKept(string name) => IsLegal(name) && !EndsLikeHash(name);

    private static bool EndsLikeHash(string name)
    {
        int underscore = name.Length - HashDigits - 1;
        return underscore > 0 && name[underscore] == '_'
            && name.Skip(underscore + 1).All(char.IsAsciiHexDigitLower);
    }

    /// <summary>The readable part: runs of other characters become one underscore.</summary>
    private static string Stem(string name)
    {
        StringBuilder stem = new();
        foreach (char character in name)
        {
            if (char.IsAsciiLetterOrDigit(character))
            {
                stem.Append(stem.Length == 0 && char.IsAsciiDigit(character) ? Initial
                    : string.Empty).Append(character);
            }
            else if (stem.Length > 0 && stem[^1] != '_')
            {
                stem.Append('_');
            }

            if (stem.Length == MaximumLength - HashDigits - 1)
            {
                break;
            }
        }

        string text = stem.ToString().TrimEnd('_');
        return text.Length == 0 ? Nameless : text;
    }

    private static string Hash(string name)
    {
        // Character by character: an encoding would turn all unpaired surrogates into one replacement character.
        byte[] bytes = new byte[name.Length * sizeof(char)];
        for (int i = 0; i < name.Length; i++)
        {
            BinaryPrimitives.WriteUInt16LittleEndian(bytes.AsSpan(i * sizeof(char)), name[i]);
        }

        return Convert.ToHexStringLower(SHA256.HashData(bytes))[..HashDigits];
    }
}
