using Azure.Data.Tables;
using Tallystick.Core.Usage;
using Tallystick.Core.Values;

namespace Tallystick.Cloud.Tables;

/// <summary>
/// A claim as a row: partition key = the account's tag (8 characters), row key = the event's hash (26 characters), both as they stand in the
/// event's id; columns <c>Owner</c> = the log position, <c>Body</c> = the hash of the owner's body in base 32.
/// </summary>
internal static class ClaimRow
{
    private const string Owner = "Owner";
    private const string Body = "Body";
    private const int TagLength = 8;
    private const int HashLength = 26;

    /// <summary>The columns that a claim is read from.</summary>
    public static IReadOnlyList<string> Columns { get; } = [Owner, Body];

    public static string PartitionKeyOf(EventId id) => Text(id.AccountTag, TagLength);

    public static string RowKeyOf(EventId id) => Text(id.Hash, HashLength);

    public static TableEntity Of(Claim claim) => new(PartitionKeyOf(claim.Event), RowKeyOf(claim.Event))
    {
        { Owner, claim.Owner.ToString() },
        { Body, Text(claim.BodyHash, HashLength) },
    };

    /// <summary>The claim that a row holds.</summary>
    /// <exception cref="InvalidDataException">The row is none: something else wrote into the table.</exception>
    public static Claim Read(EventId id, TableEntity row) =>
        LogPosition.TryParse(row.GetString(Owner), out var owner) && Base32.TryRead(row.GetString(Body), out var body)
            ? new Claim(id, owner, body)
            : throw new InvalidDataException($"The row of {id} is no claim.");

    private static string Text(UInt128 value, int length) => string.Create(length, value, static (text, bits) => Base32.Write(bits, text));
}
