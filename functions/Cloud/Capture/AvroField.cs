namespace Tallystick.Cloud.Capture;

/// <summary>A field of a file's records.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Type">Its type.</param>
internal sealed record AvroField(string Name, AvroType Type);
