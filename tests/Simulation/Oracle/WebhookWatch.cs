using NodaTime;
using Tallystick.Core.Billing;
using Tallystick.Core.Notifications;
using Tallystick.Core.Storage;
using Tallystick.Tests.Simulation.Scheduling;

namespace Tallystick.Tests.Simulation.Oracle;

/// <summary>
/// Looks at every commit for what becomes true of invoices, and of customers and their subscriptions: each endpoint that was made by then, and wants to know, is to be told of it, at least once, and
/// of nothing else.
/// </summary>
/// <param name="scheduler">Knows the true time.</param>
/// <param name="fail">Told of what does not hold.</param>
internal sealed class WebhookWatch(Scheduler scheduler, Action<string, string> fail)
{
    private static readonly Duration Patience = Duration.FromHours(3);
    private readonly Dictionary<(string Partition, string Id), WebhookEndpoint> endpoints = [];
    private readonly Dictionary<string, Invoice> invoices = [];
    private readonly Dictionary<(string Url, string Event), (InvoiceFigures Invoice, Instant At)> expected = [];
    private readonly List<WebhookMessage> got = [];
    private readonly AnnouncementWatch announced = new();

    /// <summary>What receivers got, in the order of its coming.</summary>
    internal IReadOnlyList<WebhookMessage> Got => got;

    /// <summary>A receiver gets a message.</summary>
    internal void Receive(WebhookMessage message) => got.Add(message);

    /// <summary>Looks at a commit.</summary>
    internal void See(string partition, IReadOnlyList<DocumentWrite> writes)
    {
        foreach (var write in writes.Where(write => write.Kind != DocumentWriteKind.Delete))
        {
            if (write.Id.StartsWith(WebhookEndpoint.IdPrefix + "_", StringComparison.Ordinal))
            {
                endpoints[(partition, write.Id)] = BodyOf<WebhookEndpoint>(write);
            }
            else if (write.Id.StartsWith(Invoice.IdPrefix + "_", StringComparison.Ordinal))
            {
                See(partition, BodyOf<Invoice>(write));
            }

            announced.See(write, endpoints.Where(one => one.Key.Partition == partition).Select(one => one.Value), scheduler.Now);
        }
    }

    /// <summary>Compares, when everything has come to rest.</summary>
    internal void Check()
    {
        var told = got.ToLookup(message => (message.Url, message.Fact.Id.ToString()));
        foreach (var (key, _) in expected.Where(one => one.Value.At + Patience < scheduler.Now && !told.Contains(one.Key)))
        {
            fail("WHAT_HAPPENS_TO_INVOICES_IS_TOLD", $"{key.Url} was not told of {key.Event}");
        }

        foreach (var (url, fact) in announced.ExpectedBy(scheduler.Now - Patience).Where(one => !told.Contains(one)))
        {
            fail("WHAT_HAPPENS_ELSEWHERE_IS_TOLD", $"{url} was not told of {fact}");
        }

        foreach (var message in got.Where(message => message.Fact.Invoice is null ? !announced.IsTrue(message.Fact) : !IsTrue(message)))
        {
            fail("ONLY_WHAT_HAPPENED_IS_TOLD", $"{message.Url}: {message.Fact}");
        }

        foreach (var url in got.GroupBy(message => message.Url))
        {
            var facts = url.Select(message => message.Fact).Distinct().ToList();
            if (facts.DistinctBy(fact => fact.Id).Count() != facts.Count || facts.DistinctBy(fact => fact.Sequence).Count() != facts.Count)
            {
                fail("A_FACT_HAS_ONE_ID_AND_ONE_NUMBER", $"{url.Key}: {string.Join("; ", facts)}");
            }
        }
    }

    private static T BodyOf<T>(DocumentWrite write) => new StoredDocument(write.Id, "", write.Body).As<T>();

    private bool IsTrue(WebhookMessage message) =>
        expected.TryGetValue((message.Url, message.Fact.Id.ToString()), out var happened)
        && message.Fact.Invoice == happened.Invoice
        && message.Fact.At == TimeOf(message.Fact.Type, happened.Invoice);

    private static Instant? TimeOf(string type, InvoiceFigures invoice) => type switch
    {
        "invoice.issued" => invoice.IssuedAt,
        "invoice.paid" => invoice.PaidAt,
        "invoice.voided" => invoice.VoidedAt,
        _ => null,
    };

    private void See(string partition, Invoice after)
    {
        var before = invoices.GetValueOrDefault(after.Id.ToString());
        invoices[after.Id.ToString()] = after;
        (string Name, bool Happened)[] names =
        [
            ("issued", after.IssuedAt is not null && before?.IssuedAt is null),
            ("paid", after.PaidAt is not null && before?.PaidAt is null),
            ("voided", after.VoidedAt is not null && before?.VoidedAt is null),
        ];
        foreach (var name in names.Where(name => name.Happened).Select(name => name.Name))
        {
            foreach (var endpoint in endpoints.Where(one => one.Key.Partition == partition).Select(one => one.Value))
            {
                if (endpoint.EventTypes is [] || endpoint.EventTypes.Contains($"invoice.{name}"))
                {
                    expected[(endpoint.Url, $"evt_{after.Id.Suffix}{name}")] = (InvoiceFigures.Of(after), scheduler.Now);
                }
            }
        }
    }
}
