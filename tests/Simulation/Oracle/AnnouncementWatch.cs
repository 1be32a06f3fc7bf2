using System.Text;
using System.Text.Json.Nodes;
using NodaTime;
using Tallystick.Core.Notifications;
using Tallystick.Core.Storage;

namespace Tallystick.Tests.Simulation.Oracle;

/// <summary>Looks at every commit for what becomes true in other partitions than that of facts: what was noted and then marked is to be told, and nothing else.</summary>
internal sealed class AnnouncementWatch
{
    private const string NotePrefix = "announced:";
    private const string MarkPrefix = "telling:";
    private readonly Dictionary<string, (IReadOnlyList<(string Id, string Type)> Facts, IReadOnlyList<WebhookEndpoint> Endpoints)> notes = [];
    private readonly Dictionary<string, Instant> marks = [];

    /// <summary>Looks at a write.</summary>
    /// <param name="write">What is written.</param>
    /// <param name="endpoints">The tenant's endpoints at that moment, where the write is among its facts.</param>
    /// <param name="now">The true time.</param>
    internal void See(DocumentWrite write, IEnumerable<WebhookEndpoint> endpoints, Instant now)
    {
        if (write.Id.StartsWith(NotePrefix, StringComparison.Ordinal) && !notes.ContainsKey(write.Id[NotePrefix.Length..]))
        {
            var facts = JsonNode.Parse(Encoding.UTF8.GetString(write.Body.Span))!["facts"]!.AsArray();
            notes[write.Id[NotePrefix.Length..]] = ([.. facts.Select(fact => (fact!["id"]!.GetValue<string>(), fact["type"]!.GetValue<string>()))], [.. endpoints]);
        }
        else if (write.Id.StartsWith(MarkPrefix, StringComparison.Ordinal))
        {
            marks.TryAdd(write.Id[MarkPrefix.Length..], now);
        }
    }

    /// <summary>True where a fact was announced, and its change was made.</summary>
    internal bool IsTrue(BillingFact fact) =>
        fact.Rejected is { Added: > 0 } || marks.Keys.Any(mark => notes[mark].Facts.Any(noted => noted.Id == fact.Id.ToString()));

    /// <summary>What was to be told by a time: to whom, and of what.</summary>
    internal IEnumerable<(string Url, string Event)> ExpectedBy(Instant time) =>
        from mark in marks
        where mark.Value < time
        from endpoint in notes[mark.Key].Endpoints
        from fact in notes[mark.Key].Facts
        where endpoint.EventTypes is [] || endpoint.EventTypes.Contains(fact.Type)
        select (endpoint.Url, fact.Id);
}
