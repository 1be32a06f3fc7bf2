namespace Tallystick.Core.Commands;

/// <summary>The bounds of a <see cref="Command"/>, for the adapters of <see cref="ICommandQueue"/>.</summary>
public static class CommandBounds
{
    /// <summary>The longest session, id or kind, in characters.</summary>
    public const int MaxName = 128;

    /// <summary>Refuses a command that is out of bounds.</summary>
    /// <exception cref="ArgumentException">Its kind, session or id is empty or too long.</exception>
    public static void Check(Command command)
    {
        if (command.Kind.Length is < 1 or > MaxName || command.Session.Length is < 1 or > MaxName || command.Id.Length is < 1 or > MaxName)
        {
            throw new ArgumentException(
                $"Kind, session and id of a command have 1 to {MaxName} characters: {command.Kind} {command.Session} {command.Id}.",
                nameof(command));
        }
    }
}
