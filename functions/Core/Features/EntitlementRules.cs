using System.Text;
using System.Text.Json;
using NodaTime;
using Tallystick.Core.Values;

namespace Tallystick.Core.Features;

/// <summary>What makes an entitlement fit its feature.</summary>
internal static class EntitlementRules
{
    /// <summary>The largest configuration, in bytes of JSON.</summary>
    internal const int MaxConfig = 4096;

    /// <summary>
    /// All rules that the entitlement breaks, or null. Codes: <c>REQUIRED</c>; <c>NOT_METERED</c> and <c>NOT_STATIC</c> for what belongs to features of another type;
    /// <c>WRONG_TYPE</c>, <c>TOO_LONG</c>, and what <see cref="Quota"/> names.
    /// </summary>
    internal static Refusal? Check(NewEntitlement wanted, FeatureType type, Instant now)
    {
        var errors = new List<FieldError>();
        if (type == FeatureType.Metered && wanted.Quota is null)
        {
            errors.Add(new FieldError("usagePeriod", "An entitlement to a metered feature needs one.", "REQUIRED"));
        }
        else if (type != FeatureType.Metered && wanted.Quota is not null)
        {
            errors.Add(new FieldError("usagePeriod", "Only an entitlement to a metered feature has a quota.", "NOT_METERED"));
        }
        else if (wanted.Quota is { } quota)
        {
            errors.AddRange(quota.Check(now));
        }

        CheckConfig(wanted.Config, type, errors);
        return errors.Count == 0 ? null : Refusal.Invalid(errors);
    }

    private static void CheckConfig(JsonElement? config, FeatureType type, List<FieldError> errors)
    {
        if (config is not { } given)
        {
            if (type == FeatureType.Static)
            {
                errors.Add(new FieldError("config", "An entitlement to a static feature needs one.", "REQUIRED"));
            }
        }
        else if (type != FeatureType.Static)
        {
            errors.Add(new FieldError("config", "Only an entitlement to a static feature has a configuration.", "NOT_STATIC"));
        }
        else if (given.ValueKind is not (JsonValueKind.Object or JsonValueKind.String))
        {
            errors.Add(new FieldError("config", "A text or an object of JSON is expected.", "WRONG_TYPE"));
        }
        else if (Encoding.UTF8.GetByteCount(given.GetRawText()) > MaxConfig)
        {
            errors.Add(new FieldError("config", $"At most {MaxConfig} bytes of JSON are taken.", "TOO_LONG"));
        }
    }
}
