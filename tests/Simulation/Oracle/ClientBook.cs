using Tallystick.Core.Usage;
using Tallystick.Core.Values;
using Tallystick.Core.Wallets;
using Tallystick.Tests.Simulation.Scenarios;

namespace Tallystick.Tests.Simulation.Oracle;

/// <summary>What clients have sent and were told: the plain list that the books are compared with.</summary>
internal sealed class ClientBook
{
    /// <summary>Everything that was sent, answered or not.</summary>
    internal HashSet<(string Tenant, string Subject, Body Body)> Sent { get; } = [];

    /// <summary>What was answered with a receipt.</summary>
    internal List<(EventId Id, Body Body)> Receipts { get; } = [];

    /// <summary>What was paid in, by account.</summary>
    internal Dictionary<AccountId, decimal> PaidIn { get; } = [];

    /// <summary>The grants that merchants were told of, by operation.</summary>
    internal Dictionary<int, Id<Grant>> Grants { get; } = [];

    /// <summary>The holds that clients were told of, by operation.</summary>
    internal Dictionary<int, Id<Hold>> Holds { get; } = [];

    /// <summary>How many operations are not done yet.</summary>
    internal int Unfinished { get; set; }

    /// <summary>Notes an attempt.</summary>
    internal void Note(IEnumerable<Sent> events)
    {
        foreach (var one in events)
        {
            Sent.Add((one.Event.Tenant.ToString(), one.Event.Subject, one.Body));
        }
    }

    /// <summary>Notes an attempt to correct.</summary>
    internal void Note(SentCorrection correction) =>
        Sent.Add((correction.Account.Tenant.ToString(), correction.Account.Subject, Body.Of(correction)));

    /// <summary>Notes a payment that was confirmed.</summary>
    internal void NotePaid(Subscriber payer, decimal amount) => PaidIn[payer.Account] = PaidIn.GetValueOrDefault(payer.Account) + amount;
}
