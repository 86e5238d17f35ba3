using Accel.Arch.Diagnostics;
namespace Accel.Arch.Workloads.HuggingFace;
public static class HuggingFaceConfig { public static ModelShape? Read(string t, string f, DiagnosticBag b) => null; }
