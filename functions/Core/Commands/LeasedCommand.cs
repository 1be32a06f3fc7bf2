namespace Tallystick.Core.Commands;

/// <summary>A command handed to a worker. Another worker gets it when the lease ends without an answer.</summary>
/// <param name="Command">What to do.</param>
/// <param name="Attempt">How many times it has been handed out, this time included; from 1.</param>
/// <param name="Lease">The queue's name for this handing-out.</param>
public sealed record LeasedCommand(Command Command, int Attempt, string Lease);
