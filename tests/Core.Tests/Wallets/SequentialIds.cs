using Tallystick.Core.Values;

namespace Tallystick.Tests.Core.Tests.Wallets;

/// <summary>Suffixes that count up.</summary>
internal sealed class SequentialIds : IIdSource
{
    private long last;

    public string NextSuffix() => $"{Interlocked.Increment(ref last):D26}";
}
