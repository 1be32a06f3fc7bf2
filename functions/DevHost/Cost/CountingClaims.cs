using Tallystick.Core.Usage;
using EventId = Tallystick.Core.Usage.EventId;

namespace Tallystick.DevHost.Cost;

/// <summary>Other claims, and what a table in Azure would have been asked for them. For one caller at a time.</summary>
/// <remarks>
/// The rule is that of <c>functions/Cloud/Tables</c>: identities that a call repeats are asked for once; a transaction has at most 100 rows of one
/// account's tag; a row that exists fails it, is read, and the rest is tried again; after three such rows the next failure has all that are left read.
/// </remarks>
public sealed class CountingClaims(IClaimStore inner) : IClaimStore
{
    private const int MaxRows = 100;
    private const int ConflictsBeforeReading = 3;

    /// <summary>Calls that claim.</summary>
    public long Calls { get; private set; }

    /// <summary>Transactions of inserts, those that failed too: each is billed as one operation.</summary>
    public long Transactions { get; private set; }

    /// <summary>Of them those that failed because a row exists.</summary>
    public long Failed { get; private set; }

    /// <summary>Rows that were inserted.</summary>
    public long Rows { get; private set; }

    /// <summary>Rows that were read, there or not.</summary>
    public long Reads { get; private set; }

    /// <inheritdoc/>
    public async ValueTask<IReadOnlyList<Claim>> ClaimAsync(IReadOnlyList<Claim> claims, CancellationToken cancellation)
    {
        Calls++;
        var batches = claims.DistinctBy(claim => claim.Event).GroupBy(claim => claim.Event.AccountTag).SelectMany(account => account.Chunk(MaxRows));
        foreach (var batch in batches)
        {
            var taken = 0;
            foreach (var claim in batch)
            {
                taken += await inner.FindAsync(claim.Event, cancellation) is null ? 0 : 1;
            }

            Count(batch.Length, taken);
        }

        return await inner.ClaimAsync(claims, cancellation);
    }

    /// <inheritdoc/>
    public ValueTask<Claim?> FindAsync(EventId id, CancellationToken cancellation)
    {
        Reads++;
        return inner.FindAsync(id, cancellation);
    }

    private void Count(int rows, int taken)
    {
        var failing = Math.Min(taken, ConflictsBeforeReading + 1);
        Rows += rows - taken;
        Reads += failing > ConflictsBeforeReading ? rows : taken;
        Failed += failing;
        Transactions += failing + (taken < rows ? 1 : 0);
    }
}
