using System.Text.Json.Serialization;
using NodaTime;
using Tallystick.Core.Values;

namespace Tallystick.Core.Limits;

/// <summary>
/// The most that a customer may spend, or use of a metric, in a window: a reservation that would go beyond is refused. Usage that is reported without one is always
/// counted.
/// </summary>
public sealed record Cap : IIdentified
{
    /// <summary>The most thresholds that a cap has.</summary>
    public const int MaxAlerts = 10;

    /// <inheritdoc/>
    public static string IdPrefix => "cap";

    /// <summary>Its id; of a customer's own the customer follows from it.</summary>
    public required Id<Cap> Id { get; init; }

    /// <summary>What is counted.</summary>
    public required Measure Measure { get; init; }

    /// <summary>How much is allowed in a window: 0 or more, in the currency or in the metric's unit.</summary>
    public required decimal Amount { get; init; }

    /// <summary>At which parts of the amount, in per cent from 1 to 100, an alert is raised: in ascending order, each once.</summary>
    public ValueList<int> AlertAt { get; init; }

    /// <summary>Who has set it.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)]
    public LimitOwner SetBy { get; init; }

    /// <summary>When it was made, by the real clock.</summary>
    public required Instant CreatedAt { get; init; }

    /// <summary>When it was last changed, by the real clock.</summary>
    public required Instant UpdatedAt { get; init; }

    /// <summary>Its terms, or the fields that break rules.</summary>
    /// <param name="amount">See <see cref="Amount"/>.</param>
    /// <param name="alertAt">See <see cref="AlertAt"/>, in any order.</param>
    internal static Refusal? Check(decimal amount, IReadOnlyList<int> alertAt)
    {
        var errors = new List<FieldError>();
        if (amount < 0 || !Exact.Fits(amount))
        {
            errors.Add(new FieldError("amount", "must be 0 or more, with at most 15 digits before and 9 after the decimal point", "OUT_OF_RANGE"));
        }

        if (alertAt.Count > MaxAlerts)
        {
            errors.Add(new FieldError("alertThresholds", $"At most {MaxAlerts} are taken.", "TOO_MANY"));
        }

        errors.AddRange(alertAt.Index().Where(item => item.Item is < 1 or > 100).Select(item =>
            new FieldError($"alertThresholds[{item.Index}]", "A whole number of per cent from 1 to 100 is expected.", "OUT_OF_RANGE")));
        return errors.Count == 0 ? null : Refusal.Invalid(errors);
    }
}
