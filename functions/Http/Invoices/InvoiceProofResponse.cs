using Tallystick.Core.Billing;
using Tallystick.Core.Usage;

namespace Tallystick.Http.Invoices;

/// <summary>What in the event log stands behind a line, so that anyone with the log can count again.</summary>
/// <param name="EventCount">How many events were counted.</param>
/// <param name="Positions">Where they stand: stretches of the log's partitions, both ends included.</param>
/// <param name="Hash">The hash of the events, whatever their order: 64 hexadecimal digits.</param>
internal sealed record InvoiceProofResponse(long EventCount, IReadOnlyList<PositionRange> Positions, MultisetHash Hash);
