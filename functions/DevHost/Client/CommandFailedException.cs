namespace Tallystick.DevHost.Client;

/// <summary>A command of the command line cannot be done; the message is for the person who gave it.</summary>
public sealed class CommandFailedException : Exception
{
    /// <summary>An exception without words.</summary>
    public CommandFailedException()
    {
    }

    /// <summary>An exception with words.</summary>
    public CommandFailedException(string message)
        : base(message)
    {
    }

    /// <summary>An exception with words and what caused it.</summary>
    public CommandFailedException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
