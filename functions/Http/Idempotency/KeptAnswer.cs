using NodaTime;

namespace Tallystick.Http.Idempotency;

/// <summary>What is kept of a request with an Idempotency-Key.</summary>
/// <param name="BodyHash">The SHA-256 of the request's body, in hexadecimal.</param>
/// <param name="Owner">Which attempt runs, or ran.</param>
/// <param name="StartedAt">When it began.</param>
/// <param name="Status">The answer's status code; null while it runs.</param>
/// <param name="ContentType">The answer's media type.</param>
/// <param name="Body">The answer.</param>
internal sealed record KeptAnswer(string BodyHash, string Owner, Instant StartedAt, int? Status = null, string? ContentType = null, string? Body = null);
