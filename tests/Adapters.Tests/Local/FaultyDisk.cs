using Microsoft.Win32.SafeHandles;
using Tallystick.Local.Files;

namespace Tallystick.Tests.Adapters.Tests.Local;

/// <summary>A disk that can be told to fail. A write that fails leaves half of its bytes.</summary>
public sealed class FaultyDisk : IDisk
{
    private readonly OperatingSystemDisk disk = new();

    public bool WriteFails { get; set; }

    public bool FlushFails { get; set; }

    public bool TruncateFails { get; set; }

    public int Flushes { get; private set; }

    public void Write(SafeFileHandle file, ReadOnlySpan<byte> bytes, long offset)
    {
        disk.Write(file, WriteFails ? bytes[..(bytes.Length / 2)] : bytes, offset);
        Check(WriteFails);
    }

    public void Flush(SafeFileHandle file)
    {
        Check(FlushFails);
        disk.Flush(file);
        Flushes++;
    }

    public void Truncate(SafeFileHandle file, long length)
    {
        Check(TruncateFails);
        disk.Truncate(file, length);
    }

    private static void Check(bool fails)
    {
        if (fails)
        {
            throw new IOException("No space left on device");
        }
    }
}
