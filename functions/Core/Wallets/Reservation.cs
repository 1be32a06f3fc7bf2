using NodaTime;

namespace Tallystick.Core.Wallets;

/// <summary>The wish to set money aside for a customer's usage to come.</summary>
public sealed record Reservation
{
    /// <summary>The customer, by id or external id.</summary>
    public required string Customer { get; init; }

    /// <summary>What to hold money for, 1 to 100.</summary>
    public required IReadOnlyList<ReservationItem> Items { get; init; }

    /// <summary>See <see cref="HoldRequest.MaxUses"/>.</summary>
    public required int MaxUses { get; init; }

    /// <summary>See <see cref="HoldRequest.ExpiresIn"/>.</summary>
    public required Duration ExpiresIn { get; init; }

    /// <summary>See <see cref="HoldRequest.PaidBy"/>.</summary>
    public HoldPayer PaidBy { get; init; }

    /// <summary>See <see cref="HoldRequest.Region"/>.</summary>
    public string? Region { get; init; }
}
