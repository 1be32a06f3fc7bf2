using System.Runtime.InteropServices;
using Tallystick.Core.Usage;

namespace Tallystick.Tests.Benchmarks.Growth;

/// <summary>
/// Claims as real events make them: of some thousand accounts, with hashes that look like chance, and records of some events each in every
/// partition of the log.
/// </summary>
/// <param name="seed">Decides the claims: two seeds share none.</param>
/// <param name="log">The number of the log.</param>
/// <param name="partitions">How many partitions it has.</param>
internal sealed class SampleClaims(int seed, int log, int partitions)
{
    private const int Accounts = 10_000;
    private const int EventsARecord = 10;
    private const ulong AccountFactor = 0x9E3779B97F;
    private const ulong TagBits = (1UL << 40) - 1;
    private readonly Random random = new(seed);
    private long made;

    internal Claim[] Next(int count)
    {
        var claims = new Claim[count];
        for (var i = 0; i < count; i++, made++)
        {
            var account = (ulong)random.Next(Accounts);
            var record = made / EventsARecord;
            claims[i] = new Claim(
                new EventId(unchecked(account * AccountFactor) & TagBits, Hash()),
                new LogPosition(log, (int)(record % partitions), record / partitions, (int)(made % EventsARecord)),
                Hash());
        }

        return claims;
    }

    private UInt128 Hash()
    {
        Span<byte> bytes = stackalloc byte[16];
        random.NextBytes(bytes);
        return MemoryMarshal.Read<UInt128>(bytes);
    }
}
