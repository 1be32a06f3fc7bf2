using System.Globalization;
using Tallystick.Core.Billing;
using Tallystick.Core.Blobs;
using Tallystick.Core.Storage;
using Tallystick.Core.Tenancy;

namespace Tallystick.Core.Proofs;

/// <summary>Holds the numbers of issued invoices against their counter and against the files that are kept.</summary>
internal sealed class NumberCheck(IDocumentStore store, IBlobStore blobs)
{
    // A counter that was changed may name any number; nobody looks into so many files one by one.
    private const int MaxProbes = 10_000;
    private const long MaxNumber = 1_000_000_000_000;

    private readonly UnfinishedInvoices unfinished = new(store);

    /// <summary>The last number that was given, 0 before the first; null where the counter cannot be read.</summary>
    internal async Task<long?> GivenAsync(Tenant tenant, CancellationToken cancellation)
    {
        var document = await store.ReadAsync(BillingDocuments.PartitionOf(tenant), BillingDocuments.Counter, cancellation);
        return document is null ? 0 : Unreadable.OrNull<InvoiceCounter>(document) is { Last: >= 0 and <= MaxNumber and var last } ? last : null;
    }

    /// <summary>Adds what is wrong.</summary>
    /// <param name="tenant">Whose.</param>
    /// <param name="issued">The issued invoices.</param>
    /// <param name="given">The last number that was given before they were read; null where that cannot be told.</param>
    /// <param name="findings">Where to.</param>
    /// <param name="cancellation">Ends the work.</param>
    internal async Task RunAsync(Tenant tenant, IReadOnlyList<Invoice> issued, long? given, List<Finding> findings, CancellationToken cancellation)
    {
        if (given is null)
        {
            findings.Add(new Finding(FindingCodes.InvoiceNumberDiffers, $"the counter of {tenant}", "It cannot be read."));
        }

        var limit = await GivenAsync(tenant, cancellation) ?? long.MaxValue;
        var known = new SortedSet<long>();
        foreach (var invoice in issued)
        {
            if (NumberOf(invoice) is { } number && number <= limit)
            {
                if (!known.Add(number))
                {
                    findings.Add(Differs(invoice, "Another invoice has it too."));
                }

                await CheckFileAsync(tenant, invoice, findings, cancellation);
            }
            else
            {
                findings.Add(Differs(invoice, "It was never given."));
            }
        }

        var last = known.Count == 0 ? 0 : known.Max;
        await CheckGapsAsync(tenant, known.Where(number => number <= (given ?? last)), given ?? last, findings, cancellation);
        await CheckFilesBehindAsync(tenant, Math.Max(last, given ?? 0), findings, cancellation);
    }

    private static Finding Differs(Invoice invoice, string message) =>
        new(FindingCodes.InvoiceNumberDiffers, $"the number {invoice.Number} of {invoice.Id}", message);

    private static long? NumberOf(Invoice invoice)
    {
        var digits = invoice.Number!.AsSpan(invoice.Number!.LastIndexOf('-') + 1);
        return long.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0 && TextOf(number) == invoice.Number
            ? number
            : null;
    }

    private static string TextOf(long number) => new InvoiceCounter { Last = number }.Number;

    private static Finding FileUnexpected(string name) => new(FindingCodes.FileUnexpected, $"the file {name}", "No invoice has its number.");

    private async Task CheckFileAsync(Tenant tenant, Invoice invoice, List<Finding> findings, CancellationToken cancellation)
    {
        var name = BillingDocuments.File(tenant, invoice.Number!);
        if (await blobs.GetAsync(name, cancellation) is null && !await unfinished.HasAsync(tenant, invoice, cancellation))
        {
            findings.Add(new Finding(FindingCodes.FileMissing, $"the file {name}", $"There is no such file; it is of {invoice.Id}."));
        }
    }

    private async Task CheckGapsAsync(Tenant tenant, IEnumerable<long> known, long last, List<Finding> findings, CancellationToken cancellation)
    {
        var (next, probes) = (1L, 0);
        foreach (var number in known.Append(last + 1))
        {
            if (number > next)
            {
                var which = number - next == 1 ? $"number {TextOf(next)}" : $"numbers {TextOf(next)} to {TextOf(number - 1)}";
                findings.Add(new Finding(FindingCodes.InvoiceNumberMissing, $"the {which} of {tenant}", "There is no invoice of it."));
            }

            for (; next < number && probes < MaxProbes; next++, probes++)
            {
                var name = BillingDocuments.File(tenant, TextOf(next));
                if (await blobs.GetAsync(name, cancellation) is not null)
                {
                    findings.Add(FileUnexpected(name));
                }
            }

            next = number + 1;
        }
    }

    /// <summary>Files of numbers that the counter has not come to, one behind the other: where the counter was set back, and an invoice is gone.</summary>
    private async Task CheckFilesBehindAsync(Tenant tenant, long last, List<Finding> findings, CancellationToken cancellation)
    {
        for (var number = last + 1; number - last <= MaxProbes; number++)
        {
            var name = BillingDocuments.File(tenant, TextOf(number));
            if (await blobs.GetAsync(name, cancellation) is null)
            {
                return;
            }

            // Read again, for an invoice may have been issued in between.
            if (number > (await GivenAsync(tenant, cancellation) ?? 0))
            {
                findings.Add(FileUnexpected(name));
            }
        }
    }
}
