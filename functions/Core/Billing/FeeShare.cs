using System.Text.Json.Serialization;
using Tallystick.Core.Values;

namespace Tallystick.Core.Billing;

/// <summary>How much of a whole period's fees is charged: the part's time over the whole's. A day of 23 hours is shorter than one of 24.</summary>
/// <param name="Part">The time that is charged for, within the whole; empty for nothing.</param>
/// <param name="Whole">The time that the fees are for; not empty.</param>
public sealed record FeeShare(Period Part, Period Whole)
{
    /// <summary>True where the fees are charged in full.</summary>
    [JsonIgnore]
    public bool IsWhole => Part == Whole;

    /// <summary>True where nothing is charged.</summary>
    [JsonIgnore]
    public bool IsEmpty => Part.Start == Part.End;

    /// <summary>The whole of a period.</summary>
    public static FeeShare Full(Period whole) => new(whole, whole);

    /// <summary>The part of a whole period's amount: computed exactly, rounded once, half to even.</summary>
    /// <param name="amount">What a whole period's line says, in whole minor units.</param>
    /// <param name="digits">Digits of the minor unit.</param>
    public decimal Of(decimal amount, int digits) => Exact.Share(
        amount, (Part.End - Part.Start).ToBigIntegerNanoseconds(), (Whole.End - Whole.Start).ToBigIntegerNanoseconds(), digits);
}
