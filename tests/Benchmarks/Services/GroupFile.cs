using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using Microsoft.Win32.SafeHandles;

namespace Tallystick.Tests.Benchmarks.Services;

/// <summary>An append-only file with group commit: what has gathered during a sync is written at once, and synced at once.</summary>
internal sealed class GroupFile : IDisposable
{
    private readonly SafeFileHandle file;
    private readonly BlockingCollection<(ReadOnlyMemory<byte> Bytes, TaskCompletionSource Done)> waiting = [];
    private readonly Thread thread;

    internal GroupFile(string path)
    {
        file = File.OpenHandle(path, FileMode.CreateNew, FileAccess.Write);
        thread = new Thread(Run) { Name = "file", IsBackground = true };
        thread.Start();
    }

    /// <summary>Returns when the bytes are durable; they must not change before.</summary>
    internal Task AppendAsync(ReadOnlyMemory<byte> bytes)
    {
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        waiting.Add((bytes, done));
        return done.Task;
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        waiting.CompleteAdding();
        thread.Join();
        waiting.Dispose();
        file.Dispose();
    }

    [DllImport("libc", EntryPoint = "fdatasync", SetLastError = true)]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static extern int SyncData(SafeFileHandle file);

    private void Run()
    {
        var (bytes, calls, length) = (new List<ReadOnlyMemory<byte>>(), new List<TaskCompletionSource>(), 0L);
        foreach (var first in waiting.GetConsumingEnumerable())
        {
            for (var (taken, next) = (true, first); taken; taken = waiting.TryTake(out next))
            {
                bytes.Add(next.Bytes);
                calls.Add(next.Done);
            }

            RandomAccess.Write(file, bytes, length);
            length += bytes.Sum(part => (long)part.Length);
            var failed = SyncData(file) != 0;
            foreach (var call in calls)
            {
                _ = failed ? call.TrySetException(new IOException($"The file is not synced: {Marshal.GetLastPInvokeError()}.")) : call.TrySetResult();
            }

            bytes.Clear();
            calls.Clear();
        }
    }
}
