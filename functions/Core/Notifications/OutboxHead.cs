using System.Text.Json.Serialization;

namespace Tallystick.Core.Notifications;

/// <summary>
/// The head of a tenant's outbox. Every commit that makes a fact true writes it, and so does every commit that makes or deletes an endpoint, or switches mails on or off:
/// of the two that are under way at once, one comes second and knows of the other.
/// </summary>
/// <param name="Sequence">The number of the last fact; 0 before the first.</param>
/// <param name="Endpoints">How many endpoints there are.</param>
/// <param name="IsMailed">True where customers are told of some facts by mail.</param>
internal sealed record OutboxHead(long Sequence = 0, int Endpoints = 0, [property: JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingDefault)] bool IsMailed = false)
{
    /// <summary>True where somebody is told: without anybody, facts are not written down.</summary>
    internal bool HasListeners => Endpoints > 0 || IsMailed;
}
