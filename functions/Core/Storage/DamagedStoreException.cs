namespace Tallystick.Core.Storage;

/// <summary>What was durable is not what was written. The message names the place; nothing is repaired by guessing.</summary>
public class DamagedStoreException : Exception
{
    /// <summary>An exception without words.</summary>
    public DamagedStoreException()
    {
    }

    /// <summary>An exception with words for the operator.</summary>
    public DamagedStoreException(string message)
        : base(message)
    {
    }

    /// <summary>An exception with words for the operator and what caused it.</summary>
    public DamagedStoreException(string message, Exception innerException)
        : base(message, innerException)
    {
    }
}
