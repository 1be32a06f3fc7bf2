using Tallystick.Core.Tenancy;

namespace Tallystick.Tests.Simulation.Adapters;

/// <summary>Secrets of a seed.</summary>
internal sealed class SeededSecrets(Random random) : ISecretSource
{
    /// <inheritdoc/>
    public void Fill(Span<byte> buffer) => random.NextBytes(buffer);
}
