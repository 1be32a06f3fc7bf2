namespace Tallystick.Cloud;

/// <summary>
/// A service is missing, is other than it has to be, or refuses the app. Waiting does not mend it. The message is one line that names the service and says what is to be
/// done.
/// </summary>
public sealed class UnusableServiceException : Exception
{
    /// <summary>Makes it.</summary>
    public UnusableServiceException(string message, Exception? inner = null)
        : base(message, inner)
    {
    }

    /// <summary>Makes it without saying what is wrong; only for completeness.</summary>
    public UnusableServiceException()
    {
    }
}
