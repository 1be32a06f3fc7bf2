namespace Tallystick.Core.Blobs;

/// <summary>Files that are written once: issued invoices, exports.</summary>
/// <remarks>
/// <para>Contract, held by every adapter and checked by one suite:</para>
/// <list type="bullet">
/// <item>A blob that was put is durable and never changes. Putting the same bytes again changes nothing and returns true;
/// other bytes under the same name are refused with false.</item>
/// <item>A reader sees the whole blob or none of it.</item>
/// <item>Names are 1 to 512 characters of <c>[a-zA-Z0-9._~-]</c> and <c>/</c> between parts, 200 at most; no part is <c>.</c> or <c>..</c>. Otherwise: <see cref="ArgumentException"/>.</item>
/// </list>
/// </remarks>
public interface IBlobStore
{
    /// <summary>Writes a blob once.</summary>
    ValueTask<bool> PutAsync(string name, ReadOnlyMemory<byte> content, CancellationToken cancellation);

    /// <summary>A blob's bytes, or null where there is none.</summary>
    ValueTask<ReadOnlyMemory<byte>?> GetAsync(string name, CancellationToken cancellation);
}
