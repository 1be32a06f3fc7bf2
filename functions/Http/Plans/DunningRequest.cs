using Tallystick.Core.Catalog;
using Tallystick.Http.Binding;

namespace Tallystick.Http.Plans;

/// <summary>When customers are reminded of invoices that are not paid.</summary>
/// <param name="Steps">When each reminder is: ISO 8601 durations from when the invoice was due, each longer than the one before, at most 10. Required.</param>
/// <param name="End">What happens with the last of them: <c>none</c> (unless given), <c>write_off</c>, or <c>terminate</c> the subscription.</param>
internal sealed record DunningRequest(IReadOnlyList<string?>? Steps, string? End)
{
    public DunningSchedule ToSchedule(Check check) => new()
    {
        Steps = [.. check.Items("steps", Steps, DunningSchedule.MaxSteps, required: true).Select(step => step ?? "")],
        End = check.OneOf("end", End, DunningEnd.None, ("none", DunningEnd.None), ("write_off", DunningEnd.WriteOff), ("terminate", DunningEnd.Terminate)),
    };
}
