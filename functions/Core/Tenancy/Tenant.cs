using System.Text.Json.Serialization;
using Tallystick.Core.Values;

namespace Tallystick.Core.Tenancy;

/// <summary>A merchant in one mode: the border that no data crosses. Comes from the API key, never from a body.</summary>
/// <param name="Merchant">The merchant.</param>
/// <param name="Mode">Live or test.</param>
[JsonConverter(typeof(TenantJsonConverter))]
public readonly record struct Tenant(Id<Merchant> Merchant, Mode Mode)
{
    private const string TestSuffix = "~test";

    /// <summary>The merchant's id, with <c>~test</c> behind it in test mode; begins the name of every partition of the tenant.</summary>
    public override string ToString() => Mode == Mode.Live ? Merchant.ToString() : Merchant + TestSuffix;

    /// <summary>Reads what <see cref="ToString"/> wrote.</summary>
    /// <exception cref="FormatException">The text is none.</exception>
    public static Tenant Parse(string text) => TryParse(text, out var tenant) ? tenant : throw new FormatException($"'{text}' is not a tenant.");

    /// <summary>Reads what <see cref="ToString"/> wrote; false where the text is none.</summary>
    public static bool TryParse(string text, out Tenant tenant)
    {
        var isTest = text.EndsWith(TestSuffix, StringComparison.Ordinal);
        var valid = Id<Merchant>.TryParse(isTest ? text[..^TestSuffix.Length] : text, out var merchant);
        tenant = new Tenant(merchant, isTest ? Mode.Test : Mode.Live);
        return valid;
    }
}
