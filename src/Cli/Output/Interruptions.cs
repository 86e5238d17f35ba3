using System.Runtime.InteropServices;

namespace Accel.Cli.Output;

/// <summary>Turns Ctrl-C and a polite request to end into a cancellation.</summary>
internal static class Interruptions
{
    public static IDisposable Into(CancellationTokenSource cancellation)
    {
        void Cancel(PosixSignalContext context)
        {
            context.Cancel = true;
            cancellation.Cancel();
        }

        return new Registrations(
            PosixSignalRegistration.Create(PosixSignal.SIGINT, Cancel),
            PosixSignalRegistration.Create(PosixSignal.SIGTERM, Cancel));
    }

    private sealed class Registrations(params PosixSignalRegistration[] registrations) : IDisposable
    {
        public void Dispose() => Array.ForEach(registrations, registration => registration.Dispose());
    }
}
