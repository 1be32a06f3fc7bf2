using Tallystick.Core.Commands;

namespace Tallystick.Http.Operations;

/// <summary>A command that could not be done and was put aside, so that the others go on.</summary>
/// <param name="Id">The command.</param>
/// <param name="Kind">What was to be done: <c>close-period</c> or <c>deliver-webhook</c>.</param>
/// <param name="Session">What is done one after the other: a subscription, or an endpoint.</param>
/// <param name="Reason">Why it was not done.</param>
internal sealed record DeadCommandResponse(string Id, string Kind, string Session, string Reason)
{
    public string Object => "deadCommand";

    public static DeadCommandResponse Of(DeadCommand dead) => new(dead.Command.Id, dead.Command.Kind, dead.Command.Session, dead.Reason);
}
