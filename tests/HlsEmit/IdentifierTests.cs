using System.Text.RegularExpressions;
using Accel.HlsEmit;
using FsCheck;
using FsCheck.Fluent;

namespace Accel.Tests.HlsEmit;

public partial class IdentifierTests
{
    private static readonly Config Many = Config.QuickThrowOnFailure.WithMaxTest(3000);

    [TestCase("bitmod")]
    [TestCase("pe_array")]
    [TestCase("Tile8x8")]
    [TestCase("x")]
    [TestCase("moduleA")]
    [TestCase("Module")]
    [TestCase("ends_in_0123456789abcde")]
    [TestCase("shorter_012345678")]
    public void From_ALegalName_StaysAsItIs(string name) => Assert.That(Identifier.From(name), Is.EqualTo(name));

    [TestCase("bitmod-28nm", "bitmod_28nm_")]
    [TestCase("28nm", "n28nm_")]
    [TestCase("a  --  b", "a_b_")]
    [TestCase("_hidden_", "hidden_")]
    [TestCase("a__b", "a_b_")]
    [TestCase("", "unnamed_")]
    [TestCase("---", "unnamed_")]
    [TestCase("module", "module_")]
    [TestCase("logic", "logic_")]
    [TestCase("uwire", "uwire_")]
    [TestCase("constexpr", "constexpr_")]
    [TestCase("main", "main_")]
    [TestCase("größe", "gr_e_")]
    [TestCase("行", "unnamed_")]
    [TestCase("a.0123456789", "a_0123456789_")]
    [TestCase("a_0123456789", "a_0123456789_")]
    public void From_AnyOtherName_KeepsWhatCanBeReadAndAddsAHash(string name, string stem)
    {
        string identifier = Identifier.From(name);

        Assert.That(identifier, Does.StartWith(stem));
        Assert.That(identifier, Has.Length.EqualTo(stem.Length + Identifier.HashDigits));
        Assert.That(Identifier.IsLegal(identifier), Is.True);
    }

    [Test]
    public void From_TheSameNameAnotherDay_IsTheSameIdentifier() =>
        Assert.That(Identifier.From("bitmod-28nm"), Is.EqualTo("bitmod_28nm_ab377d0efb"));

    [Test]
    public void From_LongNames_AreCutAndStayDistinct()
    {
        string longest = new('a', Identifier.MaximumLength);

        Assert.That(Identifier.From(longest), Is.EqualTo(longest));
        Assert.That(Identifier.From(longest + "b"), Has.Length.EqualTo(Identifier.MaximumLength));
        Assert.That(Identifier.From(longest + "b"), Is.Not.EqualTo(Identifier.From(longest + "c")));
    }

    [Test]
    public void From_UnpairedSurrogates_StayDistinct() =>
        Assert.That(Identifier.From("\ud800"), Is.Not.EqualTo(Identifier.From("\ud801")));

    [Test]
    public void From_Null_IsRefused() => Assert.That(() => Identifier.From(null!), Throws.ArgumentNullException);

    [Test]
    public void From_AnyText_IsAnIdentifierOfBothLanguages() =>
        Prop.ForAll(Names().ToArbitrary(), name =>
        {
            string identifier = Identifier.From(name);
            return Identifier.IsLegal(identifier)
                && Pattern().IsMatch(identifier)
                && identifier.Length <= Identifier.MaximumLength
                && !Identifier.IsKeyword(identifier);
        }).Check(Many);

    [Test]
    public void From_DistinctNames_StayDistinct() =>
        Prop.ForAll(Gen.Two(Names()).ToArbitrary(), pair =>
            (pair.Item1 == pair.Item2) == (Identifier.From(pair.Item1) == Identifier.From(pair.Item2))).Check(Many);

    [Test]
    public void From_ItsOwnResults_StayDistinctFromThem() =>
        Prop.ForAll(Names().ToArbitrary(), name =>
        {
            string once = Identifier.From(name);
            return once == name || Identifier.From(once) != once;
        }).Check(Many);

    [Test]
    public void IsLegal_AnyText_AgreesWithTheGrammar() =>
        Prop.ForAll(Names().ToArbitrary(), name => Identifier.IsLegal(name)
            == (Pattern().IsMatch(name) && name.Length <= Identifier.MaximumLength && !Identifier.IsKeyword(name)))
            .Check(Many);

    /// <summary>
    /// Short texts over few characters, so that names nearly meet, beside whatever FsCheck thinks of.
    /// </summary>
    private static Gen<string> Names()
    {
        Gen<string> near = Gen.Elements('a', 'b', 'A', '1', '0', '_', '-', '.', ' ', 'é', '\ud83d', '\0')
            .ListOf().Select(characters => string.Concat(characters));
        Gen<string> words = Gen.Elements(
            "module", "wire", "int", "class", "always_ff", "and_eq", "template", "begin", "std", "x", "_");
        Gen<string> any = ArbMap.Default.GeneratorFor<string>().Select(text => text ?? string.Empty);
        Gen<string> suffixed = near.Select(text => Identifier.From(text));
        Gen<string> joined = Gen.Two(words).Select(pair => pair.Item1 + pair.Item2);
        return Gen.OneOf(near, words, any, suffixed, joined);
    }

    [GeneratedRegex(@"\A[A-Za-z][A-Za-z0-9]*(_[A-Za-z0-9]+)*\z")]
    private static partial Regex Pattern();
}
