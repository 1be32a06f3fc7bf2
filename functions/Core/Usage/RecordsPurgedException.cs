namespace Tallystick.Core.Usage;

/// <summary>An answer needs records of the log that are no longer kept. Trying again does not help.</summary>
public sealed class RecordsPurgedException : Exception
{
    /// <summary>An exception without words.</summary>
    public RecordsPurgedException()
    {
    }

    /// <summary>An exception with words for the caller.</summary>
    public RecordsPurgedException(string message)
        : base(message)
    {
    }

    /// <summary>An exception with words for the caller and what caused it.</summary>
    public RecordsPurgedException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
