namespace Tallystick.Tests.Contracts;

/// <summary>A mail as a program for mail shows it.</summary>
public sealed record ReceivedMail(
    string MessageId,
    string FromName,
    string? ReplyTo,
    string ToName,
    string ToAddress,
    string Subject,
    string Text,
    string Html,
    string? FileName,
    byte[]? File,
    IReadOnlyList<string> HeaderNames);
