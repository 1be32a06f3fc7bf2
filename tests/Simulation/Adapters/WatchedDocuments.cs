using Tallystick.Core.Storage;
using Tallystick.Tests.Contracts;

namespace Tallystick.Tests.Simulation.Adapters;

/// <summary>Documents near by, where nothing fails.</summary>
/// <param name="inner">The documents.</param>
/// <param name="committed">Told of every commit that was made.</param>
internal sealed class WatchedDocuments(IDocumentStore inner, Func<string, IReadOnlyList<DocumentWrite>, ValueTask> committed) : DelegatingDocuments(inner)
{
    /// <inheritdoc/>
    public override async ValueTask<bool> CommitAsync(string partition, IReadOnlyList<DocumentWrite> writes, CancellationToken cancellation)
    {
        var done = await Inner.CommitAsync(partition, writes, cancellation);
        if (done)
        {
            await committed(partition, writes);
        }

        return done;
    }
}
