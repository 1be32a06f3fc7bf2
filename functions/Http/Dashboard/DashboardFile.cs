namespace Tallystick.Http.Dashboard;

/// <summary>A file of the dashboard, as it is sent.</summary>
/// <param name="ContentType">Its media type.</param>
/// <param name="Plain">Its bytes.</param>
/// <param name="Compressed">The same, compressed with gzip.</param>
/// <param name="Hash">The SHA-256 of its bytes, in hexadecimal.</param>
internal sealed record DashboardFile(string ContentType, byte[] Plain, byte[] Compressed, string Hash);
