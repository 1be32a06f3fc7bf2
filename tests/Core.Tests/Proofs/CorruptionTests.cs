using System.Text;
using Tallystick.Core.Billing;
using Tallystick.Core.Proofs;
using Tallystick.Core.Usage;
using Tallystick.Core.Values;

namespace Tallystick.Tests.Core.Tests.Proofs;

/// <summary>Somebody changes a byte behind the program's back; the proof of the invoice that depends on it says where.</summary>
public class CorruptionTests
{
    private const int Each = 17;

    /// <summary>Ten worlds; eight kinds of damage, seventeen of each: 1,360 in all.</summary>
    public static TheoryData<int> Seeds() => [.. Enumerable.Range(101, 10)];

    [Theory]
    [MemberData(nameof(Seeds))]
    public async Task Every_corruption_is_found_and_named(int seed)
    {
        var world = await ProofWorld.PlayAsync(seed, customers: 10);
        var random = new Random(seed);
        var targets = await TargetsAsync(world);
        List<Target> corrections = [.. targets.Where(target => target.Delivery.Usage!.Corrects is not null)];
        for (var i = 0; i < Each; i++)
        {
            await FoundAsync(await ChangedEventAsync(world, random, Any(random, corrections)), seed);
            await FoundAsync(DroppedRecord(world, Any(random, corrections)), seed);
            await FoundAsync(await ChangedEventAsync(world, random, Any(random, targets)), seed);
            await FoundAsync(DroppedRecord(world, Any(random, targets)), seed);
            await FoundAsync(await SwappedEventsAsync(world, random, targets), seed);
            await FoundAsync(await ChangedWindowAsync(world, random, Any(random, targets)), seed);
            await FoundAsync(await ChangedDocumentAsync(world, random, Any(random, targets)), seed);
            await FoundAsync(await ChangedFileAsync(world, random, Any(random, targets)), seed);
        }
    }

    private static async Task FoundAsync(Corruption corruption, int seed)
    {
        var proof = (await corruption.Proofs.ProveAsync(ProofWorld.Tenant, corruption.Invoice, default)).OrThrow();

        var told = $"seed {seed}, {corruption.What}: {string.Join("; ", proof.Findings)}";
        Assert.True(proof.Findings.Any(finding => corruption.Codes.Contains(finding.Code) && corruption.Places.Any(place => finding.Place.Contains(place, StringComparison.Ordinal))), told);
    }

    private static async Task<Corruption> ChangedEventAsync(ProofWorld world, Random random, Target target)
    {
        var record = await RecordAsync(world, target.Delivery.Position);
        var payload = Flip(random, record.Payload, OffsetIn(record, target.Delivery.Position.Index), target.Delivery.Line.Length);
        return OfLog(world, target, "changed event", (target.Delivery.Position, record with { Payload = payload }));
    }

    private static Corruption DroppedRecord(ProofWorld world, Target target) =>
        OfLog(world, target, "dropped record", (target.Delivery.Position, null));

    private static async Task<Corruption> SwappedEventsAsync(ProofWorld world, Random random, IReadOnlyList<Target> targets)
    {
        var one = Any(random, targets);
        var other = Any(random, [.. targets.Where(target => target.Delivery.Event != one.Delivery.Event && SequenceOf(target) != SequenceOf(one))]);
        var (first, second) = (await RecordAsync(world, one.Delivery.Position), await RecordAsync(world, other.Delivery.Position));
        return OfLog(
            world,
            one,
            "swapped events",
            (one.Delivery.Position, first with { Payload = With(first, one.Delivery, other.Delivery.Line) }),
            (other.Delivery.Position, second with { Payload = With(second, other.Delivery, one.Delivery.Line) }));
    }

    private static async Task<Corruption> ChangedWindowAsync(ProofWorld world, Random random, Target target)
    {
        var account = target.Delivery.Account.ToString();
        var body = (await world.Store.ReadAsync(account, target.Window, default))!.Body;
        var store = new TamperedStore(world.Store, account, target.Window, Flip(random, body, 0, body.Length));
        return new(world.Proofs(store: store), target.Invoice.Id, "changed window", [target.Window], [FindingCodes.WindowDiffers]);
    }

    private static async Task<Corruption> ChangedDocumentAsync(ProofWorld world, Random random, Target target)
    {
        var partition = $"{ProofWorld.Tenant}/billing";
        var id = target.Invoice.Id.ToString();
        var body = (await world.Store.ReadAsync(partition, id, default))!.Body;

        // What became of the invoice since its issue is no matter of the log; docs/proofs.md says so.
        var text = Encoding.UTF8.GetString(body.Span);
        string[] since = ["\"status\":\"", "\"paidAt\":\""];
        int offset;
        do
        {
            offset = random.Next(body.Length);
        }
        while (since.Any(member => text.IndexOf(member, StringComparison.Ordinal) is var at and >= 0 && at <= offset && offset < text.IndexOf('"', at + member.Length)));

        var store = new TamperedStore(world.Store, partition, id, Flip(random, body, offset, 1));

        // Names and times of the issue are taken from the document: changed there, they are found to be others than in the file.
        string[] codes = [FindingCodes.InvoiceDiffers, FindingCodes.InvoiceNotRebuilt, FindingCodes.InvoicePaymentDiffers, FindingCodes.FileDiffers, FindingCodes.FileMissing];
        return new(world.Proofs(store: store), target.Invoice.Id, $"changed document at {offset}", [id, "/invoices/"], codes);
    }

    private static async Task<Corruption> ChangedFileAsync(ProofWorld world, Random random, Target target)
    {
        var name = $"{ProofWorld.Tenant}/invoices/{target.Invoice.Number}.json";
        var content = (await world.Blobs.GetAsync(name, default))!.Value;
        var blobs = new TamperedBlobs(world.Blobs, name, Flip(random, content, 0, content.Length));
        return new(world.Proofs(blobs: blobs), target.Invoice.Id, "changed file", [name], [FindingCodes.FileDiffers]);
    }

    private static Corruption OfLog(ProofWorld world, Target target, string what, params (LogPosition At, LogRecord? Instead)[] changes)
    {
        var log = target.Delivery.Position.Log;
        var changed = new TamperedLog(world.Log, changes.ToDictionary(change => (change.At.Log, change.At.Partition, change.At.Sequence), change => change.Instead));
        string[] codes = [FindingCodes.WindowDiffers, FindingCodes.WindowUnexpected];

        // Another event, or a retry where there was one, then counts in its stead.
        return what == "swapped events"
            ? new(world.Proofs(changed), target.Invoice.Id, what, [$"{log}."], [FindingCodes.EventDiffers, .. codes])
            : new(world.Proofs(changed), target.Invoice.Id, $"{what} {target.Delivery.Position}", [target.Window, "of the log"], [FindingCodes.EventDiffers, .. codes]);
    }

    private static async Task<LogRecord> RecordAsync(ProofWorld world, LogPosition position) =>
        (await world.Log.Numbered(position.Log).ReadAsync(position.Partition, position.Sequence, 1, null, default)).Records[0];

    private static byte[] Flip(Random random, ReadOnlyMemory<byte> bytes, int from, int length)
    {
        var changed = bytes.ToArray();
        changed[from + random.Next(length)] ^= (byte)(1 << random.Next(7));
        return changed;
    }

    private static int OffsetIn(LogRecord record, int index) =>
        Delivery.Unpack(0, record).Take(index).Sum(delivery => delivery.Line.Length + 1);

    private static byte[] With(LogRecord record, Delivery delivery, ReadOnlyMemory<byte> line)
    {
        var start = OffsetIn(record, delivery.Position.Index);
        return [.. record.Payload.Span[..start], .. line.Span, .. record.Payload.Span[(start + delivery.Line.Length)..]];
    }

    private static (int, int, long) SequenceOf(Target target) =>
        (target.Delivery.Position.Log, target.Delivery.Position.Partition, target.Delivery.Position.Sequence);

    private static T Any<T>(Random random, IReadOnlyList<T> items) => items[random.Next(items.Count)];

    /// <summary>The counted events behind lines of invoices.</summary>
    private static async Task<IReadOnlyList<Target>> TargetsAsync(ProofWorld world)
    {
        var targets = new List<Target>();
        foreach (var invoice in await world.InvoicesAsync())
        {
            var account = AccountId.Of(ProofWorld.Tenant, invoice.CustomerId);
            foreach (var period in invoice.Lines.Where(line => line.Evidence is { EventCount: > 0 }).Select(line => line.Period).Distinct())
            {
                await foreach (var delivery in new AccountEvents(world.Log, world.Claims, world.Store).CountedAsync(account, period, default))
                {
                    var at = delivery.Position;
                    targets.Add(new Target(invoice, delivery, UsageWindow.IdOf(UsageWindow.HourOf(delivery.Usage!.OccurredAt), at.Log, at.Partition)));
                }
            }
        }

        return targets;
    }

    private sealed record Target(Invoice Invoice, Delivery Delivery, string Window);

    private sealed record Corruption(InvoiceProofs Proofs, Id<Invoice> Invoice, string What, IReadOnlyList<string> Places, IReadOnlyList<string> Codes);
}
