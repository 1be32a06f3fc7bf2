using Tallystick.Core.Values;

namespace Tallystick.Core.Tenancy;

/// <summary>A merchant in one mode: the border that no data crosses. Comes from the API key, never from a body.</summary>
/// <param name="Merchant">The merchant.</param>
/// <param name="Mode">Live or test.</param>
public readonly record struct Tenant(Id<Merchant> Merchant, Mode Mode)
{
    private const string TestSuffix = "~test";

    /// <summary>The merchant's id, with <c>~test</c> behind it in test mode; begins the name of every partition of the tenant.</summary>
    public override string ToString() => Mode == Mode.Live ? Merchant.ToString() : Merchant + TestSuffix;

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    /// <exception cref="FormatException">The text is none.</exception>
    public static Tenant Parse(string text) =>
        text.EndsWith(TestSuffix, StringComparison.Ordinal)
            ? new(Id<Merchant>.Parse(text[..^TestSuffix.Length]), Mode.Test)
            : new(Id<Merchant>.Parse(text), Mode.Live);
}
