using System.ComponentModel;
using System.Text.Json;
using NodaTime;
using Tallystick.Http.Binding;

namespace Tallystick.Http.TestClocks;

/// <summary>A test clock to be made.</summary>
/// <param name="MerchantId">The key's merchant, or left out.</param>
/// <param name="CurrentTime">What it shows at first. Required.</param>
/// <param name="Name">What it is called, at most 100 characters.</param>
internal sealed record TestClockRequest(
    string? MerchantId, [property: Description("What it shows at first. Required.")] Instant? CurrentTime, string? Name) : INamesMerchant
{
    /// <summary>Taken for clients of other systems, and not kept.</summary>
    public JsonElement? Description { get; init; }
}
