using Accel.Arch.Designs;
using Accel.Arch.Diagnostics;
using Accel.Arch.Units;
using Accel.Arch.Workloads;
using Accel.Explore.Library;
using Accel.Explore.Runs;
using Accel.Tests.Arch.Yaml;

namespace Accel.Tests.Explore.Library;

public class AccelLibraryTests
{
    private static readonly AccelLibrary Accel = AccelLibrary.Open();

    [Test]
    public void Names_OfFolders_AreTheShippedOnes()
    {
        Assert.That(Accel.Names("designs"), Does.Contain("bitmod-28nm"));
        Assert.That(Accel.Names("workloads"), Does.Contain("llama-2-7b-chat"));
        Assert.That(Accel.Names("nothing"), Is.Empty);
    }

    [Test]
    public void Design_WithSets_IsTheOneMadeByWith()
    {
        Design loaded = Accel.Design("bitmod-28nm", "dram.bandwidth=64 GB/s", "buffers.weights=128 KiB");
        Design basis = Accel.Design("bitmod-28nm");
        Design made = basis with
        {
            Dram = basis.Dram with { Bandwidth = BytesPerSecond.FromGigabytes(64) },
            Buffers = basis.Buffers with { Weights = Bits.FromKibibytes(128) },
        };
        Workload chat = Accel.Workload("llama-2-7b-chat");
        RunResult one = AccelLibrary.Run(loaded, chat);
        RunResult other = AccelLibrary.Run(made, chat);
        Assert.That(other.Totals, Is.EqualTo(one.Totals));
        Assert.That(other.Area, Is.EqualTo(one.Area));
        Assert.That(other.Totals, Is.Not.EqualTo(AccelLibrary.Run(basis, chat).Totals));
    }

    [Test]
    public void Workload_WithSets_TakesThem() =>
        Assert.That(Accel.Workload("llama-2-7b-chat", "batch=8").Batch, Is.EqualTo(8));

    [Test]
    public void Design_FileOfTheUsers_WinsOverTheLibrarys()
    {
        using ConfigFolder folder = new();
        folder.Write("designs/olive-28nm.yaml", "kind: design\nextends: ant-28nm\nname: mine\n");
        AccelLibrary own = AccelLibrary.Open(folder.Path);
        Assert.That(own.Design("olive-28nm").Name, Is.EqualTo("mine"));
        Assert.That(own.Design("ant-28nm").Name, Is.EqualTo("ant-28nm"));
    }

    [Test]
    public void Design_UnknownOrWrong_SaysSoWithASuggestion()
    {
        InputException unknown = Assert.Throws<InputException>(() => Accel.Design("bitmod-28mn"))!;
        Assert.That(unknown.Message, Does.Contain("did you mean 'bitmod-28nm'?"));
        InputException wrong = Assert.Throws<InputException>(() =>
            Accel.Design("bitmod-28nm", "fabric.lanez=4", "fabric.columns=0"))!;
        Assert.That(wrong.Diagnostics, Has.Count.EqualTo(2), "all mistakes at once");
        Assert.That(Assert.Throws<InputException>(() => Accel.Sweep("nothing"))!.Message,
            Does.Contain("there is no file or sweep 'nothing'"));
    }

    [Test]
    public void Open_FolderThatIsNot_IsSaidAtOnce() =>
        Assert.That(() => AccelLibrary.Open("/nowhere/at/all"), Throws.TypeOf<DirectoryNotFoundException>());

    [Test]
    public void Run_WhatTheDesignCannot_IsRefusedWithTheReason()
    {
        Design design = Accel.Design("bitmod-28nm", "schedule=scale-sim");
        Assert.That(Assert.Throws<InputException>(() => AccelLibrary.Run(design, Accel.Workload("llama-2-7b-chat")))!
            .Message, Does.Contain("bitmod-28nm cannot run this"));
    }

    [Test]
    public void ConfigRoots_BesideAPackagedProgram_AreItsOwn()
    {
        using ConfigFolder folder = new();
        folder.Write("tools/configs/designs/mine.yaml", "kind: design\n");
        string program = Path.Combine(folder.Path, "tools", "net10.0");
        Directory.CreateDirectory(program);
        Assert.That(ConfigRoots.Beside(program), Is.EqualTo(Path.Combine(folder.Path, "tools", "configs")));
        Assert.That(ConfigRoots.Beside("/"), Is.Null);
    }
}
