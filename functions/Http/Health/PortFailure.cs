namespace Tallystick.Http.Health;

/// <summary>A port that cannot answer now.</summary>
/// <param name="Port">Which: a word for the operator.</param>
/// <param name="Reason">Why, in one line.</param>
/// <param name="RetryAfter">When asking again makes sense; null where nobody knows.</param>
public sealed record PortFailure(string Port, string Reason, TimeSpan? RetryAfter);
