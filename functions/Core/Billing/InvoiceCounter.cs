namespace Tallystick.Core.Billing;

/// <summary>Counts a tenant's issued invoices, so that their numbers have no gap: it moves in the commit that issues.</summary>
public sealed record InvoiceCounter
{
    /// <summary>The last number given, 0 before the first.</summary>
    public long Last { get; init; }

    /// <summary>The last number as invoices have it: at least six digits, for example <c>INV-000001</c>.</summary>
    public string Number => $"INV-{Last:D6}";

    /// <summary>The counter with one number more given.</summary>
    public InvoiceCounter Next() => new() { Last = Last + 1 };
}
