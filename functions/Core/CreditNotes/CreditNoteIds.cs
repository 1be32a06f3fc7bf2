using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using Tallystick.Core.Billing;
using Tallystick.Core.Customers;
using Tallystick.Core.Values;

namespace Tallystick.Core.CreditNotes;

/// <summary>Ids of credit notes: <c>crn_</c>, the customer's suffix, 26 characters. With an idempotency key they follow from it.</summary>
internal static class CreditNoteIds
{
    private const int NameLength = 26;

    internal static Id<CreditNote> Of(Invoice invoice, string? key, IIdSource ids)
    {
        if (key is null)
        {
            return ChildIds.Next<CreditNote>(ids, invoice.CustomerId);
        }

        Span<byte> hash = stackalloc byte[SHA256.HashSizeInBytes];
        SHA256.HashData(Encoding.UTF8.GetBytes($"{invoice.Id}\n{key}"), hash);
        Span<char> name = stackalloc char[NameLength];
        Base32.Write(BinaryPrimitives.ReadUInt128BigEndian(hash), name);
        return Id<CreditNote>.Of(invoice.CustomerId.Suffix + name.ToString());
    }
}
