using NodaTime;
using Tallystick.Core.Proofs;

namespace Tallystick.Tests.Core.Tests.Proofs;

public class PurgedProofTests
{
    [Fact]
    public async Task An_invoice_whose_records_were_forgotten_by_age_is_not_proved_and_a_later_one_is()
    {
        var world = await ProofWorld.PlayAsync(1, customers: 10);
        var invoices = await world.InvoicesAsync();
        var counted = invoices.Where(invoice => invoice.Lines.Any(line => line.Evidence is { EventCount: > 0 })).ToList();
        var log = world.Log.Numbered(0);
        for (var partition = 0; partition < log.PartitionCount; partition++)
        {
            await log.PurgeAsync(partition, Instant.MaxValue, 5, default);
        }

        var oldest = (await world.Proofs().ProveAsync(ProofWorld.Tenant, Touching(counted, 5).Id, default)).OrThrow();
        Assert.Equal(FindingCodes.LogPurged, Assert.Single(oldest.Findings).Code);
        var later = (await world.Proofs().ProveAsync(ProofWorld.Tenant, counted[0].Id, default)).OrThrow();
        Assert.True(later.IsVerified, string.Join("; ", later.Findings));
    }

    private static Tallystick.Core.Billing.Invoice Touching(IReadOnlyList<Tallystick.Core.Billing.Invoice> invoices, long sequence) =>
        invoices.First(invoice => invoice.Lines.Any(line => line.Evidence?.Positions.Any(range => range.Log == 0 && range.FromSequence <= sequence && range.ToSequence >= range.FromSequence) == true));
}
