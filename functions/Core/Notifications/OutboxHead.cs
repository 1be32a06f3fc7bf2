namespace Tallystick.Core.Notifications;

/// <summary>
/// The head of a tenant's outbox. Every commit that makes a fact true writes it, and so does every commit that makes or deletes an endpoint:
/// of the two that are under way at once, one comes second and knows of the other.
/// </summary>
/// <param name="Sequence">The number of the last fact; 0 before the first.</param>
/// <param name="Endpoints">How many endpoints there are: without one, facts are not written down.</param>
internal sealed record OutboxHead(long Sequence = 0, int Endpoints = 0);
