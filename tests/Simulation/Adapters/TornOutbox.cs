using Tallystick.Core.Storage;
using Tallystick.Tests.Contracts;

namespace Tallystick.Tests.Simulation.Adapters;

/// <summary>Documents whose facts for merchants are written behind the commit that makes them true.</summary>
internal sealed class TornOutbox(IDocumentStore inner) : DelegatingDocuments(inner)
{
    /// <inheritdoc/>
    public override async ValueTask<bool> CommitAsync(string partition, IReadOnlyList<DocumentWrite> writes, CancellationToken cancellation)
    {
        var facts = writes.Where(write => write.Kind == DocumentWriteKind.Create && write.Id.StartsWith("outbox:", StringComparison.Ordinal)).ToList();
        return await Inner.CommitAsync(partition, [.. writes.Except(facts)], cancellation)
            && (facts.Count == 0 || await Inner.CommitAsync(partition, facts, cancellation));
    }
}
