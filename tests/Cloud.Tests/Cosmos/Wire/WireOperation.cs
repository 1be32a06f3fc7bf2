using System.Net;

namespace Tallystick.Tests.Cloud.Tests.Cosmos.Wire;

/// <summary>An operation of a batch.</summary>
/// <param name="Type">The number of its kind on the wire.</param>
/// <param name="Id">The item; null where its text names it.</param>
/// <param name="Json">The item's text, for those that have one.</param>
/// <param name="IfMatch">The version that must stand, or null.</param>
internal sealed record WireOperation(int Type, string? Id, byte[]? Json, string? IfMatch)
{
    public WireResult CarryOut(WireContainer items, string partition) => Type switch
    {
        0 => items.Create(partition, Json!),
        2 => items.Read(partition, Id!),
        4 => items.Delete(partition, Id!, IfMatch),
        5 => items.Replace(partition, Id!, Json!, IfMatch),
        20 => items.Upsert(partition, Json!, IfMatch),
        _ => new WireResult(HttpStatusCode.BadRequest),
    };
}
