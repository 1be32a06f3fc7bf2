namespace Tallystick.Core.Storage;

/// <summary>A document as the store has it.</summary>
/// <param name="Id">Its id within its partition.</param>
/// <param name="ETag">The version: another one after every write.</param>
/// <param name="Body">The bytes that were written. The reader must not change them: a store may hand out the same buffer again.</param>
public sealed record StoredDocument(string Id, string ETag, ReadOnlyMemory<byte> Body);
