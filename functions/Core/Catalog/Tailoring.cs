namespace Tallystick.Core.Catalog;

/// <summary>What a subscription has otherwise than its plan.</summary>
/// <param name="Overrides">What was agreed with the customer.</param>
/// <param name="Coupons">The codes of coupons that are given, at most <see cref="MaxCoupons"/>.</param>
public sealed record Tailoring(PlanOverrides Overrides, IReadOnlyList<string> Coupons)
{
    /// <summary>How many coupons are taken at once.</summary>
    public const int MaxCoupons = 5;

    /// <summary>Everything as the plan has it.</summary>
    public static readonly Tailoring None = new(new PlanOverrides(), []);

    /// <summary>True where everything is as the plan has it.</summary>
    public bool IsNone => Overrides.IsEmpty && Coupons.Count == 0;
}
