using Microsoft.Win32.SafeHandles;

namespace Tallystick.Local.Files;

/// <summary>The three calls that can fail on a full or dying disk, so that a test can make them fail.</summary>
/// <remarks>Failures are <see cref="IOException"/> or <see cref="UnauthorizedAccessException"/>.</remarks>
public interface IDisk
{
    /// <summary>Writes bytes at an offset.</summary>
    void Write(SafeFileHandle file, ReadOnlySpan<byte> bytes, long offset);

    /// <summary>Returns when everything written is on stable storage.</summary>
    void Flush(SafeFileHandle file);

    /// <summary>Cuts the file to a length.</summary>
    void Truncate(SafeFileHandle file, long length);
}
