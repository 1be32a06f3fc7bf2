using System.Text.Json.Serialization;
using NodaTime;
using Tallystick.Core.Values;

namespace Tallystick.Core.Wallets;

/// <summary>
/// Money set aside for usage to come: the first phase of a two-phase transfer. Usage posts from it; what is left goes back, once.
/// </summary>
/// <remarks><c>posted + released ≤ amount</c> always, with equality once the hold is no longer open.</remarks>
public sealed record Hold : IIdentified
{
    /// <inheritdoc/>
    public static string IdPrefix => "com";

    /// <summary>The hold's id; names its customer, see <see cref="HoldIds"/>.</summary>
    public required Id<Hold> Id { get; init; }

    /// <summary>What it was placed for, 1 to 100.</summary>
    public required IReadOnlyList<HoldItem> Items { get; init; }

    /// <summary>The sum of the items, set aside when the hold was placed.</summary>
    public required decimal Amount { get; init; }

    /// <summary>What usage took of it.</summary>
    public decimal Posted { get; init; }

    /// <summary>What went back to the free balance; zero while the hold is open.</summary>
    public decimal Released { get; init; }

    /// <summary>How many events may use it, 1 to 1,000.</summary>
    public int MaxUses { get; init; } = 1;

    /// <summary>How many events have used it.</summary>
    public int UsedCount { get; init; }

    /// <summary>When it was placed.</summary>
    public required Instant CreatedAt { get; init; }

    /// <summary>The first instant at which it may be released as expired; a whole millisecond.</summary>
    public required Instant ExpiresAt { get; init; }

    /// <summary>What has become of it.</summary>
    public HoldStatus Status { get; init; }

    /// <summary>The region that placed it; null where there is one only.</summary>
    public string? Region { get; init; }

    /// <summary>Where the money that is set aside now is from, in the order in which usage takes it; empty where all of it is of the balance.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public ValueList<LotShare> Shares { get; init; }

    /// <summary>What of the items is still to be used, as far as caps are concerned; empty once the hold is no longer open.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public ValueList<ReservedUsage> Reserved { get; init; }

    /// <summary>What usage can still take: what is set aside now.</summary>
    [JsonIgnore]
    public decimal Remaining => Amount - Posted - Released;

    /// <summary>The hold with its rest given back.</summary>
    internal Hold Resolved(HoldStatus status) => this with { Released = Amount - Posted, Status = status, Shares = default, Reserved = default };

    /// <summary>The hold with less reserved, by what an event uses.</summary>
    internal Hold Using(ValueList<HoldUse> uses) => this with { Reserved = Reserved.After(uses) };

    /// <summary>The hold after usage took a sum of it, once.</summary>
    /// <param name="amount">From 0 to what is set aside.</param>
    /// <param name="shares">Where the sum is from.</param>
    internal Hold Post(decimal amount, out ValueList<LotShare> shares)
    {
        var missing = amount;
        var (taken, left) = (new List<LotShare>(), new List<LotShare>());
        foreach (var share in Shares)
        {
            var used = Math.Min(share.Amount, missing);
            missing -= used;
            taken.Add(share with { Amount = used });
            left.Add(share with { Amount = share.Amount - used });
        }

        shares = new(taken.Where(share => share.Amount > 0));
        return this with { Posted = Posted + amount, UsedCount = UsedCount + 1, Shares = new(left.Where(share => share.Amount > 0)) };
    }
}
