namespace Tallystick.DevHost.Demo.Year;

/// <summary>A customer of the demo's merchant.</summary>
/// <param name="Key">The merchant's own name for it: the customer's external id.</param>
/// <param name="Name">As people read it.</param>
/// <param name="Plan">What it buys.</param>
/// <param name="Payer">How it pays.</param>
/// <param name="Joined">The month in which it came, from 0: the first of the demo.</param>
/// <param name="Day">The day of that month, and of its invoices; see <see cref="YearCalendar.Today"/>.</param>
/// <param name="Size">How many reports it sends on an ordinary day at first.</param>
public sealed record YearCompany(string Key, string Name, YearPlan Plan, YearPayer Payer, int Joined, int Day, decimal Size)
{
    /// <summary>Its place in the list, which decides its random numbers.</summary>
    public int Number { get; init; }

    /// <summary>By which its invoices are made.</summary>
    public string TimeZone { get; init; } = "UTC";

    /// <summary>Where it accounts for the tax itself: the number under which it does.</summary>
    public string? TaxId { get; init; }

    /// <summary>The code that it subscribes with.</summary>
    public string? Coupon { get; init; }

    /// <summary>True where it lives by the real clock: it came in the last month.</summary>
    public bool IsNew => Joined == YearCalendar.Months - 1;

    /// <summary>Where invoices are sent.</summary>
    public string Email => $"billing@{Key}.example";
}
