using Azure.Messaging.ServiceBus;
using NodaTime;
using NodaTime.Text;
using Tallystick.Core.Commands;

namespace Tallystick.Cloud.ServiceBus;

/// <summary>
/// A command as a message of the queue of its kind: session id = session, message id = id, subject = kind, body = body. Id and time are properties
/// <c>Id</c> and <c>NotBefore</c> as well: a message that is sent again has another message id, and the service keeps times to the millisecond.
/// </summary>
public static class CommandMessage
{
    // What the service takes of a reason at most.
    private const int MaxReason = 4096;
    private const string Id = "Id";
    private const string NotBefore = "NotBefore";

    /// <summary>The command that a message holds. One that something else wrote into the queue is a command that no worker can do.</summary>
    public static Command Read(ServiceBusReceivedMessage message) =>
        new(message.Subject ?? "", message.SessionId ?? "", Property(message, Id) ?? message.MessageId ?? "", message.Body.ToString(), TimeOf(message));

    /// <summary>Why a message is dead-lettered, cut to what the service takes.</summary>
    public static string Reason(string text) => text[..Math.Min(text.Length, MaxReason)];

    /// <summary>A command's message. It expires when nobody asked for it for so long after it could be done.</summary>
    internal static ServiceBusMessage Of(Command command, Instant now)
    {
        var message = Lasting(command, command.Id);
        var until = command.NotBefore is { } time ? Duration.Max(time - now, Duration.Zero) : Duration.Zero;
        message.TimeToLive = (until + ICommandQueue.Kept).ToTimeSpan();
        if (command.NotBefore is { } notBefore)
        {
            message.ScheduledEnqueueTime = UpToTheMillisecond(notBefore);
        }

        return message;
    }

    /// <summary>A command's message that does not expire, and is no duplicate of another with the command's id.</summary>
    internal static ServiceBusMessage Lasting(Command command, string messageId)
    {
        var message = new ServiceBusMessage(command.Body)
        {
            MessageId = messageId,
            SessionId = command.Session,
            Subject = command.Kind,
            ContentType = "application/json",
        };
        message.ApplicationProperties[Id] = command.Id;
        if (command.NotBefore is { } notBefore)
        {
            message.ApplicationProperties[NotBefore] = InstantPattern.ExtendedIso.Format(notBefore);
        }

        return message;
    }

    private static Instant? TimeOf(ServiceBusReceivedMessage message) =>
        Property(message, NotBefore) is { } text && InstantPattern.ExtendedIso.Parse(text).TryGetValue(default, out var time) ? time : null;

    private static string? Property(ServiceBusReceivedMessage message, string name) =>
        message.ApplicationProperties.TryGetValue(name, out var value) ? value as string : null;

    private static DateTimeOffset UpToTheMillisecond(Instant time)
    {
        var milliseconds = time.ToUnixTimeMilliseconds();
        return DateTimeOffset.FromUnixTimeMilliseconds(Instant.FromUnixTimeMilliseconds(milliseconds) < time ? milliseconds + 1 : milliseconds);
    }
}
