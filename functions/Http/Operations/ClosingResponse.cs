using Tallystick.Core.Billing;

namespace Tallystick.Http.Operations;

/// <summary>What a run of closing did.</summary>
/// <param name="Closed">How many periods were closed.</param>
/// <param name="Stopped">How many could not be closed and were put aside; <c>GET /v0/closing/stopped</c> says why.</param>
/// <param name="Remaining">How many are due still.</param>
internal sealed record ClosingResponse(int Closed, int Stopped, long Remaining)
{
    public string Object => "closing";

    public static ClosingResponse Of(ClosingRun run) => new(run.Closed, run.Stopped, run.Remaining);
}
