namespace Tallystick.Http.Sessions;

/// <summary>Who signs in: one of the two.</summary>
/// <param name="ApiKey">An API key with scope read or admin.</param>
/// <param name="Link">The token of a sign-in link.</param>
internal sealed record SignInRequest(string? ApiKey, string? Link);
