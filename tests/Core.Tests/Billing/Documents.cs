using System.Text.Json;
using Tallystick.Core.Storage;

namespace Tallystick.Tests.Core.Tests.Billing;

internal static class Documents
{
    internal static T RoundTrip<T>(T value) => JsonSerializer.Deserialize<T>(value.ToBody().Span, DocumentJson.Options)!;
}
