namespace Tallystick.Core.Usage;

/// <summary>Why an event in the log does not count. It is kept, and can be replayed when the cause is mended.</summary>
/// <param name="Code">A stable name, UPPER_SNAKE_CASE.</param>
/// <param name="Message">One sentence for the merchant.</param>
public sealed record Rejection(string Code, string Message);
