using Tallystick.Core.Blobs;

namespace Tallystick.Tests.Http.Tests.Health;

/// <summary>No blobs; whether a read is answered is the test's.</summary>
internal sealed class AskedBlobs(Func<Task> ask) : IBlobStore
{
    public ValueTask<bool> PutAsync(string name, ReadOnlyMemory<byte> content, CancellationToken cancellation) => new(true);

    public async ValueTask<ReadOnlyMemory<byte>?> GetAsync(string name, CancellationToken cancellation)
    {
        await ask();
        return null;
    }
}
