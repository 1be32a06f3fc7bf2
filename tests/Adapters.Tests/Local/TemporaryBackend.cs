using Tallystick.Local;
using Tallystick.Tests.Contracts;

namespace Tallystick.Tests.Adapters.Tests.Local;

/// <summary>A back end in a directory of its own, which goes with it; it can be closed and opened again.</summary>
public sealed class TemporaryBackend : IDisposable
{
    private readonly LocalOptions options;
    private readonly TimeProvider time;
    private LocalBackend? backend;

    public TemporaryBackend(LocalOptions? options = null, TimeProvider? time = null)
    {
        this.options = options ?? new LocalOptions();
        this.time = time ?? new ManualTime();
        Path = Directory.CreateTempSubdirectory("tallystick-").FullName;
    }

    public string Path { get; }

    /// <summary>The back end, opened when it is first asked for.</summary>
    public LocalBackend Backend
    {
        get
        {
            lock (options)
            {
                return backend ??= LocalBackend.Open(Path, options, time);
            }
        }
    }

    public string Of(params string[] parts) => System.IO.Path.Combine([Path, .. parts]);

    public void Close()
    {
        backend?.DisposeAsync().AsTask().GetAwaiter().GetResult();
        backend = null;
    }

    public void Dispose()
    {
        Close();
        Directory.Delete(Path, recursive: true);
    }
}
