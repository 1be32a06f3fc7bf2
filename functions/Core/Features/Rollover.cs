using Tallystick.Core.Values;

namespace Tallystick.Core.Features;

/// <summary>What a reset leaves of what was left.</summary>
internal static class Rollover
{
    /// <summary>
    /// What is carried over: MIN(max, MAX(left, min)), the formula of OpenMeter's grants
    /// (https://openmeter.io/docs/monetize/entitlements/grant).
    /// </summary>
    internal static decimal Of(decimal left, decimal min, decimal max) => Math.Min(max, Math.Max(left, min));

    /// <summary>The rules that two bounds break.</summary>
    internal static IEnumerable<FieldError> Check(decimal min, decimal max)
    {
        if (min < 0)
        {
            yield return new FieldError("resetMinRollover", "It is 0 or more.", "OUT_OF_RANGE");
        }

        if (max < 0)
        {
            yield return new FieldError("resetMaxRollover", "It is 0 or more.", "OUT_OF_RANGE");
        }

        if (min > max)
        {
            yield return new FieldError("resetMinRollover", "It is at most resetMaxRollover.", "OUT_OF_RANGE");
        }
    }
}
