using System.Text;
using NodaTime;
using Tallystick.Core.Commands;
using Tallystick.Core.Customers;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Usage;
using Tallystick.Core.Values;

namespace Tallystick.Tests.Contracts;

/// <summary>Values to put into stores.</summary>
public static class Samples
{
    public static AccountId Account(int number) =>
        AccountId.Of(new Tenant(Id<Merchant>.Of("acme"), Mode.Live), Id<Customer>.Of($"customer{number}"));

    public static ReadOnlyMemory<byte> Bytes(string text) => Encoding.UTF8.GetBytes(text);

    public static string Text(ReadOnlyMemory<byte> bytes) => Encoding.UTF8.GetString(bytes.Span);

    public static LogEntry Entry(int account, string payload) => new(Account(account), Bytes(payload));

    public static Claim Claim(int identity, long sequence, int body = 0) =>
        new(
            new EventId((ulong)identity % 7, (UInt128)identity << 64 | 5),
            new LogPosition(65_535, 1, sequence, 65_535),
            UInt128.MaxValue - (UInt128)body);

    public static Command Command(string id, string session = "session", Instant? notBefore = null, string kind = "kind") =>
        new(kind, session, id, """{"a":1}""", notBefore);
}
