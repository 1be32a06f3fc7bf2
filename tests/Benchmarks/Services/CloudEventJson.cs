using System.Text.Json.Serialization;

namespace Tallystick.Tests.Benchmarks.Services;

/// <summary>The generated reader of <see cref="CloudEvent"/>.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase)]
[JsonSerializable(typeof(CloudEvent))]
internal sealed partial class CloudEventJson : JsonSerializerContext;
