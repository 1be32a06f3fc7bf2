namespace Tallystick.Http.Webhooks;

/// <summary>Which addresses webhooks may go to.</summary>
/// <param name="AllowLoopback">True for development alone: receivers on this machine are called too, and without TLS.</param>
public sealed record WebhookSettings(bool AllowLoopback = false)
{
    /// <summary>How an operator lets receivers on this machine be called; null where none can.</summary>
    public string? LoopbackHint { get; init; }

    /// <summary>How long an attempt may take, from the look-up of the name to the end of the answer's headers; its body is not waited for.</summary>
    public TimeSpan Timeout { get; init; } = TimeSpan.FromSeconds(10);
}
