using NodaTime;
using Tallystick.Core.Customers;
using Tallystick.Core.Tenancy;
using Tallystick.Core.Values;

namespace Tallystick.Tests.Simulation.Scenarios;

/// <summary>Something that a client, or the operator, does.</summary>
/// <param name="Number">Its number in the scenario, from 1; by it a minimised run leaves it out.</param>
/// <param name="At">When, from the start on.</param>
internal abstract record Operation(int Number, Duration At)
{
    /// <summary>Reports usage, and again through either region until it is answered.</summary>
    internal sealed record Report(int Number, Duration At, IReadOnlyList<SentEvent> Events, bool Together) : Operation(Number, At);

    /// <summary>Voids or amends an event, and again until it is answered.</summary>
    internal sealed record Correct(int Number, Duration At, SentCorrection Correction) : Operation(Number, At);

    /// <summary>Replays what was rejected, as an operator does who believes the cause mended.</summary>
    internal sealed record ReplayRejected(int Number, Duration At, Tenant Tenant) : Operation(Number, At);

    /// <summary>Pays money in, once.</summary>
    internal sealed record TopUp(int Number, Duration At, Subscriber Payer, decimal Amount) : Operation(Number, At);

    /// <summary>Grants money, once: for a while, or for ever, or day by day.</summary>
    internal sealed record Grant(int Number, Duration At, Subscriber Payer, decimal Amount, int Priority, Duration? Lasts, bool IsDaily) : Operation(Number, At);

    /// <summary>Takes a grant back.</summary>
    internal sealed record VoidGrant(int Number, Duration At, Subscriber Payer, int Granted) : Operation(Number, At);

    /// <summary>Reserves.</summary>
    internal sealed record Hold(int Number, Duration At, Subscriber Payer, decimal Quantity, int MaxUses, Duration ExpiresIn) : Operation(Number, At);

    /// <summary>Calls a reservation off.</summary>
    internal sealed record Release(int Number, Duration At, Subscriber Payer, int Placed) : Operation(Number, At);

    /// <summary>Asks, once, for an unpaid invoice to be paid from the wallet, as soon as the next is issued: while it is being collected.</summary>
    internal sealed record PayInvoice(int Number, Duration At, Subscriber Payer) : Operation(Number, At);

    /// <summary>Calls an unpaid invoice off, as soon as the next is issued, until there is an answer.</summary>
    internal sealed record VoidInvoice(int Number, Duration At, Subscriber Payer) : Operation(Number, At);

    /// <summary>Pays the invoice of what is paid in advance of the first period, until there is an answer.</summary>
    internal sealed record PayFirstInvoice(int Number, Duration At, Subscriber Payer) : Operation(Number, At);

    /// <summary>Makes a customer, under whose external id usage may have come in already.</summary>
    internal sealed record AddCustomer(int Number, Duration At, Tenant Tenant, Customer Customer) : Operation(Number, At);

    /// <summary>Starts a subscription, whose usage may have come in already.</summary>
    internal sealed record Subscribe(int Number, Duration At, Subscriber Subscriber) : Operation(Number, At);

    /// <summary>Ends a subscription: at once, or a while later.</summary>
    internal sealed record Terminate(int Number, Duration At, Subscriber Subscriber, Duration? Later) : Operation(Number, At);

    /// <summary>Moves a test clock.</summary>
    internal sealed record MoveClock(int Number, Duration At, Tenant Tenant, Id<TestClock> Clock, Instant To) : Operation(Number, At);

    /// <summary>Makes a webhook endpoint, until there is an answer: one whose answer was lost stays too.</summary>
    internal sealed record AddEndpoint(int Number, Duration At, Tenant Tenant, IReadOnlyList<string> EventTypes) : Operation(Number, At);

    /// <summary>Makes the log anew.</summary>
    internal sealed record RenewLog(int Number, Duration At, int Partitions) : Operation(Number, At);
}
