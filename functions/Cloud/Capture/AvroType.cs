namespace Tallystick.Cloud.Capture;

/// <summary>The type of a value.</summary>
/// <param name="Kind">What sort it is.</param>
/// <param name="Parts">The branches of a union; the one type of a map's values; otherwise none.</param>
internal sealed record AvroType(AvroKind Kind, params IReadOnlyList<AvroType> Parts);
