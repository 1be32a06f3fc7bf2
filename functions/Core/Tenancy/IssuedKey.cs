namespace Tallystick.Core.Tenancy;

/// <summary>A new key, at the only moment when its text is known.</summary>
/// <param name="Key">The record.</param>
/// <param name="Text">The key itself.</param>
public sealed record IssuedKey(ApiKey Key, ApiKeyText Text);
