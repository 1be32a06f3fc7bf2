using Tallystick.Core.Limits;
using Tallystick.Http.Binding;

namespace Tallystick.Http.Limits;

/// <summary>What changes of a cap; what is left out stays.</summary>
/// <param name="Amount">The most that a window allows, 0 or more.</param>
/// <param name="AlertThresholds">At how many per cent of the amount an alert is raised: at most 10 of 1 to 100; none where it is empty.</param>
internal sealed record CapChangeRequest(decimal? Amount, IReadOnlyList<int>? AlertThresholds)
{
    public CapChange ToChange(Check check) => new(check.OptionalAmount("amount", Amount, min: 0), AlertThresholds);
}
