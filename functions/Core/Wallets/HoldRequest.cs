using NodaTime;
using Tallystick.Core.Values;

namespace Tallystick.Core.Wallets;

/// <summary>The wish to set money aside.</summary>
public sealed record HoldRequest
{
    /// <summary>The shortest life of a hold: long enough for the usage to be reported.</summary>
    public static readonly Duration MinExpiry = Duration.FromSeconds(1);

    /// <summary>The longest life of a hold.</summary>
    public static readonly Duration MaxExpiry = Duration.FromDays(31);

    /// <summary>What to hold money for, 1 to 100.</summary>
    public required IReadOnlyList<HoldRequestItem> Items { get; init; }

    /// <summary>The currency of the prices; a wallet of another one refuses.</summary>
    public required Currency Currency { get; init; }

    /// <summary>How many events may use the hold, 1 to 1,000. 1 unless set.</summary>
    public int MaxUses { get; init; } = 1;

    /// <summary>How long it lives, 1 second to 31 days. 1 hour unless set.</summary>
    public Duration ExpiresIn { get; init; } = Duration.FromHours(1);

    /// <summary>Who pays. The wallet unless set.</summary>
    public HoldPayer PaidBy { get; init; }

    /// <summary>The region that places it; null where there is one only.</summary>
    public string? Region { get; init; }

    /// <summary>The hold that is wished for, not yet placed; or the fields that break rules, by their names in the public API.</summary>
    public Result<Hold> ToHold(Id<Hold> id, Instant now)
    {
        List<FieldError> errors = [.. Errors()];
        if (errors.Count > 0)
        {
            return Refusal.Invalid(errors);
        }

        IReadOnlyList<HoldItem> items =
        [
            .. Items.Select(item =>
                new HoldItem(item.MetricId, item.Quantity, item.Price, item.Amount ?? Exact.Multiply(item.Quantity, item.Price, Exact.MaxScale))),
        ];
        return new Hold
        {
            Id = id,
            Items = items,
            Amount = PaidBy == HoldPayer.Wallet ? items.Sum(item => item.Amount) : 0,
            Reserved = ReservedUsages.Of(items),
            MaxUses = MaxUses,
            CreatedAt = now,
            ExpiresAt = HoldExpiry.WholeMillisecond(now + ExpiresIn),
            Region = Region,
        };
    }

    private IEnumerable<FieldError> Errors()
    {
        if (Items.Count is < 1 or > 100)
        {
            yield return Error("entitlementData", "must have 1 to 100 items");
        }

        foreach (var (index, item) in Items.Index())
        {
            var path = $"entitlementData[{index}]";
            if (item.Quantity < 0 || !Exact.Fits(item.Quantity))
            {
                yield return Error($"{path}.quantity", "must be 0 or more, with at most 15 digits before and 9 after the decimal point");
            }
            else if (item.Price < 0 || !Exact.Fits(item.Price))
            {
                yield return Error($"{path}.price", "must be 0 or more, with at most 15 digits before and 9 after the decimal point");
            }
            else if (item.Amount is { } amount ? amount >= Exact.Limit / Items.Count : item.Price > 0 && item.Quantity >= Exact.Limit / Items.Count / item.Price)
            {
                // So the sum of all items stays below the limit too.
                yield return Error($"{path}.quantity", "is too large at this price");
            }
        }

        if (MaxUses is < 1 or > 1000)
        {
            yield return Error("maxUses", "must be 1 to 1000");
        }

        if (ExpiresIn < MinExpiry || ExpiresIn > MaxExpiry)
        {
            yield return Error("expiresIn", "must be 1 second to 31 days");
        }
    }

    private static FieldError Error(string field, string message) => new(field, message, "INVALID_VALUE");
}
