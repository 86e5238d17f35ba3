using Accel.Bench;
using BenchmarkDotNet.Running;

if (args is ["points", ..])
{
    PointRate.Print(args[1..]);
}
else if (args is ["systolic"])
{
    PairedRate.Print();
    SystolicRate.Print();
}
else if (args is ["lookup"])
{
    LookupRate.Print();
}
else if (args is ["rtl"])
{
    RtlRate.Print();
}
else if (args is ["machines"])
{
    RtlRate.PrintMachines();
}
else if (args is ["resources"])
{
    ModuleTable.Print();
}
else if (args is ["primitives"])
{
    ModuleTable.PrintPrimitives();
}
else if (args is ["chains"])
{
    ChainRate.Print();
}
else
{
    BenchmarkSwitcher.FromAssembly(typeof(ShippedSweep).Assembly)
        .Run(args.Length == 0 ? ["--filter", "*"] : args, new ShortConfig());
}
