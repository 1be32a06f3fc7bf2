namespace Tallystick.Http.Hosting;

/// <summary>Reads the setting that says where customers and merchants reach this installation.</summary>
public static class PublicUrl
{
    /// <summary>The setting's name.</summary>
    public const string Setting = "Tally__PublicUrl";

    /// <summary>The address; null where the setting is empty, or will not do.</summary>
    /// <param name="read">Reads a setting; empty where there is none.</param>
    /// <param name="demand">Is told of the rule: whether it holds, of which setting it is, and what is wrong otherwise.</param>
    public static Uri? Read(Func<string, string> read, Action<bool, string, string> demand)
    {
        ArgumentNullException.ThrowIfNull(read);
        ArgumentNullException.ThrowIfNull(demand);
        var text = read(Setting);
        var isAddress = Uri.TryCreate(text, UriKind.Absolute, out var address) && (address.Scheme == Uri.UriSchemeHttps || address.Scheme == Uri.UriSchemeHttp);
        demand(isAddress || text.Length == 0, Setting, $"is '{text}', which is no address such as 'https://tally.example/'.");
        return isAddress ? address : null;
    }
}
