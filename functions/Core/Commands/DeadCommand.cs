namespace Tallystick.Core.Commands;

/// <summary>A command that was kept aside.</summary>
/// <param name="Command">What was to be done.</param>
/// <param name="Reason">Why it was not.</param>
public sealed record DeadCommand(Command Command, string Reason);
