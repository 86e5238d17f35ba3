namespace Accel.HlsEmit.Engines;

/// <summary>A product: activations [M x K] times weights [K x N].</summary>
public readonly record struct ProductShape(int M, int K, int N);
