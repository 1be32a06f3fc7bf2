using System.Security.Cryptography;
using System.Text.Json.Serialization;
using NodaTime;
using Tallystick.Core.Billing;
using Tallystick.Core.Catalog;
using Tallystick.Core.Customers;
using Tallystick.Core.Storage;
using Tallystick.Core.Values;

namespace Tallystick.Core.Wallets;

/// <summary>The wish to grant a customer money, or units of a metric, as the merchant put it.</summary>
public sealed record GrantRequest
{
    // Within this the calendar counts; see its bounds.
    private static readonly Instant Earliest = Instant.FromUtc(2000, 1, 1, 0, 0);
    private static readonly Instant Latest = Instant.FromUtc(2200, 1, 1, 0, 0);

    /// <summary>See <see cref="Grant.Name"/>.</summary>
    public string? Name { get; init; }

    /// <summary>See <see cref="Grant.Kind"/>.</summary>
    public GrantKind Kind { get; init; }

    /// <summary>See <see cref="Grant.Amount"/>.</summary>
    public required decimal Amount { get; init; }

    /// <summary>See <see cref="Grant.Currency"/>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public Currency Currency { get; init; }

    /// <summary>See <see cref="Grant.MetricId"/>.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public Id<Metric>? MetricId { get; init; }

    /// <summary>See <see cref="Grant.Priority"/>.</summary>
    public int Priority { get; init; } = BurnOrder.BalancePriority;

    /// <summary>When it comes; null for now. 2000 to 2200.</summary>
    public Instant? EffectiveAt { get; init; }

    /// <summary>See <see cref="Grant.ExpiresAt"/>. 2000 to 2200.</summary>
    public Instant? ExpiresAt { get; init; }

    /// <summary>How long its intervals are; null for a grant that comes once.</summary>
    public BillingCadence? Interval { get; init; }

    /// <summary>See <see cref="GrantRecurrence.RolloverMinimum"/>.</summary>
    public decimal RolloverMinimum { get; init; }

    /// <summary>See <see cref="GrantRecurrence.RolloverMaximum"/>.</summary>
    public decimal RolloverMaximum { get; init; }

    /// <summary>See <see cref="GrantRecurrence.EndsAt"/>. 2000 to 2200.</summary>
    public Instant? EndsAt { get; init; }

    /// <summary>See <see cref="Grant.Metadata"/>.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; init; } = new SortedDictionary<string, string>(StringComparer.Ordinal);

    /// <summary>See <see cref="Grant.IdempotencyKey"/>.</summary>
    public required string IdempotencyKey { get; init; }

    /// <summary>What a repetition must agree in: the SHA-256 of all that was wished, in hexadecimal digits.</summary>
    internal string Fingerprint() => Convert.ToHexStringLower(SHA256.HashData(
        (this with { Metadata = new SortedDictionary<string, string>(Metadata.ToDictionary(), StringComparer.Ordinal) }).ToBody().Span));

    /// <summary>The grant that is wished for; or the fields that break rules, by their names in the public API.</summary>
    internal Result<Grant> ToGrant(Id<Grant> id, Customer customer, Instant now)
    {
        var effectiveAt = EffectiveAt ?? now;
        var grant = new Grant
        {
            Id = id,
            CustomerId = customer.Id,
            Name = Name,
            Kind = Kind,
            Amount = Amount,
            Currency = Currency,
            MetricId = MetricId,
            Priority = Priority,
            EffectiveAt = effectiveAt,
            ExpiresAt = ExpiresAt,
            Recurrence = Interval is not { } interval ? null : new GrantRecurrence
            {
                Interval = interval,
                TimeZone = customer.TimeZone,
                RolloverMinimum = RolloverMinimum,
                RolloverMaximum = RolloverMaximum,
                EndsAt = EndsAt,
            },
            Metadata = Metadata,
            IdempotencyKey = IdempotencyKey,
            CreatedAt = now,
        };
        List<FieldError> errors = [.. AmountErrors(), .. TimeErrors(effectiveAt, now)];
        if (errors.Count == 0 && ComingLot.Of(grant).ExpiresAt <= now)
        {
            errors.Add(Interval is null
                ? Error("expiresAt", "is over: nothing of the grant could be used")
                : Error("effectiveAt", "is so long ago that the first interval is over"));
        }

        return errors.Count == 0 ? grant : Refusal.Invalid(errors);
    }

    private static FieldError Error(string field, string message) => new(field, message, "INVALID_VALUE");

    private IEnumerable<FieldError> AmountErrors()
    {
        if (Amount <= 0 || !Exact.Fits(Amount))
        {
            yield return Error("amount", "must be more than 0, with at most 15 digits before and 9 after the decimal point");
        }

        if (Priority is < 0 or > BurnOrder.MaxPriority)
        {
            yield return Error("priority", $"must be 0 to {BurnOrder.MaxPriority}");
        }

        if (RolloverMinimum < 0 || !Exact.Fits(RolloverMinimum) || RolloverMinimum > RolloverMaximum)
        {
            yield return Error("recurrence.rolloverMinimum", "must be 0 or more, and at most rolloverMaximum");
        }

        if (RolloverMaximum < 0 || !Exact.Fits(RolloverMaximum))
        {
            yield return Error("recurrence.rolloverMaximum", "must be 0 or more, with at most 15 digits before and 9 after the decimal point");
        }

        if (IdempotencyKey.Length is < 1 or > 255)
        {
            yield return Error("idempotencyKey", "must have 1 to 255 characters");
        }
    }

    private IEnumerable<FieldError> TimeErrors(Instant effectiveAt, Instant now)
    {
        foreach (var (field, time) in new[] { ("effectiveAt", effectiveAt), ("expiresAt", ExpiresAt ?? now), ("recurrence.endsAt", EndsAt ?? now) })
        {
            if (time < Earliest || time > Latest)
            {
                yield return new FieldError(field, "A time from 2000 to 2200 is expected.", "OUT_OF_RANGE");
            }
        }

        if (ExpiresAt <= effectiveAt)
        {
            yield return Error("expiresAt", "must be after effectiveAt");
        }

        if (Interval is not null && ExpiresAt is not null)
        {
            yield return Error("expiresAt", "is for grants that come once: what recurs expires with each interval, and ends at recurrence.endsAt");
        }

        if (EndsAt <= effectiveAt)
        {
            yield return Error("recurrence.endsAt", "must be after effectiveAt");
        }
    }
}
