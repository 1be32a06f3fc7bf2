namespace Tallystick.Core.Mail;

/// <summary>A file that goes with a mail.</summary>
/// <param name="Name">What it is called: letters, digits, hyphens, points and underscores.</param>
/// <param name="MediaType">What it is.</param>
/// <param name="Content">What is in it.</param>
public sealed record MailAttachment(string Name, string MediaType, byte[] Content);
