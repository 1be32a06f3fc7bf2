using System.Net;
using Tallystick.DevHost.Cost;

namespace Tallystick.Tests.Cloud.Tests.Cosmos.Wire;

/// <summary>What one operation came to.</summary>
/// <param name="Status">The status.</param>
/// <param name="Item">The item that was read or is left.</param>
/// <param name="Charge">Request units; those of a refusal unless given.</param>
internal sealed record WireResult(HttpStatusCode Status, WireItem? Item = null, double Charge = RequestUnits.Refused);
