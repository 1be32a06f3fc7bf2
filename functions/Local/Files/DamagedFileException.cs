using Tallystick.Core.Storage;

namespace Tallystick.Local.Files;

/// <summary>Durable bytes are not what was written. Nothing is repaired by guessing: restore the file from a backup.</summary>
public sealed class DamagedFileException : DamagedStoreException
{
    /// <summary>An exception without words.</summary>
    public DamagedFileException()
    {
    }

    /// <summary>An exception with words for the operator.</summary>
    public DamagedFileException(string message)
        : base(message)
    {
    }

    /// <summary>An exception with words for the operator and what caused it.</summary>
    public DamagedFileException(string message, Exception innerException)
        : base(message, innerException)
    {
    }

    /// <summary>Damage at a place.</summary>
    public DamagedFileException(string path, long offset)
        : base($"{path} is damaged at offset {offset}.")
    {
        Path = path;
        Offset = offset;
    }

    /// <summary>The damaged file.</summary>
    public string? Path { get; }

    /// <summary>Where the first frame that cannot be read begins, in bytes.</summary>
    public long Offset { get; }
}
