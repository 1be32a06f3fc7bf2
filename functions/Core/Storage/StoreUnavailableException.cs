namespace Tallystick.Core.Storage;

/// <summary>A store, log or queue cannot answer now, or the outcome of a write is unknown. Trying again later is right; counting on either outcome is not.</summary>
public sealed class StoreUnavailableException : Exception
{
    /// <summary>An exception without words.</summary>
    public StoreUnavailableException()
    {
    }

    /// <summary>An exception with words for the operator.</summary>
    public StoreUnavailableException(string message)
        : base(message)
    {
    }

    /// <summary>An exception with words for the operator and what caused it.</summary>
    public StoreUnavailableException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>True where there is no space left to write to: reads go on, and what was to be written was not.</summary>
    public bool IsFull { get; init; }

    /// <summary>When trying again makes sense; null where nobody knows.</summary>
    public TimeSpan? RetryAfter { get; init; }
}
