using Tallystick.Core.Storage;
using Tallystick.Tests.Contracts;

namespace Tallystick.Tests.Simulation.Adapters;

/// <summary>Documents that every commit writes over, whatever version stands.</summary>
internal sealed class UnconditionalDocuments(IDocumentStore inner) : DelegatingDocuments(inner)
{
    /// <inheritdoc/>
    public override async ValueTask<bool> CommitAsync(string partition, IReadOnlyList<DocumentWrite> writes, CancellationToken cancellation)
    {
        var unconditional = new List<DocumentWrite>();
        foreach (var write in writes)
        {
            if (write.Kind != DocumentWriteKind.Delete)
            {
                unconditional.Add(DocumentWrite.Put(write.Id, write.Body));
            }
            else if (await Inner.ReadAsync(partition, write.Id, cancellation) is { } standing)
            {
                unconditional.Add(DocumentWrite.Delete(write.Id, standing.ETag));
            }
        }

        return unconditional.Count == 0 || await Inner.CommitAsync(partition, unconditional, cancellation);
    }
}
